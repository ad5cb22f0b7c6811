package io.bidiclient.transport.sagemaker;

import io.bidiclient.transport.TransportException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Asks for streams: InvokeEndpointWithBidirectionalStream, with the SDK's addresses, signer and
 * HTTP client. Its generated client is passed over: what that has for all operations of all
 * services, such as retries, interceptors and marshallers, is 500 classes at each start, none of
 * which a stream needs. Safe for use from many threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpointWithBidirectionalStream.html">the
 *     operation</a>
 */
final class StreamClient {
  /** Where the SDK logs its requests: without headers, which hold tokens. */
  static final Logger LOG = LoggerFactory.getLogger("software.amazon.awssdk.request");

  private static final String SIGNING_NAME = "sagemaker";
  private static final AwsCredentials NOBODY = AwsBasicCredentials.create("nobody", "nobody");
  private static final Pattern SIGNATURE = Pattern.compile("Signature=([0-9a-f]{64})");

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final SdkAsyncHttpClient http;
  private final Region region;
  private final SdkHttpRequest unsigned;

  private StreamClient(SdkAsyncHttpClient http, Region region, SdkHttpRequest unsigned) {
    this.http = http;
    this.region = region;
    this.unsigned = unsigned;
  }

  /**
   * A client for one endpoint. Blocks for the profile files and, where no region is set, for the
   * instance's answer.
   *
   * @throws TransportException where a profile file cannot be read
   */
  static StreamClient create(SageMakerSettings settings, SdkAsyncHttpClient http)
      throws TransportException {
    try {
      if (settings.credentials() instanceof Credentials.Fixed) {
        // All is given: the reader's own AWS settings have no say, and cost no time.
        return ProfileFiles.without(() -> build(settings, http));
      }
      return build(settings, http);
    } catch (RuntimeException e) {
      throw ProfileFiles.fault().orElseThrow(() -> e);
    }
  }

  private static StreamClient build(SageMakerSettings settings, SdkAsyncHttpClient http) {
    Region region = settings.region().map(Region::of).orElseGet(() -> region(settings.profile()));
    StreamClient client =
        new StreamClient(http, region, request(settings, address(settings, region)));
    // Java looks through its security providers at the first signature, which takes as long as all
    // of this: it is made before anybody waits for it.
    var unused = client.frames(NOBODY, client.sign(NOBODY));
    return client;
  }

  private static Region region(Optional<String> profile) {
    DefaultAwsRegionProviderChain.Builder chain =
        DefaultAwsRegionProviderChain.builder().profileFile(ProfileFile::defaultProfileFile);
    profile.ifPresent(chain::profileName);
    return chain.build().getRegion();
  }

  private static URI address(SageMakerSettings settings, Region region) {
    if (settings.credentials() instanceof Credentials.Fixed && settings.endpointUrl().isPresent()) {
      return settings.endpointUrl().get();
    }
    try {
      return StreamAddress.of(region, settings.profile(), settings.endpointUrl());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static SdkHttpRequest request(SageMakerSettings settings, URI address) {
    String path =
        "/endpoints/"
            + SdkHttpUtils.urlEncode(settings.endpointName())
            + "/invocations-bidirectional-stream";
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(address)
            .encodedPath(SdkHttpUtils.appendUri(address.getRawPath(), path))
            .putHeader("Content-Type", "application/vnd.amazon.eventstream")
            .putHeader(
                "User-Agent", "aws-sdk-java/" + VersionInfo.SDK_VERSION + " app/bidi-client");
    settings
        .targetVariant()
        .ifPresent(name -> request.putHeader("X-Amzn-SageMaker-Target-Variant", name));
    settings
        .modelPath()
        .ifPresent(name -> request.putHeader("X-Amzn-SageMaker-Model-Invocation-Path", name));
    return request.build();
  }

  /**
   * Asks for a stream of these messages, an empty one at its end; the answer goes to the handler.
   *
   * @return fails where the exchange does; cancelling it resets the stream
   */
  CompletableFuture<Void> open(
      AwsCredentials identity, Publisher<String> messages, SdkAsyncHttpResponseHandler answer) {
    SdkHttpRequest signed = sign(identity);
    EventSigner frames = frames(identity, signed);
    LOG.debug("sending POST {}", signed.getUri());
    return http.execute(
        AsyncExecuteRequest.builder()
            .request(signed)
            .requestContentPublisher(new Body(SdkPublisher.adapt(messages).map(frames::frame)))
            .responseHandler(answer)
            .fullDuplex(true)
            .build());
  }

  private SdkHttpRequest sign(AwsCredentials identity) {
    return signer
        .signAsync(
            to ->
                to.identity(identity)
                    .request(unsigned)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SIGNING_NAME))
        .join()
        .request();
  }

  private EventSigner frames(AwsCredentials identity, SdkHttpRequest signed) {
    return new EventSigner(
        identity.secretAccessKey().strip(),
        region.id(),
        SIGNING_NAME,
        signature(signed),
        Clock.systemUTC());
  }

  private static String signature(SdkHttpRequest signed) {
    Matcher signature = SIGNATURE.matcher(signed.firstMatchingHeader("Authorization").orElse(""));
    if (!signature.find()) {
      throw new IllegalStateException("the request has no signature of SigV4");
    }
    return signature.group(1);
  }

  /** Frames, of which nobody knows how many will come. */
  private record Body(Publisher<ByteBuffer> frames) implements SdkHttpContentPublisher {
    @Override
    public Optional<Long> contentLength() {
      return Optional.empty();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
      frames.subscribe(subscriber);
    }
  }
}
