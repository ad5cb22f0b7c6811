package io.bidiclient.transport.sagemaker;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.awscore.endpoint.DualstackEnabledProvider;
import software.amazon.awssdk.awscore.endpoint.FipsEnabledProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sagemakerruntimehttp2.endpoints.SageMakerRuntimeHttp2EndpointProvider;

/**
 * The address that a stream is sent to, found with the SDK's own rules: what is given, what
 * variables and profile name, or else what region, partition, FIPS and dual-stack make of it.
 */
public final class StreamAddress {
  private static final int LAST_PORT = 65_535;
  private static final String PARTITION = "aws";

  private StreamAddress() {}

  /**
   * The address in a region, where none is given.
   *
   * @param profile the one to read in place of {@code AWS_PROFILE}'s
   * @throws URISyntaxException where a variable or the profile names one that is no HTTP address
   * @throws SdkException where the rules have none, such as FIPS in a region without it
   */
  public static URI of(String region, Optional<String> profile) throws URISyntaxException {
    return of(Region.of(region), profile, Optional.empty());
  }

  /**
   * The same, where one may be given.
   *
   * @throws URISyntaxException as above
   * @throws SdkException as above
   */
  static URI of(Region region, Optional<String> profile, Optional<URI> given)
      throws URISyntaxException {
    String name = profile.orElseGet(ProfileFileSystemSetting.AWS_PROFILE::getStringValueOrThrow);
    Optional<URI> url = given.isPresent() ? given : configured(region, name);
    boolean fips =
        FipsEnabledProvider.builder()
            .profileFile(ProfileFile::defaultProfileFile)
            .profileName(name)
            .build()
            .isFipsEnabled()
            .orElse(false);
    boolean dualStack =
        DualstackEnabledProvider.builder()
            .profileFile(ProfileFile::defaultProfileFile)
            .profileName(name)
            .build()
            .isDualstackEnabled()
            .orElse(false);
    return resolve(region, url, fips, dualStack);
  }

  private static Optional<URI> configured(Region region, String profile) throws URISyntaxException {
    var configured =
        AwsClientEndpointProvider.builder()
            .serviceEndpointOverrideEnvironmentVariable("AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME_HTTP2")
            .serviceEndpointOverrideSystemProperty("aws.endpointUrlSageMakerRuntimeHttp2")
            .serviceProfileProperty("sagemaker_runtime_http2")
            .serviceEndpointPrefix("runtime.sagemaker")
            .defaultProtocol("https")
            .profileFile(ProfileFile::defaultProfileFile)
            .profileName(profile)
            .region(region)
            .build();
    return configured.isEndpointOverridden()
        ? Optional.of(checked(configured.clientEndpoint()))
        : Optional.empty();
  }

  private static URI checked(URI given) throws URISyntaxException {
    boolean http = "http".equals(given.getScheme()) || "https".equals(given.getScheme());
    if (!http || given.getHost() == null || given.getPort() > LAST_PORT || given.getPort() == 0) {
      throw new URISyntaxException(given.toString(), "not http://HOST:PORT or https://HOST:PORT");
    }
    return given;
  }

  /** What the SDK's rules make of it; its engine for them, of 80 classes, is asked if need be. */
  static URI resolve(Region region, Optional<URI> given, boolean fips, boolean dualStack) {
    if (!fips && !dualStack) {
      if (given.isPresent()) {
        return given.get();
      }
      PartitionMetadata partition = PartitionMetadata.of(region);
      // What belongs to no partition is in this one, too.
      if (PARTITION.equals(partition.id()) && region.id().matches(partition.regionRegex())) {
        return URI.create(
            "https://runtime.sagemaker." + region + "." + partition.dnsSuffix() + ":8443");
      }
    }
    return SageMakerRuntimeHttp2EndpointProvider.defaultProvider()
        .resolveEndpoint(
            rules ->
                rules
                    .region(region)
                    .endpoint(given.map(URI::toString).orElse(null))
                    .useFips(fips)
                    .useDualStack(dualStack))
        .join()
        .url();
  }
}
