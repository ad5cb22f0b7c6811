package io.bidiclient.realtime;

/**
 * Text that a server said.
 *
 * @param text to the letter
 * @param heard how far it had heard by then, in samples on the input's time line
 */
record TimedText(String text, long heard) {}
