package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.check.Alignment;
import io.bidiclient.check.Normalizer;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.Fault;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.emulator.speech.SpeechModel;
import io.bidiclient.realtime.Result;
import io.bidiclient.realtime.session.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Sessions break and grow old while people speak. Half a minute with three drops; {@code
 * -Dbidi.speech.minutes=10} makes it ten minutes with sixty.
 */
class SpeechFailoverIT {
  /** Deltas until a connection drops: eight seconds. */
  private static final int DROP_AFTER = 100;

  private static final int PAUSE_MILLIS = 700;

  private final Normalizer normalizer = new Normalizer(true);

  @Test
  @Timeout(3600)
  void dropsAndRolloversCostHardlyAWord() throws Exception {
    List<HumanSpeech> people = HumanSpeech.all();
    int times = 20 * Integer.getInteger("bidi.speech.minutes", 0) / 16;
    byte[] once = HumanSpeech.joined(people, PAUSE_MILLIS);
    String said = people.stream().map(HumanSpeech::said).collect(Collectors.joining(" "));
    byte[] pcm = repeated(once, Math.max(1, times));
    List<String> reference = normalizer.words((said + " ").repeat(Math.max(1, times)));

    LocalRun whole = run();
    assertInstanceOf(Outcome.Completed.class, whole.run(pcm, Pace.AUTO).outcome());
    int drops = pcm.length / 32_000 / 10;
    LocalRun cut =
        run()
            .faults(FaultPlan.at(Fault.DROP, DROP_AFTER).times(drops))
            .retries(2 * drops)
            .longestSession(Duration.ofMinutes(1));
    Result result = cut.run(pcm, Pace.AUTO);
    assertInstanceOf(Outcome.Completed.class, result.outcome());
    assertTrue(result.delivery().retries() >= drops / 2, result.delivery() + "");
    assertEquals(pcm.length / 2, result.delivery().sent());

    double without = rate(reference, whole);
    double with = rate(reference, cut);
    String figures =
        drops
            + " drops: word error rate "
            + with
            + ", without "
            + without
            + " "
            + result.delivery();
    System.out.println(figures);
    assertTrue(with <= without + 0.05, () -> figures + "\n" + cut.text() + "\n" + whole.text());
  }

  private LocalRun run() throws Exception {
    return new LocalRun()
        .emulator(
            EmulatorOptions.defaults().withModel(SpeechModel.start(HumanSpeech.recogniser())));
  }

  private double rate(List<String> reference, LocalRun run) {
    return Alignment.of(reference, normalizer.words(run.text())).rate();
  }

  private static byte[] repeated(byte[] once, int times) {
    byte[] all = new byte[once.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(once, 0, all, i * once.length, once.length);
    }
    return all;
  }
}
