package io.bidiclient.transport.sagemaker;

import io.bidiclient.transport.EnvironmentProxies;
import io.bidiclient.transport.PemTrust;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpService;

/**
 * Makes the HTTP clients of the SDK's own helpers, such as those that assume a role or ask SSO for
 * a token: with the proxies and the authorities that the environment names. The SDK finds it by the
 * system property {@code software.amazon.awssdk.http.service.impl}.
 */
public final class EnvironmentHttpService implements SdkHttpService {
  private static final String PROPERTY = "software.amazon.awssdk.http.service.impl";

  /** Has the SDK use it, unless somebody chose another. */
  public static void install() {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, EnvironmentHttpService.class.getName());
    }
  }

  @Override
  public SdkHttpClient.Builder<?> createHttpClientBuilder() {
    Map<String, String> environment = System.getenv();
    return new ProxiedHttpClient.Builder(
        new EnvironmentProxies(environment), PemTrust.fileForAws(Optional.empty(), environment));
  }
}
