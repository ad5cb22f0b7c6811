package io.bidiclient.transport.sagemaker;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.scheme.AuthScheme;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/**
 * SigV4 for one stream: the SDK signs the request, and the body becomes the frames of the messages,
 * whatever the SDK would have sent.
 */
final class StreamAuthScheme
    implements AuthScheme<AwsCredentialsIdentity>, HttpSigner<AwsCredentialsIdentity> {
  private static final Pattern SEED = Pattern.compile("Signature=([0-9a-f]{64})");

  private final AwsV4AuthScheme usual = AwsV4AuthScheme.create();
  private final Publisher<String> messages;

  /** A scheme that sends these messages; an empty one ends the stream. */
  StreamAuthScheme(Publisher<String> messages) {
    this.messages = messages;
  }

  @Override
  public String schemeId() {
    return usual.schemeId();
  }

  @Override
  public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
    return usual.identityProvider(providers);
  }

  @Override
  public HttpSigner<AwsCredentialsIdentity> signer() {
    return this;
  }

  @Override
  public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
    return usual.signer().sign(request);
  }

  @Override
  public CompletableFuture<AsyncSignedRequest> signAsync(
      AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
    return usual
        .signer()
        .signAsync(request)
        .thenApply(
            signed ->
                AsyncSignedRequest.builder()
                    .request(signed.request())
                    .payload(frames(signed.request(), request))
                    .build());
  }

  private Publisher<ByteBuffer> frames(
      SdkHttpRequest signed, AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
    EventSigner signer =
        new EventSigner(
            request.identity().secretAccessKey().strip(),
            request.requireProperty(AwsV4HttpSigner.REGION_NAME),
            request.requireProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME),
            seed(signed),
            request.requireProperty(HttpSigner.SIGNING_CLOCK, Clock.systemUTC()));
    return SdkPublisher.adapt(messages).map(signer::frame);
  }

  private static String seed(SdkHttpRequest signed) {
    Matcher seed = SEED.matcher(signed.firstMatchingHeader("Authorization").orElse(""));
    if (!seed.find()) {
      throw new IllegalStateException("the request has no signature of SigV4");
    }
    return seed.group(1);
  }
}
