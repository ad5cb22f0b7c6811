package io.bidiclient.transport.sagemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bidiclient.transport.CloseReason;
import io.bidiclient.transport.Connection;
import io.bidiclient.transport.RecordingListener;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import io.bidiclient.transport.sagemaker.Http2Server.Script;
import io.bidiclient.transport.sagemaker.Http2Server.Stream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a stream breaks: told once, in words, and never tried again by the SDK. */
class SageMakerFaultsIT {
  private static Script atStart(Consumer<Stream> fault) {
    return new Script() {
      @Override
      public void opened(Stream stream) {
        fault.accept(stream);
      }
    };
  }

  /** Answers the first message, then the fault. */
  private static Script afterAnEcho(Consumer<Stream> fault) {
    return new Script() {
      @Override
      public void received(Stream stream, String text) {
        stream.send(text);
        fault.accept(stream);
      }
    };
  }

  private static Script refusal(int status, String code, String said) {
    String json = said.isEmpty() ? "" : "{\"message\":\"" + said + "\"}";
    return atStart(stream -> stream.refuse(status, code, json));
  }

  private static Script answer(int status, String type, String body) {
    Map<String, String> fields = type.isEmpty() ? Map.of() : Map.of("content-type", type);
    return atStart(stream -> stream.answer(status, fields, body));
  }

