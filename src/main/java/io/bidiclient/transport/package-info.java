/**
 * Text messages over a connection, both ways. Knows nothing of audio, of JSON or of transcripts.
 */
package io.bidiclient.transport;
