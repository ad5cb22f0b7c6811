package io.bidiclient.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.Encoding;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.run.settings.RunSettings;
import io.bidiclient.run.settings.SampleSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputLoaderTest {
  @TempDir private Path folder;

  private final List<String> said = new ArrayList<>();

  @Test
  void takesTheTextBesideTheAudio() throws Exception {
    Path audio = raw("one.raw", 5);
    Files.writeString(folder.resolve("one.txt"), "one");
    BenchInput input = load(Optional.empty(), Duration.ofSeconds(10), audio).get(0);
    assertEquals(Optional.of("one"), input.reference());
    assertEquals(5 * 16_000, input.samples());
    assertEquals(63, input.chunks().size());
  }

  @Test
  void readsNoMoreThanAStepSendsAndSaysThatTheTextCannotBeCompared() throws Exception {
    Path audio = raw("long.raw", 5);
    Files.writeString(folder.resolve("long.txt"), "long");
    BenchInput input = load(Optional.empty(), Duration.ofSeconds(2), audio).get(0);
    assertEquals(Optional.empty(), input.reference());
    assertEquals(2 * 16_000, input.samples());
    assertTrue(said.toString().contains("longer than a step"), said.toString());
  }

  @Test
  void withoutATextNothingIsSupposed() throws Exception {
    BenchInput input = load(Optional.empty(), Duration.ofSeconds(9), raw("no.raw", 1)).get(0);
    assertEquals(Optional.empty(), input.reference());
    assertEquals(Optional.of("heard"), input.orSaid("heard").reference());
  }

  @Test
  void oneReferenceIsNotTheTextOfTwoInputs() throws Exception {
    Path first = raw("a.raw", 1);
    Path second = raw("b.raw", 1);
    CommandException refused =
        assertThrows(
            CommandException.class,
            () -> load(Optional.of(first), Duration.ofSeconds(9), first, second));
    assertEquals(ExitCode.USAGE, refused.problem().code());
  }

  @Test
  void aMicrophoneIsRefused() {
    CommandException refused =
        assertThrows(
            CommandException.class,
            () -> load(Optional.empty(), Duration.ofSeconds(9), Path.of("mic")));
    assertEquals(ExitCode.USAGE, refused.problem().code());
  }

  private Path raw(String name, int seconds) throws Exception {
    return Files.write(folder.resolve(name), new byte[2 * 16_000 * seconds]);
  }

  private List<BenchInput> load(Optional<Path> reference, Duration longest, Path... files)
      throws CommandException {
    PcmFormat mono = new PcmFormat(Encoding.S16LE, 16_000, 1);
    RunSettings settings = SampleSettings.of(Optional.of(mono), Pace.REALTIME);
    return new InputLoader(settings, reference, SampleSettings.nobody(), said::add)
        .load(List.of(files).stream().map(Path::toString).toList(), longest);
  }
}
