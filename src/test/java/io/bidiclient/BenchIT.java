package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bidiclient.bench.report.BenchSchema;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.Fault;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.morse.MorseKeyer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Load tests as a person runs them. No figure that depends on time is asserted. */
@Execution(ExecutionMode.CONCURRENT)
class BenchIT {
  @TempDir private Path folder;

  @Test
  void inputsOfUnequalLengthsAreComparedWithTheirTextsAndAGateThatFailsIsNine() throws Exception {
    morse("long", "PARIS", true);
    morse("short", "SO", true);
    Path junit = folder.resolve("gates.xml");
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults())) {
      JarProcess.Finished run =
          bench(emulator, "--streams", "2", "--step", "5s", "--max-lag-p95", "1ms")
              .with("--output", "json=" + report(), "--output", "junit=" + junit)
              .run();
      assertEquals(9, run.code(), run.err());
    }
    JsonNode step = BenchSchema.valid(Files.readString(report())).at("/steps/0");
    assertEquals(0, step.at("/errors/wer").asDouble(), step.toString());
    assertTrue(step.at("/errors/utterances").asInt() >= 2, step.toString());
    // A busy machine makes the step invalid, which is an error and no pass.
    String cases = Files.readString(junit);
    assertTrue(cases.contains("<failure") || cases.contains("<error"), cases);
  }

  @Test
  void withoutATextASingleStreamSaysItAndSilenceHasNoErrors() throws Exception {
    morse("one", "E E", false);
    MorseFile.write(folder.resolve("silent.wav"), 16_000, MorseFile.Form.S16, new float[8_000]);
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults())) {
      JarProcess.Finished run =
          bench(emulator, "--streams", "2", "--step", "3s")
              .with("--output", "json=" + report())
              .run();
      assertEquals(0, run.code(), run.err());
      assertTrue(run.err().contains("a single stream first"), run.err());
    }
    JsonNode step = BenchSchema.valid(Files.readString(report())).at("/steps/0");
    assertEquals(0, step.at("/failures").size(), step.toString());
    assertEquals(0, step.at("/errors/wer").asDouble(), step.toString());
  }

  @Test
  void anEndpointThatRefusesHalfIsReportedAndThrottlingEndsASearch() throws Exception {
    morse("one", "E", true);
    // The first is met by the connection that is tried before the step.
    List<FaultPlan> two = List.of(FaultPlan.at(Fault.HTTP_429, 0).times(3));
    List<FaultPlan> all = List.of(FaultPlan.at(Fault.HTTP_429, 0));
    try (Emulator half = Emulator.start(EmulatorOptions.defaults().withFaults(two));
        Emulator throttled = Emulator.start(EmulatorOptions.defaults().withFaults(all))) {
      JarProcess.Running search =
          bench(throttled, "--ramp", "auto", "--step", "2s", "--retries", "0").start();
      JarProcess.Finished run =
          bench(half, "--streams", "4", "--step", "2s", "--retries", "0")
              .with("--output", "json=" + report())
              .run();
      assertEquals(0, run.code(), run.err());
      JsonNode step = BenchSchema.valid(Files.readString(report())).at("/steps/0");
      assertEquals(2, step.at("/failures/6").asInt(), step.toString());
      assertEquals(4, step.at("/utterances").asInt(), step.toString());
      JarProcess.Finished found = search.finish();
      assertTrue(found.out().contains("throttled at 1 stream"), found.out() + found.err());
    }
  }

  @Test
  void noStepBeginsThatWouldBreakALimit() throws Exception {
    morse("one", "E", true);
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults())) {
      JarProcess.Running cost =
          bench(emulator, "--ramp", "1,2", "--step", "10s", "--price", "3600", "--max-cost", "5")
              .start();
      JarProcess.Finished time =
          bench(emulator, "--ramp", "1,2", "--step", "10s", "--for", "5s").run();
      assertTrue(
          time.err().contains("ended before 1 stream: another step takes longer"), time.err());
      JarProcess.Finished run = cost.finish();
      assertTrue(run.err().contains("ended before 1 stream: another step costs more"), run.err());
    }
  }

  @Test
  void anInterruptionEndsEveryStreamWithAFinalCommitAndReportsWhatWasMeasured() throws Exception {
    morse("one", "PARIS PARIS PARIS PARIS PARIS PARIS PARIS PARIS", true);
    CountedUtterances commits = new CountedUtterances();
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults().withModel(commits))) {
      JarProcess.Running run =
          bench(emulator, "--streams", "3", "--step", "10m")
              .with("--output", "json=" + report())
              .start();
      Await.until("three streams", () -> commits.heard() >= 3);
      new ProcessBuilder("kill", "-INT", "" + run.process().pid()).start().waitFor();
      JarProcess.Finished ended = run.finish();
      assertEquals(130, ended.code(), ended.err());
    }
    assertEquals(3, commits.begun());
    assertEquals(3, commits.ended());
    JsonNode all = BenchSchema.valid(Files.readString(report()));
    assertEquals(3, all.at("/steps/0/utterances").asInt(), all.toString());
    assertEquals(0, all.at("/steps/0/failures").size(), all.toString());
  }

  private Path report() {
    return folder.resolve("report.json");
  }

  private void morse(String name, String text, boolean reference) throws IOException {
    String said =
        MorseFile.write(
            folder.resolve(name + ".wav"), text, MorseKeyer.usual(), 1, MorseFile.Form.S16);
    if (reference) {
      Files.writeString(folder.resolve(name + ".txt"), said);
    }
  }

  private Command bench(Emulator emulator, String... options) {
    List<String> words = new ArrayList<>(List.of("bench", folder.toString()));
    words.addAll(List.of("--url", emulator.webSocketUrl()));
    words.addAll(List.of(options));
    return new Command(words);
  }

  /** A command line under way. */
  private record Command(List<String> words) {
    Command with(String... more) {
      List<String> all = new ArrayList<>(words);
      all.addAll(List.of(more));
      return new Command(all);
    }

    JarProcess.Finished run() throws Exception {
      return start().finish();
    }

    JarProcess.Running start() throws IOException {
      return JarProcess.of(words.toArray(String[]::new)).start();
    }
  }
}