  static java.util.stream.Stream<Arguments> failures() {
    return java.util.stream.Stream.of(
        arguments(
            refusal(400, "ValidationException", "Endpoint voxtral not found."),
            Category.ENDPOINT,
            "Endpoint voxtral not found. [ValidationException] (request id req-1)"),
        arguments(
            refusal(400, "ThrottlingException", "Rate exceeded"),
            Category.THROTTLED,
            "Rate exceeded"),
        arguments(
            refusal(403, "AccessDeniedException", "User u is not authorized"),
            Category.AUTH,
            "User u is not authorized"),
        arguments(
            refusal(403, "ExpiredTokenException", "The security token is expired"),
            Category.AUTH,
            "The security token is expired"),
        arguments(
            refusal(424, "ModelError", "Failed to establish WebSocket connection"),
            Category.REMOTE,
            "Failed to establish WebSocket connection"),
        arguments(refusal(429, "TooManyRequestsException", "Slow"), Category.THROTTLED, "Slow"),
        arguments(refusal(464, "", ""), Category.PROTOCOL, "the service answered HTTP 464"),
        arguments(refusal(500, "InternalServerError", "Oh no"), Category.REMOTE, "Oh no"),
        arguments(refusal(503, "ServiceUnavailableError", "Not now"), Category.REMOTE, "Not now"),
        arguments(
            afterAnEcho(
                s ->
                    s.exception(
                        "ModelStreamError",
                        "{\"Message\":\"it broke\",\"ErrorCode\":\"WS_1011\"}")),
            Category.REMOTE,
            "it broke [WS_1011] (request id req-1)"),
        arguments(
            afterAnEcho(s -> s.exception("InternalStreamFailure", "{\"Message\":\"oh\"}")),
            Category.REMOTE,
            "oh [InternalStreamFailure]"),
        arguments(
            afterAnEcho(s -> s.exception("Unheard", "{\"Message\":\"of\"}")),
            Category.REMOTE,
            "of [Unheard]"),
        arguments(
            afterAnEcho(s -> s.raw(ByteBuffer.wrap(new byte[64]))),
            Category.PROTOCOL,
            "the event stream is damaged"),
        arguments(
            afterAnEcho(s -> s.part(new byte[] {'a', (byte) 0xff}, "COMPLETE")),
            Category.PROTOCOL,
            "not UTF-8"),
        arguments(
            answer(200, "text/html; charset=utf-8", "<html><head>x</head><b>Sign</b> in\n</html>"),
            Category.ENDPOINT,
            "the server answered HTTP 200 text/html: Sign in, which is no event stream"),
        arguments(
            answer(200, "application/json", "{\"ok\":true}"),
            Category.ENDPOINT,
            "the server answered HTTP 200 application/json: {\"ok\":true}, which is no event"
                + " stream"),
        arguments(answer(204, "", ""), Category.ENDPOINT, "the server answered HTTP 204"),
        arguments(
            atStart(s -> s.answer(302, Map.of("location", "https://login.corp/"), "")),
            Category.ENDPOINT,
            "the server answered HTTP 302 to https://login.corp/"),
        arguments(
            answer(502, "text/html", "<h1>Bad Gateway</h1>"),
            Category.NETWORK,
            "the server answered HTTP 502 text/html: Bad Gateway"),
        arguments(
            answer(503, "text/plain", "no upstream"),
            Category.REMOTE,
            "the server answered HTTP 503 text/plain: no upstream"),
        arguments(
            answer(403, "text/html", "Blocked by policy"),
            Category.AUTH,
            "the server answered HTTP 403 text/html: Blocked by policy"),
        arguments(refusal(504, "", ""), Category.NETWORK, "the service answered HTTP 504"),
        arguments(refusal(408, "", ""), Category.NETWORK, "the service answered HTTP 408"),
        arguments(atStart(Stream::drop), Category.NETWORK, "the connection was closed"),
        arguments(atStart(Stream::dropHard), Category.NETWORK, "the connection was"),
        arguments(atStart(Stream::reset), Category.NETWORK, "the connection was closed"),
        arguments(afterAnEcho(Stream::drop), Category.NETWORK, "the connection was closed"),
        arguments(afterAnEcho(Stream::dropHard), Category.NETWORK, "the connection was"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsToldOnceInWordsAndNotTriedAgain(Script script, Category category, String words)
      throws Exception {
    RecordingListener listener = new RecordingListener();
    try (Http2Server server = new Http2Server(script);
        SageMakerTransport transport =
            new SageMakerTransport(SageMakerSettings.local("voxtral", server.url()))) {
      Connection connection = transport.connect(listener);
      connection.send("one");
      connection.send("two");
      TransportException e = listener.awaitFailure();
      assertEquals(category, e.category(), e.getMessage());
      assertTrue(e.getMessage().contains(words), e.getMessage());
      assertTrue(e.getMessage().startsWith("cannot "), e.getMessage());
      assertTrue(!e.getMessage().contains("Service:"), e.getMessage());
      assertEquals(1, server.posts());
      assertEquals(java.util.List.of(), listener.faults());
    }
  }

  @ParameterizedTest
  @CsvSource({"429, application/json", "503, application/json", "503, text/html"})
  void aBusyServerSaysHowLongToLeaveItAlone(int status, String type) throws Exception {
    RecordingListener listener = new RecordingListener();
    Map<String, String> head = Map.of("content-type", type, "retry-after", "7");
    try (Http2Server server = new Http2Server(atStart(s -> s.answer(status, head, "{}")));
        SageMakerTransport transport =
            new SageMakerTransport(SageMakerSettings.local("voxtral", server.url()))) {
      transport.connect(listener);
      assertEquals(Duration.ofSeconds(7), listener.awaitFailure().after());
    }
  }

  static java.util.stream.Stream<Arguments> ends() {
    return java.util.stream.Stream.of(
        arguments("early end", afterAnEcho(Stream::end)),
        arguments(
            "end before a word",
            atStart(
                s -> {
                  s.accept();
                  s.end();
                })),
        arguments("reset", afterAnEcho(Stream::reset)));
  }

  /** The SDK tells none of these from a good end: only the protocol above can. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("ends")
  void anEndThatTheSdkCallsGoodIsAnEnd(String name, Script script) throws Exception {
    RecordingListener listener = new RecordingListener();
    try (Http2Server server = new Http2Server(script);
        SageMakerTransport transport =
            new SageMakerTransport(SageMakerSettings.local("voxtral", server.url()))) {
      transport.connect(listener).send("one");
      assertEquals(new CloseReason.Ended(), listener.awaitClosed(), name);
      assertEquals(1, server.posts());
    }
  }
}
