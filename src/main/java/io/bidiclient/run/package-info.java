/**
 * Transcribes: one stream, the channels of an input, or a batch of inputs. Used by every command
 * that does.
 */
package io.bidiclient.run;
