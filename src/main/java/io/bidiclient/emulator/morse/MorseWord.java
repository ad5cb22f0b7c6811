package io.bidiclient.emulator.morse;

/**
 * A word that was read.
 *
 * @param text in upper case, at least one letter
 * @param end sample of the utterance at which its last tone ended
 */
record MorseWord(String text, long end) {}
