package io.bidiclient.live;

import io.bidiclient.run.StreamSettings;
import io.bidiclient.transcript.Target;
import io.bidiclient.transport.Transport;

/**
 * Where and how all visitors' audio is streamed.
 *
 * @param transport shared by all, and closed by whoever opened it
 * @param target what it leads to, as transcripts name it
 * @param stream how each recording is transcribed
 * @param chunkMillis audio in one message, in milliseconds
 */
public record Streaming(
    Transport transport, Target target, StreamSettings stream, int chunkMillis) {}
