package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.Fault;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.emulator.delivery.Cadence;
import io.bidiclient.emulator.delivery.Rewording;
import io.bidiclient.emulator.delivery.Spacing;
import io.bidiclient.emulator.delivery.TextDelivery;
import io.bidiclient.morse.MorseKeyer;
import io.bidiclient.realtime.Result;
import io.bidiclient.realtime.session.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Servers that give their text out otherwise than Voxtral's, in this process. In the usual build
 * the connection breaks at every second place with vLLM's names, and at three of the others with
 * OpenAI's; {@link Extent} has both break at each.
 */
class ServerKindsIT {
  private static final String WORDS =
      "SEVEN WORDS ARE NOT MANY BUT A BREAK MAY FALL BETWEEN ANY TWO";
  private static final int PLACES = 12;

  private final MorseKeyer.Keyed keyed = MorseKeyer.usual().atWpm(35).key(WORDS);

  static Stream<Arguments> kinds() {
    Map<String, TextDelivery> kinds = new TreeMap<>();
    for (int delay : new int[] {1, 6, 25}) {
      kinds.put("--text-delay " + delay, TextDelivery.PLAIN.withDelay(delay));
    }
    for (Cadence cadence : Cadence.values()) {
      kinds.put("--cadence " + cadence, TextDelivery.PLAIN.withCadence(cadence));
    }
    for (Spacing spacing : Spacing.values()) {
      kinds.put("--spacing " + spacing, TextDelivery.PLAIN.withSpacing(spacing));
    }
    for (Rewording change : Rewording.values()) {
      kinds.put("--reword " + change, TextDelivery.PLAIN.withReword(Set.of(change)));
    }
    kinds.put("--split-words", TextDelivery.PLAIN.withSplitWords(true));
    kinds.put(
        "--split-words --text-delay 6 --cadence token",
        TextDelivery.PLAIN.withSplitWords(true).withDelay(6).withCadence(Cadence.TOKEN));
    return kinds.entrySet().stream()
        .flatMap(
            kind ->
                Stream.of(EmulatorMode.RELEASED, EmulatorMode.OPENAI)
                    .map(mode -> Arguments.of(kind.getKey(), mode, kind.getValue())));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void allOfTheTextComesAndABreakLosesNothingUntold(
      String kind, EmulatorMode mode, TextDelivery delivery) throws Exception {
    int messages = whole(kind, mode, delivery);
    List<String> wrong = new ArrayList<>();
    boolean openAi = mode == EmulatorMode.OPENAI;
    int step = Extent.of(openAi ? 4 : 2, 1);
    for (int i = openAi && step > 1 ? 1 : 0; i < PLACES; i += step) {
      FaultPlan drop = FaultPlan.at(Fault.DROP, 1 + (long) i * messages / PLACES).times(1);
      LocalRun run = new LocalRun().emulator(emulator(mode, delivery).withFaults(List.of(drop)));
      Result result = run.run(keyed.pcm16(), Pace.MAX);
      boolean exact = plain(run.text()).equals(plain(spaced(delivery.spacing())));
      boolean told =
          !(result.outcome() instanceof Outcome.Completed) || run.warnings().contains("seam");
      if (!exact && !told) {
        wrong.add(drop.messages() + ": " + run.text() + run.warnings());
      }
    }
    assertEquals(List.of(), wrong, kind);
  }

  /** A run without a break; how many deltas it has. */
  private int whole(String kind, EmulatorMode mode, TextDelivery delivery) throws Exception {
    LocalRun run = new LocalRun().emulator(emulator(mode, delivery));
    if (mode == EmulatorMode.OPENAI) {
      run.overWebSocket();
    }
    Result result = run.run(keyed.pcm16(), Pace.MAX);
    assertInstanceOf(Outcome.Completed.class, result.outcome(), kind);
    assertEquals(spaced(delivery.spacing()), run.text());
    assertEquals(0, result.delivery().retries());
    return run.times().size();
  }

  private static EmulatorOptions emulator(EmulatorMode mode, TextDelivery delivery) {
    return EmulatorOptions.defaults().withMode(mode).withDelivery(delivery);
  }

  private static String spaced(Spacing spacing) {
    return switch (spacing) {
      case LEADING -> " " + WORDS;
      case TRAILING -> WORDS + " ";
      case NONE -> WORDS.replace(" ", "");
    };
  }

  /** Without what a second hearing may write otherwise: marks, case, a word's last letter. */
  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", "").replaceAll("[a-z]( |$)", "$1");
  }
}
