package io.bidiclient.run.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardTest {
  private static final int COUNT = 20;
  private static final List<String> NAMES =
      IntStream.range(0, 10_000).mapToObj(i -> "s3://b/calls/é " + i + "+%.wav").toList();

  @Test
  void everyInputIsOfOnePartAndThePartsAreAboutEqual() {
    int[] sizes = new int[COUNT];
    for (String name : NAMES) {
      List<Integer> parts =
          IntStream.range(0, COUNT).filter(i -> new Shard(i, COUNT).holds(name)).boxed().toList();
      assertEquals(1, parts.size(), name);
      sizes[parts.get(0)]++;
    }
    for (int size : sizes) {
      assertTrue(size > 400 && size < 600, size + " of 10,000 in one part of " + COUNT);
    }
  }

  @Test
  void thePartOfAnInputNeverChanges() {
    // CRC-32 of the names, by another program: python3 -c 'import zlib; zlib.crc32(…)'.
    assertTrue(new Shard(4, 7).holds("s3://b/a.wav"));
    assertTrue(new Shard(3, 7).holds("s3://b/ü 你.wav"));
  }
}
