package io.bidiclient.audio;

import java.util.Optional;

/**
 * How a source that one thread reads ahead for others came to its end.
 *
 * @param failure what was wrong with the audio, if anything was
 * @param fault a fault of ours, if there was one
 */
public record ReadAheadEnd(Optional<AudioException> failure, Optional<RuntimeException> fault) {
  /** Takes what was read. */
  public interface Taker {
    /** Takes the first frames of the block; false when nobody wants any more. */
    boolean take(int frames);
  }

  /** Reads a source until it ends or nobody wants it any more, and tells how that was. */
  public static ReadAheadEnd of(AudioSource source, float[] block, Taker taker) {
    try {
      int frames = source.read(block);
      while (frames >= 0 && taker.take(frames)) {
        frames = source.read(block);
      }
      return new ReadAheadEnd(Optional.empty(), Optional.empty());
    } catch (AudioException e) {
      return new ReadAheadEnd(Optional.of(e), Optional.empty());
    } catch (RuntimeException e) {
      return new ReadAheadEnd(Optional.empty(), Optional.of(e));
    }
  }

  /** What a reader gets at the end: −1, or what it ended with. */
  public int read() throws AudioException {
    if (fault.isPresent()) {
      throw new IllegalStateException(fault.get());
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return -1;
  }
}
