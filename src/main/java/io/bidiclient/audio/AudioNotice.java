package io.bidiclient.audio;

/**
 * Something about the audio that a person should know and that does not end it.
 *
 * @param code a short name for programs, such as {@code dropped_audio}
 * @param message a sentence for people, with what to do where something can be done
 */
public record AudioNotice(String code, String message) {}
