package io.bidiclient.endpoint;

import io.bidiclient.endpoint.StackException.Category;
import io.bidiclient.transport.sagemaker.CredentialSource;
import io.bidiclient.transport.sagemaker.Credentials;
import io.bidiclient.transport.sagemaker.EnvironmentHttpService;
import io.bidiclient.transport.sagemaker.ProfileFiles;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
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
    builder.credentialsProvider(credentials());
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

  /** The same way to AWS's own address of another service. */
  public AwsAccess withoutUrl() {
    return new AwsAccess(region, profile, Optional.empty());
  }

  /** The region that is spoken to; empty where none is set anywhere. */
  public Optional<String> effectiveRegion() {
    return region.or(this::profileRegion).or(AwsAccess::chainRegion);
  }

  /** The region that is spoken to. */
  public String requireRegion() throws StackException {
    return effectiveRegion()
        .orElseThrow(
            () ->
                new StackException(
                    Category.VALUE, "no AWS region is set", "name a --region, or set AWS_REGION"));
  }

  /** The profile that is used where none is named. */
  public static String usualProfile() {
    return ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow();
  }

  /** Regions that this machine's AWS configuration names, in order. */
  public static Set<String> configuredRegions() {
    Set<String> all = new TreeSet<>();
    try {
      ProfileFile.defaultProfileFile()
          .profiles()
          .values()
          .forEach(profile -> profile.property("region").ifPresent(all::add));
    } catch (SdkClientException | IllegalArgumentException e) {
      // A configuration that cannot be read names none; whoever needs it says what is wrong.
      return all;
    }
    chainRegion().ifPresent(all::add);
    return all;
  }

  static SdkHttpClient httpClient() {
    return new EnvironmentHttpService().createHttpClientBuilder().build();
  }

  AwsCredentialsProvider credentials() {
    return CredentialSource.forClients(new Credentials.DefaultChain(profile));
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
