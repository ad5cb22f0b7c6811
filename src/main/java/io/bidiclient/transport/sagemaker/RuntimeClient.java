package io.bidiclient.transport.sagemaker;

import io.bidiclient.transport.TransportException;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sagemakerruntimehttp2.SageMakerRuntimeHttp2AsyncClient;
import software.amazon.awssdk.services.sagemakerruntimehttp2.SageMakerRuntimeHttp2AsyncClientBuilder;

/** Makes the SDK's client: no retries, no time-outs, no threads of its own. */
final class RuntimeClient {
  private RuntimeClient() {}

  /**
   * A client whose requests bring their own credentials. Blocks for the profile files and, where no
   * region is set, for the instance's answer.
   *
   * @throws TransportException where a profile file cannot be read
   */
  static SageMakerRuntimeHttp2AsyncClient create(
      SageMakerSettings settings, SdkAsyncHttpClient http) throws TransportException {
    try {
      return build(settings, http);
    } catch (RuntimeException e) {
      throw ProfileFiles.fault().orElseThrow(() -> e);
    }
  }

  private static SageMakerRuntimeHttp2AsyncClient build(
      SageMakerSettings settings, SdkAsyncHttpClient http) {
    SageMakerRuntimeHttp2AsyncClientBuilder builder =
        SageMakerRuntimeHttp2AsyncClient.builder()
            .httpClient(http)
            .defaultsMode(DefaultsMode.LEGACY)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            // Callbacks only enqueue: they may run on the event loop.
            .asyncConfiguration(
                a ->
                    a.advancedOption(
                        SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run));
    settings.region().map(Region::of).ifPresent(builder::region);
    settings.endpointUrl().ifPresent(builder::endpointOverride);

    ClientOverrideConfiguration.Builder overrides = ClientOverrideConfiguration.builder();
    // A stream half read cannot be sent again: the session retries, from audio it kept.
    overrides.retryStrategy(AwsRetryStrategy.doNotRetry());
    settings.profile().ifPresent(overrides::defaultProfileName);
    if (settings.credentials() instanceof Credentials.Fixed) {
      // All is given: the reader's own AWS settings have no say, and cost no time.
      overrides.defaultProfileFile(ProfileFile.aggregator().build());
      builder.fipsEnabled(false).dualstackEnabled(false);
    }
    builder.overrideConfiguration(overrides.build());
    // The builder reads the profile files even where it is given others.
    return settings.credentials() instanceof Credentials.Fixed
        ? ProfileFiles.without(builder::build)
        : builder.build();
  }
}
