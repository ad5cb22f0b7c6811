package io.bidiclient.run.input;

import io.bidiclient.text.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Files of directories and S3 prefixes that are not read because their names have no audio
 * extension. A bucket may hold millions, so only the first names are kept. For one thread.
 */
final class SkippedFiles {
  private static final int NAMED = 3;

  private final List<String> first = new ArrayList<>();
  private long count;

  /**
   * Counts one; hidden files, and the empty names that stand for folders in S3, are not counted.
   */
  void add(String name) {
    if (name.isEmpty() || name.startsWith(".")) {
      return;
    }
    if (count < NAMED) {
      first.add(name);
    }
    count++;
  }

  /** A sentence about all of them, if there are any. */
  Optional<String> sentence() {
    if (count == 0) {
      return Optional.empty();
    }
    String have = count == 1 ? " that has" : " that have";
    String more = count > NAMED ? ", …" : "";
    return Optional.of(
        "skipped "
            + Quantity.of(count, "file")
            + have
            + " no audio extension ("
            + String.join(", ", first)
            + more
            + ")");
  }
}
