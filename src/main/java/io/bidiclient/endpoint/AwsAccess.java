package io.bidiclient.endpoint;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * How AWS's control plane is reached. What is absent is left to the SDK's own chains.
 *
 * @param region the AWS region
 * @param profile the profile to take credentials and region from
 * @param url another service URL
 */
public record AwsAccess(Optional<String> region, Optional<String> profile, Optional<URI> url) {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** A client of one service, over the JDK's own HTTP connection. */
  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    builder.httpClientBuilder(
        UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER));
    builder.credentialsProvider(credentials());
    region.or(this::profileRegion).map(Region::of).ifPresent(builder::region);
    url.ifPresent(builder::endpointOverride);
    return builder.build();
  }

  /** The region that is spoken to; empty where none is set anywhere. */
  public Optional<String> effectiveRegion() {
    return region.or(this::profileRegion).or(AwsAccess::chainRegion);
  }

  private static Optional<String> chainRegion() {
    try {
      return Optional.of(DefaultAwsRegionProviderChain.builder().build().getRegion().id());
    } catch (SdkClientException e) {
      // That is how the chain says that it found none.
      return Optional.empty();
    }
  }

  private AwsCredentialsProvider credentials() {
    return profile
        .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  private Optional<String> profileRegion() {
    return profile
        .flatMap(name -> ProfileFile.defaultProfileFile().profile(name))
        .flatMap(found -> found.property("region"));
  }
}
