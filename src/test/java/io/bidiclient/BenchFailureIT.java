package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bidiclient.bench.report.BenchSchema;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.Fault;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.morse.MorseKeyer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Load tests of what cannot be measured: one error says why, whatever the number of streams, and
 * nothing is tried again.
 */
@Execution(ExecutionMode.CONCURRENT)
class BenchFailureIT {
  @TempDir private Path folder;
  private Path audio;

  @BeforeEach
  void write() throws Exception {
    audio = folder.resolve("one.wav");
    Files.writeString(
        folder.resolve("one.txt"),
        MorseFile.write(audio, "E", MorseKeyer.usual(), 1, MorseFile.Form.S16));
  }

  @Test
  void aSearchTakesAStepWhoseStreamsAllFailForTooManyStreamsAndGoesOn() throws Exception {
    List<FaultPlan> faults = List.of(FaultPlan.at(Fault.HTTP_500, 0));
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults().withFaults(faults))) {
      JarProcess.Finished run =
          JarProcess.of(
                  ("bench " + audio + " --url " + emulator.webSocketUrl())
                      .concat(" --ramp auto --step 10m --for 1h --retries 0")
                      .split(" ", -1))
              .run();
      assertEquals(7, run.code(), run.err());
      // A search confirms what fails, and tries an invalid step again.
      long steps = run.err().lines().filter(line -> line.contains("1 stream: no lag")).count();
      assertTrue(steps >= 2, run.err());
    }
  }

  private JarProcess sageMaker(String url, String... more) {
    List<String> words = new ArrayList<>(List.of("bench", audio.toString(), "--region"));
    words.addAll(List.of("us-east-1", "--endpoint-url", url, "--streams", "40", "--step", "10m"));
    words.addAll(List.of(more));
    return JarProcess.of(words.toArray(String[]::new));
  }

  private static void endsAtOnce(int code, String why, JarProcess.Finished run) {
    assertEquals(code, run.code(), run.err());
    List<String> lines =
        run.err().lines().filter(line -> line.startsWith("bidi-client: ")).toList();
    assertEquals(1, lines.size(), run.err());
    assertTrue(lines.get(0).contains(why), run.err());
    assertEquals("", run.out());
  }

  private static int unused() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void withoutCredentialsNothingIsTried() throws Exception {
    Map<String, String> none =
        Map.of(
            "AWS_CONFIG_FILE", "/nonexistent",
            "AWS_SHARED_CREDENTIALS_FILE", "/nonexistent",
            "AWS_EC2_METADATA_DISABLED", "true");
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults())) {
      endsAtOnce(4, "credentials", sageMaker(emulator.url()).env(none).run());
    }
  }

  @Test
  void aServerThatIsNotThereIsToldOnce() throws Exception {
    String address = "127.0.0.1:" + unused();
    JarProcess.Finished stream = sageMaker("http://" + address).env(JarProcess.AWS_KEYS).run();
    endsAtOnce(6, "refused", stream);
    JarProcess.Finished socket =
        JarProcess.of("bench", audio.toString(), "--url", "ws://" + address, "--step", "10m").run();
    endsAtOnce(6, "refused", socket);
  }

  @Test
  void anExpiredTokenIsToldOnce() throws Exception {
    List<FaultPlan> faults = List.of(FaultPlan.at(Fault.EXPIRED_TOKEN, 0));
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults().withFaults(faults))) {
      endsAtOnce(4, "expired", sageMaker(emulator.url()).env(JarProcess.AWS_KEYS).run());
    }
  }

  @Test
  void anEndpointThatIsNotInTheRegionIsToldOnceWhicheverOfTheTwoItIs() throws Exception {
    EmulatorOptions other = EmulatorOptions.defaults().withEndpoints(Set.of("known"));
    try (Emulator emulator = Emulator.start(other)) {
      JarProcess.Finished first =
          sageMaker(emulator.url(), "--endpoint", "lost").env(JarProcess.AWS_KEYS).run();
      endsAtOnce(5, "lost", first);
      JarProcess.Finished second =
          sageMaker(emulator.url(), "--endpoint", "known", "--against", "lost")
              .env(JarProcess.AWS_KEYS)
              .run();
      endsAtOnce(5, "lost", second);
    }
  }

  @Test
  void aCertificateThatNobodyKnowsIsToldOnce() throws Exception {
    ServerCertificate certificate = ServerCertificate.in(folder);
    EmulatorOptions secure = EmulatorOptions.defaults().withTls(Optional.of(certificate.files()));
    try (Emulator emulator = Emulator.start(secure)) {
      JarProcess.Finished run = sageMaker(emulator.url()).env(JarProcess.AWS_KEYS).run();
      endsAtOnce(6, "certificate", run);
    }
  }

  @Test
  void nothingIsMeasuredForAReportThatCannotBeWritten() throws Exception {
    CountedUtterances utterances = new CountedUtterances();
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults().withModel(utterances))) {
      for (Path place : List.of(folder, folder.resolve("nowhere").resolve("report.json"))) {
        JarProcess.Finished run =
            sageMaker(emulator.url(), "--output", "json=" + place).env(JarProcess.AWS_KEYS).run();
        endsAtOnce(2, "cannot write the report to " + place, run);
      }
    }
    assertEquals(0, utterances.begun());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(2, files.count(), "the audio and its text");
    }
  }

  @Test
  void whatFailsInAStepForGoodEndsItAndTheReportSaysWhatWasMeasured() throws Exception {
    // A server that fails once may be there the next time; the step finds out that it is not.
    List<FaultPlan> faults =
        List.of(FaultPlan.at(Fault.HTTP_500, 0).times(1), FaultPlan.at(Fault.EXPIRED_TOKEN, 0));
    Path report = folder.resolve("report.json");
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults().withFaults(faults))) {
      JarProcess.Finished run =
          sageMaker(emulator.url(), "--output", "json=" + report).env(JarProcess.AWS_KEYS).run();
      assertEquals(4, run.code(), run.err());
      assertTrue(run.err().contains("expired"), run.err());
    }
    JsonNode all = BenchSchema.valid(Files.readString(report));
    assertFalse(all.at("/interrupted").asBoolean(), all.toString());
    int failed = all.at("/steps/0/failures/4").asInt();
    assertTrue(failed >= 1 && failed <= 40, all.toString());
  }
}
