package io.bidiclient.transcript;

/**
 * Something that a person should know.
 *
 * @param at when it was told, in nanoseconds since the run began
 * @param failure whether the run failed by it
 * @param code a short name for programs
 * @param message what, and why
 * @param hint one thing to do; empty for none
 */
public record Notice(long at, boolean failure, String code, String message, String hint) {}
