package io.bidiclient.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.audio.pipeline.Pacer;
import io.bidiclient.cli.value.Durations;
import io.bidiclient.problem.Warning;
import io.bidiclient.run.events.PendingWarnings;
import io.bidiclient.run.input.InputItem;
import io.bidiclient.run.input.InputList;
import io.bidiclient.run.input.Inputs;
import io.bidiclient.run.settings.PaceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureOptionsTest {
  private static final Duration AHEAD = Duration.ofSeconds(10);

  @ParameterizedTest
  @CsvSource({
    "mic, true, ''",
    "mic:, true, ''",
    "mic:USB Audio: 2, true, USB Audio: 2",
    "./mic, false, ",
    "mic.wav, false, ",
    "microphone, false, ",
    "-, false, "
  })
  void onlyItsNameIsAMicrophone(String input, boolean is, String device) {
    assertEquals(is, Inputs.isMicrophone(input));
    if (is) {
      assertEquals(device, Inputs.device(input));
    }
  }

  @Test
  void aMicrophoneHasAFileNameInAnOutputFolder() throws Exception {
    List<InputItem> items = InputList.of(List.of("mic", "mic:a/b: 2"), false).items();
    assertEquals(
        List.of(Path.of("mic"), Path.of("mic-a-b-2")),
        items.stream().map(InputItem::name).toList());
    assertTrue(items.stream().allMatch(item -> item.isMicrophone() && item.file().isEmpty()));
  }

  @ParameterizedTest
  @CsvSource({
    "2s, 80, 1000, 840",
    "5s, 80, 2500, 2340",
    "1m, 80, 30000, 29840",
    "2s, 500, 1300, 100"
  })
  void aLiveInputsTimeIsSharedBetweenTheWayAndTheWaiting(
      String live, int chunk, long window, long waiting) {
    PaceSettings settings = new PaceSettings(Pace.AUTO, AHEAD, Optional.of(Durations.parse(live)));
    assertEquals(new Pacer(Pace.MAX, 0, window * AudioChunk.RATE / 1_000), settings.pacer(chunk));
    assertEquals(Duration.ofMillis(waiting), settings.waiting(chunk));
  }

  @Test
  void aMicrophonePacesItselfAndKeepsAMinute() {
    PaceSettings settings = new PaceSettings(Pace.REALTIME, AHEAD, Optional.empty());
    assertEquals(new Pacer(Pace.REALTIME, 160_000), settings.pacer(80));
    assertEquals(new Pacer(Pace.MAX, 160_000), settings.ofMicrophone().pacer(80));
    assertEquals(Duration.ofMinutes(1), settings.ofMicrophone().waiting(80));
  }

  @Test
  void whatTheAudioSaysIsToldOnceAndByWhoTellsIt() {
    PendingWarnings warnings = new PendingWarnings();
    List<String> told = new ArrayList<>();
    warnings.accept(new Warning("one", "first"));
    List<Runnable> posted = new ArrayList<>();
    warnings.whenWaiting(() -> posted.add(() -> warnings.tell(w -> told.add(w.toString()))));
    warnings.accept(new Warning("two", "second"));
    assertEquals(List.of(), told);
    posted.forEach(Runnable::run);
    assertEquals(
        List.of(new Warning("one", "first").toString(), new Warning("two", "second").toString()),
        told);
    warnings.tell(w -> told.add("again"));
    assertFalse(told.contains("again"));
    assertTrue(posted.size() == 2, posted.size() + " nudges");
  }
}
