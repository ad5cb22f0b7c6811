package io.bidiclient.transport.sagemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.transport.EnvironmentProxies;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sagemakerruntimehttp2.SageMakerRuntimeHttp2AsyncClient;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.InvokeEndpointWithBidirectionalStreamResponseHandler;

/** The request for a stream, against that of the SDK's own client. */
class StreamClientTest {
  /**
   * Of the moment; what the SDK tells AWS of its own inside; and what is HTTP/1.1's alone, which
   * the HTTP/2 client takes out.
   */
  private static final Set<String> OTHER =
      Set.of(
          "authorization",
          "x-amz-date",
          "amz-sdk-invocation-id",
          "amz-sdk-request",
          "user-agent",
          "transfer-encoding");

  private static final AwsCredentials WHO =
      AwsSessionCredentials.create("AKIDEXAMPLE", " wJalrXUtnFEMI ", "session/token");

  /** Keeps what it is to send. */
  private static final class RecordingClient implements SdkAsyncHttpClient {
    private SdkHttpRequest asked;

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
      asked = request.request();
      assertTrue(request.fullDuplex());
      assertEquals(Optional.empty(), request.requestContentPublisher().contentLength());
      return new CompletableFuture<>();
    }

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @CsvSource({
    "voxtral, eu-west-1, , ,",
    "voxtral, cn-north-1, , blue, v1/realtime",
    "my end/point é, us-east-1, http://127.0.0.1:8080, , v1/ä?b=c",
    "voxtral, us-gov-west-1, https://vpce-1.example.com:8443/base/, green, x",
    "voxtral, us-east-1, https://vpce-1.example.com, ,"
  })
  void theRequestIsTheOneOfTheSdksClient(
      String endpoint, String region, String url, String variant, String path) throws Exception {
    RecordingClient ours = new RecordingClient();
    var ignored =
        StreamClient.create(
                new SageMakerSettings(
                    endpoint,
                    new Credentials.DefaultChain(Optional.empty()),
                    Optional.of(region),
                    Optional.ofNullable(url).map(URI::create),
                    Optional.ofNullable(variant),
                    Optional.ofNullable(path),
                    Duration.ofSeconds(1),
                    Optional.empty(),
                    new EnvironmentProxies(Map.of())),
                ours)
            .open(WHO, SdkPublisher.fromIterable(List.of()), null);

    RecordingClient theirs = new RecordingClient();
    try (SageMakerRuntimeHttp2AsyncClient client =
        SageMakerRuntimeHttp2AsyncClient.builder()
            .region(Region.of(region))
            .endpointOverride(url == null ? null : URI.create(url))
            .credentialsProvider(StaticCredentialsProvider.create(WHO))
            .httpClient(theirs)
            .build()) {
      var unused =
          client.invokeEndpointWithBidirectionalStream(
              to -> to.endpointName(endpoint).targetVariant(variant).modelInvocationPath(path),
              SdkPublisher.fromIterable(List.of()),
              InvokeEndpointWithBidirectionalStreamResponseHandler.builder()
                  .subscriber(event -> {})
                  .build());
    }
    assertEquals(theirs.asked.method(), ours.asked.method());
    assertEquals(theirs.asked.getUri(), ours.asked.getUri());
    assertEquals(headers(theirs.asked), headers(ours.asked));
    assertTrue(
        headers(ours.asked).containsKey("x-amz-security-token"), ours.asked.headers().toString());
    String authorization = ours.asked.firstMatchingHeader("Authorization").orElseThrow();
    String scope = "/" + region + "/sagemaker/aws4_request";
    assertTrue(authorization.startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"), authorization);
    assertTrue(authorization.contains(scope), authorization);
  }

  private static Map<String, List<String>> headers(SdkHttpRequest request) {
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(request.headers());
    OTHER.forEach(all::remove);
    return all;
  }
}
