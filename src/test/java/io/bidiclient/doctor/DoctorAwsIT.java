package io.bidiclient.doctor;

import static io.bidiclient.doctor.DoctorProgram.broken;
import static io.bidiclient.doctor.DoctorProgram.line;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bidiclient.cli.CloudFormationStub;
import io.bidiclient.cli.Program;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the doctor says of the region, who signs, the clock and the endpoint, with a stand-in for
 * AWS.
 */
class DoctorAwsIT {
  @TempDir private Path folder;

  @RegisterExtension private final DoctorProgram doctor = new DoctorProgram(() -> folder);

  @Test
  void noRegionFails() {
    assumeTrue(System.getenv("AWS_REGION") == null);
    Program run = doctor.run();
    broken(run, "region", "fail", 2, "name a --region");
    assertTrue(line(run, "stream").startsWith("skip"), run.out());
  }

  @Test
  void noCredentialsFail() throws Exception {
    assumeTrue(System.getenv("AWS_ACCESS_KEY_ID") == null);
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    broken(doctor.atHealthyEmulator(), "identity", "fail", 4, "log in (`aws sso login`");
  }

  @Test
  void anExpiredLoginFails() throws Exception {
    doctor.aws.sts(CloudFormationStub.error(403, "ExpiredToken", "It has expired."), Instant.now());
    broken(doctor.atHealthyEmulator(), "identity", "fail", 4, "log in again");
  }

  @ParameterizedTest
  @CsvSource({"-600, fail, 4", "600, fail, 4", "-90, warn, 0", "90, warn, 0"})
  void aWrongClockIsSeen(int seconds, String grade, int code) throws Exception {
    doctor.aws.sts(AwsStub.identity(), Instant.now().plusSeconds(seconds));
    Program run = doctor.atHealthyEmulator();
    broken(run, "clock", grade, code, "set this machine's clock");
    assertTrue(line(run, "clock").contains(seconds < 0 ? "ahead of" : "behind"), run.out());
  }

  @Test
  void aLoginPageIsNotAnIdentity() throws Exception {
    doctor.aws.sts(AwsStub.loginPage(), Instant.now());
    Program run = doctor.atHealthyEmulator();
    assertTrue(
        line(run, "identity")
            .startsWith("fail  identity    cannot ask STS who signs: the answer is not AWS's"),
        run.out());
    assertTrue(line(run, "identity").contains("do: open a browser"), run.out());
    assertTrue(!run.out().contains("null"), run.out());
  }

  @Test
  void anEndpointInServiceIsSeenAndStreamedTo() throws Exception {
    doctor.aws.endpoint("InService", "");
    Program run = doctor.inRegion();
    assertEquals(0, run.code(), run.out());
    assertEquals(
        "ok    endpoint    voxtral-realtime is InService, 1 instance", line(run, "endpoint"));
    assertTrue(line(run, "stream").startsWith("ok"), run.out());
  }

  @ParameterizedTest
  @CsvSource({
    "Creating, '', voxtral-realtime is Creating, wait: 8 to 15 minutes",
    "Failed, No capacity., voxtral-realtime is Failed: No capacity., read the log group",
    "OutOfService, '', voxtral-realtime is OutOfService, read the log group"
  })
  void anEndpointThatIsNotInServiceFailsBeforeTheStream(
      String status, String reason, String message, String hint) throws Exception {
    doctor.aws.endpoint(status, reason);
    Program run = doctor.inRegion();
    broken(run, "endpoint", "fail", 5, hint);
    assertTrue(line(run, "endpoint").contains(message), run.out());
    assertTrue(line(run, "stream").startsWith("skip"), run.out());
  }

  @Test
  void anEndpointThatIsNotThereFails() throws Exception {
    doctor.aws.endpointAnswer(
        400,
        "{\"__type\":\"ValidationException\",\"message\":\"Could not find endpoint \\\"x\\\".\"}");
    Program run = doctor.inRegion();
    broken(run, "endpoint", "fail", 5, "check --endpoint and --region");
    assertTrue(
        line(run, "endpoint").contains("there is no endpoint voxtral-realtime in eu-west-1"),
        run.out());
  }

  @Test
  void whoMayNotSeeTheEndpointMayStillStream() throws Exception {
    doctor.aws.endpointAnswer(400, "{\"__type\":\"AccessDeniedException\",\"Message\":\"no\"}");
    Program run = doctor.inRegion();
    assertEquals(0, run.code(), run.out());
    assertTrue(line(run, "endpoint").startsWith("skip"), run.out());
    assertTrue(line(run, "stream").startsWith("ok"), run.out());
  }
}
