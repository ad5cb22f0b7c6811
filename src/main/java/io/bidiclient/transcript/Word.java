package io.bidiclient.transcript;

/**
 * A word with its punctuation; in Chinese and Japanese, one character. All words of a transcript,
 * each after its space, are the transcript to the letter.
 *
 * @param space what stands before it: white space or nothing
 * @param text without white space around it
 * @param start first sample of the frame that began it, at 16 kHz on the input's time line
 * @param end sample after the frame that said its last letter
 * @param clock what the two were read from
 */
public record Word(String space, String text, long start, long end, Clock clock) {}
