package io.bidiclient.realtime.session;

/**
 * Something a person should know that does not end the session.
 *
 * @param code a short name for programs
 * @param message a sentence for people
 */
public record Warning(String code, String message) {}
