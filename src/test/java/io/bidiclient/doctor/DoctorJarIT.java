package io.bidiclient.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.JarProcess;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.Fault;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.transport.ConnectProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged doctor, with all that it says. Only the microphone is the machine's own affair. */
@Timeout(120)
class DoctorJarIT {
  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final AwsStub aws = new AwsStub();

  @BeforeEach
  void allIsWell() throws Exception {
    Path ffmpeg = Files.writeString(folder.resolve("ffmpeg"), "#!/bin/sh\n");
    assertTrue(ffmpeg.toFile().setExecutable(true));
    environment.putAll(JarProcess.AWS_KEYS);
    environment.putAll(
        Map.of(
            "AWS_ENDPOINT_URL_STS", aws.url(),
            "AWS_ENDPOINT_URL_SAGEMAKER", aws.url(),
            "PATH", folder.toString()));
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void anEndpointInServiceIsFoundAndStreamedToAtTheAddressThatTheSdkUses() throws Exception {
    try (Emulator emulator = emulator()) {
      assertEquals(
          """
          ok    region      eu-west-1
          ok    identity    arn:aws:iam::111122223333:user/me (account 111122223333)
          ok    clock       N s from AWS's clock
          ok    endpoint    voxtral-realtime is InService, 1 instance
          ok    proxy       none for 127.0.0.1
          ok    name        127.0.0.1 is 127.0.0.1
          ok    tcp         port PORT answers in N ms
          skip  tls         an http:// address has none
          skip  alpn        HTTP/2 by prior knowledge
          ok    stream      session.created and 23 deltas to a second of silence in N ms
          ok    ffmpeg      FOLDER/ffmpeg
          (exit code 0)
          """,
          doctor(emulator, "--region", "eu-west-1"));
    }
  }

  @Test
  void aFailedEndpointIsToldWithItsReasonAndADirectoryIsNoFfmpeg() throws Exception {
    aws.endpoint("Failed", "No capacity.");
    environment.put("PATH", Files.createDirectories(folder.resolve("odd/ffmpeg")).getParent() + "");
    try (Emulator emulator = emulator()) {
      assertEquals(
          """
          ok    region      eu-west-1
          ok    identity    arn:aws:iam::111122223333:user/me (account 111122223333)
          ok    clock       N s from AWS's clock
          fail  endpoint    voxtral-realtime is Failed: No capacity.
                            do: read the log group /aws/sagemaker/Endpoints/voxtral-realtime
          ok    proxy       none for 127.0.0.1
          ok    name        127.0.0.1 is 127.0.0.1
          ok    tcp         port PORT answers in N ms
          skip  tls         an http:// address has none
          skip  alpn        HTTP/2 by prior knowledge
          skip  stream      needs the checks before it
          warn  ffmpeg      not on the PATH
                            do: install ffmpeg to read MP3, AAC, Opus and the like
          (exit code 5)
          """,
          doctor(emulator, "--region", "eu-west-1"));
    }
  }

  @Test
  void anEndpointThatSaysNothingIsExplainedWhenTheNetworkIsProved() throws Exception {
    FaultPlan silence = FaultPlan.at(Fault.NO_CREATED, 0);
    try (Emulator emulator =
        Emulator.start(EmulatorOptions.defaults().withFaults(List.of(silence)))) {
      String said = doctor(emulator, "--region", "eu-west-1", "--session-timeout", "1s");
      assertTrue(
          said.contains(
              """
              ok    tcp         port PORT answers in N ms
              skip  tls         an http:// address has none
              skip  alpn        HTTP/2 by prior knowledge
              fail  stream      no session on endpoint voxtral-realtime: connected, but no session.created in 1 s
                                do: the network is fine: check the image's label, --cuda and port 8443 of the security group, as the hosting page says, and whether all streams are taken (`endpoint status`)
              """),
          said);
      assertTrue(said.endsWith("(exit code 6)\n"), said);
    }
  }

  @Test
  void aLoginPageIsNoIdentityAndAPortThatIsNoneIsAUsageError() throws Exception {
    aws.sts(AwsStub.loginPage(), Instant.now());
    environment.put("AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME_HTTP2", "http://127.0.0.1:99999");
    assertEquals(
        """
        ok    region      eu-west-1
        fail  identity    cannot ask STS who signs: the answer is not AWS's; a login page or a proxy may answer in its place
                          do: open a browser, and log in to this network
        skip  clock       AWS gave no time
        skip  endpoint    cannot describe the endpoint voxtral-realtime: the answer is not AWS's; a login page or a proxy may answer in its place
        fail  name        no address for the stream: not http://HOST:PORT or https://HOST:PORT: http://127.0.0.1:99999
                          do: correct AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME_HTTP2, AWS_ENDPOINT_URL or the profile
        skip  tcp         needs the check before it
        skip  tls         needs the check before it
        skip  alpn        needs the check before it
        skip  stream      needs the checks before it
        ok    ffmpeg      FOLDER/ffmpeg
        (exit code 6)
        """,
        timeless(run("--region", "eu-west-1")));
  }

  @Test
  void theHostOfAnotherPartitionWithFipsIsAskedOfTheProxy() throws Exception {
    try (ConnectProxy proxy = ConnectProxy.refusing("403 Forbidden")) {
      environment.put("HTTPS_PROXY", "http://" + proxy.environment().get("HTTPS_PROXY"));
      environment.put("AWS_USE_FIPS_ENDPOINT", "true");
      String said = run("--region", "us-gov-west-1");
      assertTrue(
          said.contains(
              "fail  tcp         no tunnel to port 8443: the proxy of HTTPS_PROXY answered HTTP 403"
                  + " Forbidden\n"),
          said);
      String request = proxy.requests().get(0);
      assertTrue(
          request.startsWith(
              "CONNECT runtime-fips.sagemaker.us-gov-west-1.amazonaws.com:8443 HTTP/1.1\r\n"),
          request);
    }
  }

  @Test
  void anAddressThatIsNoneIsAUsageErrorAndAHostMayBeExceptedFromTheProxy() throws Exception {
    assertEquals(
        """
        bidi-client: Invalid value for option '--endpoint-url': 'http://127.0.0.1:99999' has a port that is not 1 to 65535
          hint: --endpoint-url URL: Service URL instead of AWS's; http:// means HTTP/2 without TLS.
        (exit code 2)
        """,
        run("--region", "eu-west-1", "--endpoint-url", "http://127.0.0.1:99999"));
    environment.put("HTTPS_PROXY", "http://127.0.0.1:9");
    environment.put("NO_PROXY", ".host.invalid");
    String said = run("--region", "eu-west-1", "--endpoint-url", "https://no.such.host.invalid");
    assertTrue(said.contains("ok    proxy       none for no.such.host.invalid\n"), said);
  }

  private String doctor(Emulator emulator, String... arguments) throws Exception {
    environment.put("AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME_HTTP2", emulator.url());
    return timeless(run(arguments)).replace("port " + emulator.port() + " ", "port PORT ");
  }

  private String run(String... arguments) throws Exception {
    String[] all = Stream.concat(Stream.of("doctor"), Stream.of(arguments)).toArray(String[]::new);
    JarProcess.Finished run = JarProcess.of(all).env(environment).run();
    return run.out() + run.err() + "(exit code " + run.code() + ")\n";
  }

  /** Without what machine and moment decide. */
  private String timeless(String said) {
    return said.replaceAll("(?m)^.{6}microphone .*\\n( +do: .*\\n)?", "")
        .replaceAll("\\d+ s (ahead of|behind)", "N s from")
        .replaceAll("in \\d+ ms", "in N ms")
        .replace(folder.toString(), "FOLDER");
  }

  private static Emulator emulator() throws Exception {
    return Emulator.start(EmulatorOptions.defaults());
  }
}
