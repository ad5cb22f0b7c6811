package io.bidiclient.transport.sagemaker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

class EventSignerTest {
  private static final AwsCredentialsIdentity WHO =
      AwsCredentialsIdentity.create("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-27T12:00:00.123Z"), ZoneOffset.UTC);
  private static final List<String> MESSAGES =
      List.of("{\"type\":\"session.update\"}", "größer ☃ 🎈", "x".repeat(100_000));

  /** What the SDK's own signer makes of the same events, the end of the stream included. */
  private static List<ByteBuffer> bySdk(List<ByteBuffer> events, List<String> seed) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .protocol("https")
            .host("runtime.sagemaker.us-east-1.amazonaws.com")
            .encodedPath("/endpoints/e/invocations-bidirectional-stream")
            .putHeader("Content-Type", "application/vnd.amazon.eventstream")
            .build();
    AsyncSignedRequest signed =
        AwsV4HttpSigner.create()
            .signAsync(
                to ->
                    to.request(request)
                        .identity(WHO)
                        .payload(SdkPublisher.fromIterable(events))
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sagemaker")
                        .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, NOON))
            .join();
    String header = signed.request().firstMatchingHeader("Authorization").orElseThrow();
    seed.add(header.substring(header.indexOf("Signature=") + "Signature=".length()));
    List<ByteBuffer> frames = new ArrayList<>();
    SdkPublisher.adapt(signed.payload().orElseThrow()).subscribe(frames::add).join();
    return frames;
  }

  private static Message decoded(ByteBuffer frame) {
    return Message.decode(frame.duplicate());
  }

  @Test
  void makesTheFramesThatTheSdkMakesOfTheSameEvents() {
    EventSigner any = new EventSigner("any", "us-east-1", "sagemaker", "0", NOON);
    List<ByteBuffer> events =
        MESSAGES.stream().map(m -> ByteBuffer.wrap(decoded(any.frame(m)).getPayload())).toList();
    List<String> seed = new ArrayList<>();
    List<ByteBuffer> expected = bySdk(events, seed);
    EventSigner signer =
        new EventSigner(WHO.secretAccessKey(), "us-east-1", "sagemaker", seed.get(0), NOON);
    for (int i = 0; i < MESSAGES.size(); i++) {
      assertEquals(expected.get(i), signer.frame(MESSAGES.get(i)), "frame " + i);
    }
    assertEquals(expected.get(MESSAGES.size()), signer.frame(""), "the frame that ends the stream");
    assertEquals(MESSAGES.size() + 1, expected.size());
  }

  @Test
  void anEventIsAWholePartOfText() {
    EventSigner signer = new EventSigner("any", "us-east-1", "sagemaker", "0", NOON);
    Message event = decoded(ByteBuffer.wrap(decoded(signer.frame("größer")).getPayload()));
    assertArrayEquals("größer".getBytes(UTF_8), event.getPayload());
    assertEquals(
        Map.of(
            ":message-type", HeaderValue.fromString("event"),
            ":event-type", HeaderValue.fromString("PayloadPart"),
            ":content-type", HeaderValue.fromString("application/octet-stream"),
            "DataType", HeaderValue.fromString("UTF8")),
        event.getHeaders());
  }
}
