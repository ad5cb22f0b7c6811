package io.bidiclient.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.simulation.ServerKind.Cadence;
import io.bidiclient.simulation.ServerKind.Rewording;
import io.bidiclient.simulation.ServerKind.Spacing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecognizerTest {
  private static final int FRAME = 1_280;

  private static ServerKind kind(Cadence cadence, int late) {
    return new ServerKind(false, cadence, late, 0, 3, Spacing.BEFORE, Rewording.NONE);
  }

  private static List<String> deltas(World world, ServerKind kind, long from) {
    Recognizer recognizer = new Recognizer(world, kind, new Spelling(kind, 1), from);
    List<String> deltas = new ArrayList<>();
    for (long at = from; at < world.samples(); at += FRAME) {
      recognizer.hear(FRAME).forEach(delta -> deltas.add(delta.text()));
    }
    recognizer.finish().forEach(delta -> deltas.add(delta.text()));
    return deltas;
  }

  @ParameterizedTest
  @EnumSource(Cadence.class)
  void saysEveryWordOnceWhateverTheCadence(Cadence cadence) {
    World world = WorldMaker.make(WorldKind.PLAIN, Script.LATIN, 100, 5);
    String want = String.join(" ", world.words().stream().map(SpokenWord::text).toList());
    for (int late : new int[] {0, 3, 25}) {
      assertEquals(want, String.join("", deltas(world, kind(cadence, late), 0)).strip());
    }
  }

  @Test
  void countsFramesAsVoxtralDoes() {
    World world = WorldMaker.make(WorldKind.PLAIN, Script.LATIN, 100, 5);
    List<String> deltas = deltas(world, kind(Cadence.FRAME, 0), 0);
    assertEquals((world.samples() + 12_760) / FRAME + 1, deltas.size());
  }

  @Test
  void saysAWordSoManyFramesAfterItsEnd() {
    World world =
        new World(List.of(new SpokenWord("ba", 12_800, 16_000, -20)), List.of(), -62, 128_000);
    ServerKind whole =
        new ServerKind(false, Cadence.FRAME, 6, 0, 1, Spacing.BEFORE, Rewording.NONE);
    List<String> deltas = deltas(world, whole, 0);
    assertEquals(13 + 6 - 1, deltas.indexOf(" ba"));
  }

  @Test
  void mishearsAWordThatItGetsInPart() {
    World world =
        new World(List.of(new SpokenWord("dofa", 12_800, 16_000, -20)), List.of(), -62, 128_000);
    ServerKind kind = kind(Cadence.TOKEN, 0);
    assertEquals("ofa", String.join("", deltas(world, kind, 13_440)).strip());
    assertTrue(deltas(world, kind, 15_360).isEmpty());
  }
}
