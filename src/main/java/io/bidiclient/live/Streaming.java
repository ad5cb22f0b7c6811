package io.bidiclient.live;

import io.bidiclient.realtime.RetryPolicy;
import io.bidiclient.realtime.session.SessionSettings;
import io.bidiclient.transcript.Target;
import io.bidiclient.transport.Transport;

/**
 * Where and how all visitors' audio is streamed.
 *
 * @param transport shared by all, and closed by whoever opened it
 * @param target what it leads to, as transcripts name it
 * @param session what each session needs to know
 * @param recovery how a recording survives its sessions
 * @param chunkMillis audio in one message, in milliseconds
 */
public record Streaming(
    Transport transport,
    Target target,
    SessionSettings session,
    RetryPolicy recovery,
    int chunkMillis) {}
