package io.bidiclient.transcript;

/**
 * A session of a run that begins to take audio.
 *
 * @param at when, in nanoseconds since the run began
 * @param id the server's name for it; may be empty
 * @param attempt which of the run's sessions it is, from 1
 * @param start first sample that it takes, on the input's time line
 */
public record Opening(long at, String id, int attempt, long start) {}
