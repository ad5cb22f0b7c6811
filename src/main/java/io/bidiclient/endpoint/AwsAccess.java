package io.bidiclient.endpoint;

import io.bidiclient.transport.sagemaker.CredentialSource;
import io.bidiclient.transport.sagemaker.Credentials;
import io.bidiclient.transport.sagemaker.EnvironmentHttpService;
import io.bidiclient.transport.sagemaker.ProfileFiles;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
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
  /** A client of one service, through the proxy and with the authorities of the environment. */
  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    builder.httpClientBuilder(new EnvironmentHttpService().createHttpClientBuilder());
    builder.credentialsProvider(CredentialSource.forClients(new Credentials.DefaultChain(profile)));
    url.ifPresent(builder::endpointOverride);
    try {
      region.or(this::profileRegion).map(Region::of).ifPresent(builder::region);
      return builder.build();
    } catch (RuntimeException e) {
      throw ProfileFiles.fault()
          .<RuntimeException>map(why -> SdkClientException.create(why.getMessage(), why))
          .orElse(e);
    }
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

  private Optional<String> profileRegion() {
    return profile
        .flatMap(name -> ProfileFile.defaultProfileFile().profile(name))
        .flatMap(found -> found.property("region"));
  }
}
