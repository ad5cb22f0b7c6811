package io.bidiclient.doctor;

import static io.bidiclient.doctor.DoctorProgram.broken;
import static io.bidiclient.doctor.DoctorProgram.line;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.cli.Program;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.Fault;
import io.bidiclient.emulator.config.FaultPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The doctor in this process: what it says of a whole machine, of the emulator as the endpoint and
 * of what is broken there.
 */
class DoctorCommandIT {
  @TempDir private Path folder;

  @RegisterExtension private final DoctorProgram doctor = new DoctorProgram(() -> folder);

  @Test
  void allIsWellWithTheEmulator() throws Exception {
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults())) {
      Program run = doctor.at(emulator.url());
      assertEquals(
          """
          ok    region      eu-west-1
          ok    identity    arn:aws:iam::111122223333:user/me (account 111122223333)
          ok    clock       0 s ahead of AWS's clock
          skip  endpoint    another address is given
          ok    proxy       none for 127.0.0.1
          ok    name        127.0.0.1 is 127.0.0.1
          ok    tcp         port PORT answers in N ms
          skip  tls         an http:// address has none
          skip  alpn        HTTP/2 by prior knowledge
          ok    stream      session.created and 23 deltas to a second of silence in N ms
          ok    ffmpeg      PATH/ffmpeg
          ok    microphone  -30 dBFS
          """,
          run.out()
              .replace(folder.toString(), "PATH")
              .replace("port " + emulator.port(), "port PORT")
              .replaceAll("in \\d+ ms", "in N ms")
              .replaceAll("[01] s (ahead of|behind)", "0 s ahead of"));
      assertEquals(0, run.code());
      assertEquals("", run.err());
    }
  }

  @Test
  void theEmulatorInThisProcessNeedsNoAws() {
    System.clearProperty("aws.accessKeyId");
    Program run = doctor.run("--local=morse");
    assertEquals(0, run.code(), run.out());
    assertTrue(line(run, "identity").startsWith("skip"), run.out());
    assertTrue(line(run, "stream").startsWith("ok"), run.out());
  }

  @Test
  void aWebSocketServerIsExaminedWithoutAws() throws Exception {
    System.clearProperty("aws.accessKeyId");
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults())) {
      Program run = doctor.run("--url", emulator.url().replace("http", "ws") + "/v1/realtime");
      assertEquals(0, run.code(), run.out());
      assertTrue(line(run, "alpn").startsWith("skip  alpn        a WebSocket"), run.out());
      assertTrue(line(run, "stream").startsWith("ok"), run.out());
    }
  }

  @Test
  void anUnknownEndpointFails() throws Exception {
    broken(
        doctor.atEmulator(EmulatorOptions.defaults().withEndpoints(Set.of("other"))),
        "stream",
        "fail",
        5,
        "check --endpoint");
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_403, 4, allow sagemaker:InvokeEndpointWithBidirectionalStream",
    "HTTP_424, 7, read the log group",
    "NO_CREATED, 6, the network is fine: check the image's label",
    "EARLY_END, 6, the network is fine"
  })
  void aBrokenEndpointFails(Fault fault, int code, String hint) throws Exception {
    FaultPlan plan = FaultPlan.at(fault, 0);
    Program run = doctor.atEmulator(EmulatorOptions.defaults().withFaults(List.of(plan)));
    broken(run, "stream", "fail", code, hint);
  }

  @Test
  void aModelThatGoesSilentFails() throws Exception {
    EmulatorOptions mute =
        EmulatorOptions.defaults()
            .withMode(EmulatorMode.MUTE)
            .withMuteAfter(3)
            .withSlowStart(Duration.ZERO)
            .withIdle(Duration.ZERO);
    doctor.dialogues.leaveOut();
    Program run = doctor.atEmulator(mute);
    assertTrue(line(run, "stream").startsWith("fail"), run.out());
    assertTrue(run.code() > 5, run.out());
  }

  @Test
  void aDirectoryIsNoFfmpeg() throws Exception {
    Path odd = Files.createDirectories(folder.resolve("odd/ffmpeg"));
    doctor.environment.put("PATH", odd.getParent().toString());
    broken(doctor.atHealthyEmulator(), "ffmpeg", "warn", 0, "install ffmpeg");
  }

  @Test
  void missingFfmpegIsAWarning() throws Exception {
    doctor.environment.put("PATH", "/nonexistent");
    broken(doctor.atHealthyEmulator(), "ffmpeg", "warn", 0, "install ffmpeg");
  }

  @Test
  void aSilentMicrophoneIsAWarning() throws Exception {
    doctor.microphone = DoctorMachine.level(new float[1600]);
    broken(doctor.atHealthyEmulator(), "microphone", "warn", 0, "allow this terminal");
  }

  @Test
  void theReportIsJsonToo() throws Exception {
    doctor.environment.put("PATH", "");
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults())) {
      Program run = doctor.at(emulator.url(), "--json");
      assertTrue(
          run.out()
              .startsWith(
                  "{\"exit\":0,\"checks\":[{\"check\":\"region\",\"grade\":\"ok\","
                      + "\"message\":\"eu-west-1\",\"hint\":\"\"}"),
          run.out());
      assertTrue(run.out().contains("\"check\":\"ffmpeg\",\"grade\":\"warn\""), run.out());
      assertEquals(1, run.out().lines().count());
    }
  }
}
