package io.bidiclient.audio;

import java.util.Optional;

/**
 * How a source that one thread reads ahead for others came to its end.
 *
 * @param failure what was wrong with the audio, if anything was
 * @param fault a fault of ours, if there was one
 */
public record ReadAheadEnd(Optional<AudioException> failure, Optional<RuntimeException> fault) {
  /** Reads a source until it ends or nobody wants it any more. */
  public interface Reading {
    void run() throws AudioException;
  }

  /** Reads to the end and tells how that was. */
  public static ReadAheadEnd of(Reading reading) {
    try {
      reading.run();
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
