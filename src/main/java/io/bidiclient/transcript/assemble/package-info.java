/**
 * Puts a transcript together: places deltas on the input's time line, builds words, merges
 * channels.
 */
package io.bidiclient.transcript.assemble;
