package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.morse.MorseKeyer;
import io.bidiclient.realtime.Result;
import io.bidiclient.realtime.session.Outcome;
import io.bidiclient.realtime.session.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Three silences: no events, nothing said to loud audio, nothing said to quiet audio. */
class RutIT {
  @Test
  void emptyDeltasOverLoudAudioStartANewSessionAndAreNoSuccessInTheEnd() throws Exception {
    byte[] loud = MorseKeyer.usual().key("LOUD ENOUGH TO BE HEARD ".repeat(8).strip()).pcm16();
    LocalRun run = new LocalRun().emulator(EmulatorOptions.defaults().withMode(EmulatorMode.RUT));
    Result result = run.run(loud, Pace.MAX);
    assertEquals(List.of("retry", "retry"), run.warnings());
    assertEquals(2, result.delivery().retries());
    assertInstanceOf(Outcome.Partial.class, result.outcome());
    assertEquals("", run.text());
  }

  @Test
  void emptyDeltasOverQuietAudioAreNothingWrong() throws Exception {
    LocalRun run = new LocalRun();
    Result result = run.run(new byte[60 * 32_000], Pace.MAX);
    assertInstanceOf(Outcome.Completed.class, result.outcome());
    assertEquals(List.of(), run.warnings());
    assertEquals("", run.text());
  }

  @Test
  void aServerThatGoesMuteIsReplacedAndNoWordIsLost() throws Exception {
    MorseKeyer.Keyed keyed = MorseKeyer.usual().key("EVERY SESSION FALLS SILENT AFTER A WHILE");
    Duration patience = Duration.ofSeconds(20);
    Duration stall = Duration.ofSeconds(2);
    LocalRun run =
        new LocalRun()
            .emulator(EmulatorOptions.defaults().withMode(EmulatorMode.MUTE).withMuteAfter(150))
            .limits(new Timeouts(patience, patience, patience, stall, stall));
    Result result = run.run(keyed.pcm16(), Pace.MAX);
    // So little text shows no clock: one join has no word that both sides say. It is marked, and at
    // most what a session heard from the middle of a word on is printed beside it.
    assertEquals(new Outcome.Uncertain(1), result.outcome());
    List<String> words = new ArrayList<>(List.of(run.text().strip().split(" ", -1)));
    for (String word : keyed.text().strip().split(" ", -1)) {
      assertTrue(words.remove(word), word + " is missing: " + run.text());
    }
    assertTrue(words.size() <= 1, run.text());
    assertTrue(result.delivery().retries() >= 1, result.delivery().toString());
  }
}
