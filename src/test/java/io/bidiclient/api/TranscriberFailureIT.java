package io.bidiclient.api;

import static io.bidiclient.api.EmulatedTranscriber.KEYER;
import static io.bidiclient.api.EmulatedTranscriber.PATIENCE;
import static io.bidiclient.api.EmulatedTranscriber.pcm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.MorseFile;
import io.bidiclient.api.TranscriberException.Kind;
import io.bidiclient.api.TranscriberOptions.Waits;
import io.bidiclient.api.TranscriberResult.Status;
import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.morse.MorseKeyer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Of what kind a failure of the library is, what its hint says, and whose credentials sign. */
@Timeout(120)
class TranscriberFailureIT {
  private static final AwsCredentialsProvider KEYS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "hush"));

  @TempDir private Path folder;

  @Test
  void saysWhatKindOfFailureItIs() throws Exception {
    MorseKeyer.Keyed keyed = KEYER.key("CUT SHORT");
    Path missing = folder.resolve("missing.wav");
    Path cut = folder.resolve("cut.wav");
    MorseFile.write(cut, "CUT SHORT BY A FULL DISK", KEYER, 1, MorseFile.Form.S16);
    byte[] whole = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2 | 1));
    try (Transcriber transcriber = EmulatedTranscriber.start()) {
      TranscriberException none = failure(transcriber, TranscriberInput.file(missing));
      assertEquals(Kind.AUDIO, none.kind());
      assertTrue(none.getMessage().contains("missing.wav"), none.getMessage());
      assertFalse(none.hint().isEmpty());
      assertEquals(Status.FAILED, none.result().status());
      TranscriberException half = failure(transcriber, TranscriberInput.file(cut));
      assertEquals(Kind.AUDIO, half.kind());
      assertEquals(Status.PARTIAL, half.result().status());
      assertTrue(half.result().text().startsWith(" CUT SHORT"), half.result().text());
    }
    TranscriberOptions options = EmulatedTranscriber.options(closedPort()).withRetries(0);
    try (Transcriber transcriber = new Transcriber(options)) {
      assertEquals(Kind.NETWORK, failure(transcriber, pcm(keyed)).kind());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http-400, ENDPOINT, check the endpoint's name and the region",
    "http-403, CREDENTIALS, ''",
    "expired-token, CREDENTIALS, log in again or renew AWS_SESSION_TOKEN",
    "http-424, SERVER, read the log group /aws/sagemaker/Endpoints/voxtral",
    "http-429, THROTTLED, 'try again later, or open fewer streams at once'",
    "silent, TIMEOUT, 'check the network and the region, or raise Waits.connect'",
    "no-created, TIMEOUT, ''",
    "drop, NETWORK, ''",
    "stream-error, SERVER, ''",
    "error-event, SERVER, ''",
    "not-json, SERVER, ''",
    "html, ENDPOINT, 'check the endpointUrl and the proxy: this is not SageMaker''s answer'",
    "early-end, NETWORK, ''"
  })
  void saysForEveryFaultOfAServerOfWhatKindItIs(String fault, Kind kind, String hint)
      throws Exception {
    EmulatorOptions faulty = EmulatorOptions.defaults().withFaults(List.of(FaultPlan.parse(fault)));
    Duration answer = Duration.ofSeconds(kind == Kind.TIMEOUT ? 2 : PATIENCE);
    Waits waits =
        new Waits(
            answer,
            answer,
            Duration.ofSeconds(PATIENCE),
            Duration.ofSeconds(PATIENCE),
            Duration.ofSeconds(PATIENCE));
    try (Emulator emulator = Emulator.start(faulty);
        Transcriber transcriber =
            new Transcriber(signed(emulator, KEYS).withRetries(0).withWaits(waits))) {
      TranscriberException failure = failure(transcriber, pcm(KEYER.key("FAULT")));
      assertEquals(kind, failure.kind(), failure + " " + failure.hint());
      assertFalse((failure.getMessage() + failure.hint()).contains("--"), failure.hint());
      assertFalse(failure.hint().isEmpty(), failure.getMessage());
      if (!hint.isEmpty()) {
        assertEquals(hint, failure.hint());
      }
    }
  }

  @Test
  void signsEachSessionWithWhatTheProgramsProviderGives() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    AwsCredentialsProvider provider =
        () -> {
          asked.incrementAndGet();
          return KEYS.resolveCredentials();
        };
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults());
        Transcriber transcriber = new Transcriber(signed(emulator, provider))) {
      for (String said : List.of("ONE", "TWO")) {
        assertEquals(said, transcriber.transcribe(pcm(KEYER.key(said))).text().strip());
      }
    }
    assertTrue(asked.get() >= 2, "asked " + asked + " times");
  }

  @Test
  void tellsWhyTheProgramsProviderHasNone() throws Exception {
    AwsCredentialsProvider provider =
        () -> {
          throw new IllegalStateException("the vault is sealed");
        };
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults());
        Transcriber transcriber = new Transcriber(signed(emulator, provider))) {
      TranscriberException failure = failure(transcriber, pcm(KEYER.key("NO")));
      assertEquals(Kind.CREDENTIALS, failure.kind());
      assertTrue(failure.getMessage().contains("the vault is sealed"), failure.getMessage());
      assertEquals("check the credentials provider that the program gives", failure.hint());
    }
    ModelServer.SageMakerEndpoint both =
        ModelServer.sageMaker("e").inRegion("eu-west-1").withCredentials(KEYS);
    assertEquals("SageMakerEndpoint[endpoint=e, region=eu-west-1]", both.toString());
  }

  @Test
  void saysThatOptionsCannotBe() throws Exception {
    ModelServer.SageMakerEndpoint server =
        ModelServer.sageMaker("e").inRegion("us-east-1").at(URI.create("ftp://127.0.0.1/"));
    TranscriberOptions options = TranscriberOptions.of(server.withCredentials(KEYS));
    try (Transcriber transcriber = new Transcriber(options)) {
      TranscriberException failure = failure(transcriber, pcm(KEYER.key("NO")));
      assertEquals(Kind.OPTIONS, failure.kind(), failure.getMessage());
      assertFalse((failure.getMessage() + failure.hint()).contains("--"), failure.getMessage());
    }
  }

  @Test
  void saysThatAFaultIsItsOwn() throws Exception {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("a bug");
          }

          @Override
          public int read(byte[] to, int from, int room) {
            throw new IllegalStateException("a bug");
          }
        };
    try (Transcriber transcriber = EmulatedTranscriber.start()) {
      TranscriberException failure =
          failure(transcriber, TranscriberInput.pcm16("broken", broken, 16_000, 1));
      assertEquals(Kind.INTERNAL, failure.kind(), failure.getMessage());
    }
  }

  private static TranscriberOptions signed(Emulator emulator, AwsCredentialsProvider provider) {
    return TranscriberOptions.of(
        ModelServer.sageMaker("voxtral")
            .inRegion("us-east-1")
            .at(URI.create(emulator.url()))
            .withCredentials(provider));
  }

  private static URI closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("ws://127.0.0.1:" + socket.getLocalPort() + "/v1/realtime");
    }
  }

  private static TranscriberException failure(Transcriber transcriber, TranscriberInput input) {
    return assertThrows(TranscriberException.class, () -> transcriber.transcribe(input));
  }
}
