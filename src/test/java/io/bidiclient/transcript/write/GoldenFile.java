package io.bidiclient.transcript.write;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A document that people have read, and that a writer is held to. */
public final class GoldenFile {
  private GoldenFile() {}

  /** What it holds. */
  public static String read(String name) throws IOException {
    try (InputStream file = GoldenFile.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
