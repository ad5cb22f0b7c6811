/**
 * Text messages over a connection, both ways. Knows nothing of audio, of JSON or of transcripts.
 *
 * <p>What both transports share is here: which proxy leads to a server, whom to trust, whether a
 * host is known, what an HTTP answer means, and how a failure is told.
 */
package io.bidiclient.transport;
