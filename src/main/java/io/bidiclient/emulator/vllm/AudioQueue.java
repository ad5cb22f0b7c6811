package io.bidiclient.emulator.vllm;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * What a session was sent and has not yet processed: chunks of audio, and the marks that final
 * commits leave between them. A mark ends the generation that comes upon it, whichever that is.
 */
final class AudioQueue {
  private static final byte[] FINAL = {};

  private final Queue<byte[]> chunks = new ArrayDeque<>();
  private int read;
  private long bytes;

  /** Adds at least one sample. */
  void add(byte[] pcm) {
    chunks.add(pcm);
    bytes += pcm.length;
  }

  void addFinal() {
    chunks.add(FINAL);
  }

  /** The chunk that comes next, unless a mark does or nothing. */
  Optional<byte[]> chunk() {
    return Optional.ofNullable(chunks.peek()).filter(chunk -> chunk != FINAL);
  }

  /** How many bytes of {@link #chunk} were processed already. */
  int read() {
    return read;
  }

  /** Marks so many more bytes of the chunk as processed. */
  void heard(int count) {
    read += count;
    bytes -= count;
    if (read == chunks.element().length) {
      chunks.remove();
      read = 0;
    }
  }

  /** Takes the mark, if it comes next. */
  boolean takeFinal() {
    if (chunks.peek() != FINAL) {
      return false;
    }
    chunks.remove();
    return true;
  }

  /** Chunks and marks that wait. */
  int size() {
    return chunks.size();
  }

  /** Bytes of audio that wait. */
  long bytes() {
    return bytes;
  }

  void clear() {
    chunks.clear();
    read = 0;
    bytes = 0;
  }
}
