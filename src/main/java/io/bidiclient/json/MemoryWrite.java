package io.bidiclient.json;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A step of writing JSON into memory, where nothing can fail though the library's types say so. */
@FunctionalInterface
interface MemoryWrite {
  /** What an impossible failure is called. */
  String REFUSED = "a string refused to be written to";

  void run() throws IOException;

  /** Takes the step. */
  static void write(MemoryWrite step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(REFUSED, e);
    }
  }
}
