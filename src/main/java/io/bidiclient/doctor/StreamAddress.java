package io.bidiclient.doctor;

import io.bidiclient.endpoint.AwsAccess;
import java.net.URI;
import java.net.URISyntaxException;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.awscore.endpoint.DualstackEnabledProvider;
import software.amazon.awssdk.awscore.endpoint.FipsEnabledProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sagemakerruntimehttp2.endpoints.SageMakerRuntimeHttp2EndpointProvider;

/**
 * The address that the SDK sends a stream to, found with the SDK's own rules: what variables and
 * profile name, or else what region, partition, FIPS and dual-stack make of it.
 */
final class StreamAddress {
  private static final int LAST_PORT = 65_535;

  private StreamAddress() {}

  /**
   * The address for a region.
   *
   * @throws URISyntaxException where a variable or the profile names one that is no HTTP address
   * @throws SdkException where the rules have none, such as FIPS in a region without it
   */
  static URI of(AwsAccess access, String region) throws URISyntaxException {
    String profile = access.profile().orElseGet(AwsAccess::usualProfile);
    var configured =
        AwsClientEndpointProvider.builder()
            .serviceEndpointOverrideEnvironmentVariable("AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME_HTTP2")
            .serviceEndpointOverrideSystemProperty("aws.endpointUrlSageMakerRuntimeHttp2")
            .serviceProfileProperty("sagemaker_runtime_http2")
            .serviceEndpointPrefix("runtime.sagemaker")
            .defaultProtocol("https")
            .profileFile(ProfileFile::defaultProfileFile)
            .profileName(profile)
            .region(Region.of(region))
            .build();
    if (configured.isEndpointOverridden()) {
      return checked(configured.clientEndpoint());
    }
    boolean fips =
        FipsEnabledProvider.builder()
            .profileFile(ProfileFile::defaultProfileFile)
            .profileName(profile)
            .build()
            .isFipsEnabled()
            .orElse(false);
    boolean dualStack =
        DualstackEnabledProvider.builder()
            .profileFile(ProfileFile::defaultProfileFile)
            .profileName(profile)
            .build()
            .isDualstackEnabled()
            .orElse(false);
    return SageMakerRuntimeHttp2EndpointProvider.defaultProvider()
        .resolveEndpoint(
            rules -> rules.region(Region.of(region)).useFips(fips).useDualStack(dualStack))
        .join()
        .url();
  }

  private static URI checked(URI given) throws URISyntaxException {
    boolean http = "http".equals(given.getScheme()) || "https".equals(given.getScheme());
    if (!http || given.getHost() == null || given.getPort() > LAST_PORT || given.getPort() == 0) {
      throw new URISyntaxException(given.toString(), "not http://HOST:PORT or https://HOST:PORT");
    }
    return given;
  }
}
