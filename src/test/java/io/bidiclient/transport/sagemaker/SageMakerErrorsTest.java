package io.bidiclient.transport.sagemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.InternalStreamFailureException;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.ModelErrorException;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.ModelStreamErrorException;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.SageMakerRuntimeHttp2Exception;

class SageMakerErrorsTest {
  private static final String WHAT = "cannot open the stream to endpoint voxtral";

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments(403, "ExpiredTokenException", "The token expired", Category.AUTH, "log in again"),
        arguments(403, "ExpiredToken", "x", Category.AUTH, "log in again"),
        arguments(403, "UnrecognizedClientException", "x", Category.AUTH, "get-caller-identity"),
        arguments(403, "InvalidClientTokenId", "x", Category.AUTH, "get-caller-identity"),
        arguments(
            403,
            "AccessDeniedException",
            "User u is not authorized",
            Category.AUTH,
            "sagemaker:InvokeEndpointWithBidirectionalStream"),
        arguments(
            403,
            "InvalidSignatureException",
            "Signature expired: 20260101T000000Z is now earlier than …",
            Category.AUTH,
            "clock"),
        arguments(
            403,
            "InvalidSignatureException",
            "Signature not yet current: x",
            Category.AUTH,
            "clock"),
        arguments(403, "RequestTimeTooSkewed", "x", Category.AUTH, "clock"),
        arguments(
            403,
            "InvalidSignatureException",
            "The request signature we calculated does not match",
            Category.AUTH,
            "secret key"),
        arguments(403, "", "", Category.AUTH, "sagemaker:Invoke"),
        arguments(400, "ThrottlingException", "Rate exceeded", Category.THROTTLED, "later"),
        arguments(429, "TooManyRequestsException", "x", Category.THROTTLED, "later"),
        arguments(429, "", "", Category.THROTTLED, "later"),
        arguments(
            400,
            "ValidationException",
            "Endpoint voxtral of account 1 not found.",
            Category.ENDPOINT,
            "--endpoint and --region"),
        arguments(
            400,
            "ValidationError",
            "Variant blue does not exist",
            Category.ENDPOINT,
            "--target-variant"),
        arguments(
            400,
            "InputValidationError",
            "ModelInvocationPath is not valid",
            Category.ENDPOINT,
            "--model-path"),
        arguments(404, "UnknownOperationException", "", Category.ENDPOINT, "--region"),
        arguments(464, "", "", Category.PROTOCOL, "proxy"),
        arguments(424, "Other", "x", Category.REMOTE, "/aws/sagemaker/Endpoints/voxtral"),
        arguments(500, "InternalServerError", "x", Category.REMOTE, "try again"),
        arguments(500, "", "", Category.REMOTE, "try again"),
        arguments(503, "ServiceUnavailableError", "x", Category.REMOTE, "try again"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusalKeepsTheServersWordsItsNumberAndOneHint(
      int status, String code, String said, Category category, String hint) {
    AwsServiceException refusal =
        SageMakerRuntimeHttp2Exception.builder()
            .awsErrorDetails(details(code, said))
            .statusCode(status)
            .requestId("4f2a")
            .build();
    TransportException e = map(new CompletionException(refusal));
    assertEquals(category, e.category());
    assertTrue(e.hint().contains(hint), e.hint());
    String words = said.isEmpty() ? "the service answered HTTP " + status : said;
    String named = code.isEmpty() ? "" : " [" + code + "]";
    assertEquals(WHAT + ": " + words + named + " (request id 4f2a)", e.getMessage());
    assertSame(refusal, e.getCause());
  }

  @Test
  void aModelsRefusalPointsToItsLogGroup() {
    TransportException e =
        map(
            ModelErrorException.builder()
                .awsErrorDetails(details("ModelError", "Failed to establish WebSocket connection"))
                .statusCode(424)
                .build());
    assertEquals(Category.REMOTE, e.category());
    assertEquals(WHAT + ": Failed to establish WebSocket connection [ModelError]", e.getMessage());
    assertEquals("read the log group /aws/sagemaker/Endpoints/voxtral", e.hint());
  }

  @Test
  void aStreamErrorCarriesTheModelsOwnCode() {
    TransportException e =
        map(
            ModelStreamErrorException.builder()
                .awsErrorDetails(details("ModelStreamError", "closed with 1011"))
                .errorCode("WEBSOCKET_CLOSED")
                .build());
    assertEquals(Category.REMOTE, e.category());
    assertEquals(WHAT + ": closed with 1011 [WEBSOCKET_CLOSED]", e.getMessage());
  }

  @Test
  void anInternalFailureWithoutWordsStillReads() {
    TransportException e = map(InternalStreamFailureException.builder().build());
    assertEquals(Category.REMOTE, e.category());
    assertEquals(WHAT + ": the service gave no reason", e.getMessage());
  }

  static Stream<Arguments> wire() {
    return Stream.of(
        arguments(
            new UnknownHostException("runtime.sagemaker.mars-1.amazonaws.com: Name unknown"),
            Category.NETWORK,
            "the host runtime.sagemaker.mars-1.amazonaws.com is unknown",
            "DNS"),
        arguments(
            new ConnectException("Connection refused: localhost/127.0.0.1:1"),
            Category.NETWORK,
            "Connection refused: localhost/127.0.0.1:1",
            "--endpoint-url"),
        arguments(
            new ConnectException("connection timed out after 2000 ms: h/10.0.0.1:8443"),
            Category.TIMEOUT,
            "connection timed out after 2000 ms: h/10.0.0.1:8443",
            "8443"),
        arguments(
            new Throwable("Acquire operation took longer than the configured maximum time. This"),
            Category.TIMEOUT,
            "the server took no HTTP/2 connection in time",
            "8443"),
        arguments(
            new SSLHandshakeException("No available application protocols"),
            Category.NETWORK,
            "TLS failed: No available application protocols",
            "HTTP/2"),
        arguments(
            new SSLHandshakeException("PKIX").initCause(new CertificateException("no path found")),
            Category.NETWORK,
            "the server's certificate is not trusted: no path found",
            "proxy"),
        arguments(
            new ClosedChannelException(), Category.NETWORK, "the connection was closed", "again"),
        arguments(
            new IOException("Connection reset by peer"),
            Category.NETWORK,
            "the connection was reset",
            "again"),
        arguments(
            new IOException("The connection was closed during the request. The request will"),
            Category.NETWORK,
            "the connection was closed",
            "again"),
        arguments(
            new IOException("GOAWAY received from service, requesting this stream be closed."),
            Category.NETWORK,
            "the server is closing its connections",
            "again"),
        arguments(
            new IOException("Server did not respond to PING after 15000ms (limit: 15000ms)"),
            Category.NETWORK,
            "the server no longer answers (HTTP/2 ping)",
            "again"),
        arguments(
            new ResponseReader.DamagedStream(
                new IllegalArgumentException("Prelude checksum failure: expected 0x0")),
            Category.PROTOCOL,
            "the event stream is damaged",
            "again"),
        // The SDK's own fault, where a server sends trailers.
        arguments(
            new NullPointerException("Cannot invoke \"java.lang.CharSequence.toString()\""),
            Category.NETWORK,
            "the server's answer could not be read",
            "again"),
        arguments(
            new IllegalStateException("something new\nwith a tail"),
            Category.NETWORK,
            "something new",
            "again"));
  }

  @ParameterizedTest
  @MethodSource("wire")
  void whatBrokeOnTheWayIsNamed(Throwable root, Category category, String why, String hint) {
    TransportException e =
        map(
            new CompletionException(
                SdkClientException.create("Unable to execute HTTP request: " + root, root)));
    assertEquals(category, e.category());
    assertEquals(WHAT + ": " + why, e.getMessage());
    assertTrue(e.hint().contains(hint), e.hint());
  }

  @Test
  void aMissingRegionIsNamed() {
    TransportException e =
        map(
            SdkClientException.create(
                "Unable to load region from any of the providers in the chain X: [A: no, B: no]"));
    assertEquals(Category.SETTINGS, e.category());
    assertEquals(WHAT + ": no AWS region is set", e.getMessage());
    assertEquals("give --region or set AWS_REGION", e.hint());
  }

  @Test
  void missingCredentialsReadShort() {
    TransportException e =
        CredentialErrors.describe(
            SdkClientException.create(
                "Unable to load credentials from any of the providers in the chain X : [A, B]"),
            Optional.empty(),
            true);
    assertEquals(Category.AUTH, e.category());
    assertEquals(
        "cannot get AWS credentials: none in the environment, the profile files, the container or"
            + " the instance",
        e.getMessage());
    assertTrue(e.hint().contains("--profile"), e.hint());
  }

  @Test
  void anExpiredLoginKeepsItsWords() {
    TransportException e =
        CredentialErrors.describe(
            SdkClientException.create("The SSO session associated with this profile has expired"),
            Optional.empty(),
            false);
    assertEquals(
        "cannot get AWS credentials: The SSO session associated with this profile has expired",
        e.getMessage());
    assertTrue(e.hint().contains("aws sso login"), e.hint());
  }

  private static TransportException map(Throwable failure) {
    return SageMakerErrors.stream(WHAT, "voxtral", failure);
  }

  private static AwsErrorDetails details(String code, String said) {
    return AwsErrorDetails.builder().errorCode(code).errorMessage(said).build();
  }
}
