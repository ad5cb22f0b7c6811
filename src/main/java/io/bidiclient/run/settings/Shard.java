package io.bidiclient.run.settings;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * One of several parts of a list of inputs. An input belongs to the part that the CRC-32 of its
 * name in UTF-8 chooses: the same on every machine, whatever else is in the list.
 *
 * @param index from 0
 * @param count parts in all
 */
public record Shard(int index, int count) {
  /** Whether the input is one of this part. */
  public boolean holds(String input) {
    CRC32 hash = new CRC32();
    hash.update(input.replace('\\', '/').getBytes(StandardCharsets.UTF_8));
    return hash.getValue() % count == index;
  }
}
