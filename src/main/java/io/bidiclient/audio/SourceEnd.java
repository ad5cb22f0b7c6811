package io.bidiclient.audio;

import java.util.Optional;

/**
 * How a source that one thread reads ahead for others came to its end.
 *
 * @param failure what was wrong with the audio, if anything was
 * @param fault a fault of ours, if there was one
 */
record SourceEnd(Optional<AudioException> failure, Optional<RuntimeException> fault) {
  /** Reads a source until it ends or nobody wants it any more. */
  interface Reading {
    void run() throws AudioException;
  }

  /** Reads to the end and tells how that was. */
  static SourceEnd of(Reading reading) {
    try {
      reading.run();
      return new SourceEnd(Optional.empty(), Optional.empty());
    } catch (AudioException e) {
      return new SourceEnd(Optional.of(e), Optional.empty());
    } catch (RuntimeException e) {
      return new SourceEnd(Optional.empty(), Optional.of(e));
    }
  }

  /** What a reader gets at the end: −1, or what it ended with. */
  int read() throws AudioException {
    if (fault.isPresent()) {
      throw new IllegalStateException(fault.get());
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return -1;
  }
}
