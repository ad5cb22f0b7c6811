package io.bidiclient.transport.sagemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.transport.CauseChain;
import io.bidiclient.transport.ConnectProxy;
import io.bidiclient.transport.EnvironmentProxies;
import io.bidiclient.transport.ProxyRefusal;
import io.bidiclient.transport.TransportException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** A client of STS through proxies on loopback. */
class ProxiedHttpClientIT {
  private static final String IDENTITY =
      "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>1</Account>"
          + "</GetCallerIdentityResult></GetCallerIdentityResponse>";

  @Test
  void aRequestGoesThroughTheProxyOfTheEnvironment() throws Exception {
    try (ConnectProxy proxy = ConnectProxy.answering(IDENTITY);
        StsClient sts =
            sts("http://sts.test", Map.of("http_proxy", proxy.environment().get("HTTPS_PROXY")))) {
      assertEquals("1", sts.getCallerIdentity().account());
      String request = proxy.requests().get(0);
      assertTrue(request.startsWith("POST http://sts.test HTTP/1.1\r\n"), request);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"407 Proxy Authentication Required", "403 Forbidden"})
  void aProxyThatRefusesIsAskedOnceAndNamedWithItsStatus(String status) throws Exception {
    try (ConnectProxy proxy = ConnectProxy.refusing(status);
        StsClient sts = sts("https://sts.test", proxy.environment())) {
      SdkException e = assertThrows(SdkException.class, sts::getCallerIdentity);
      ProxyRefusal refusal = CauseChain.find(e, ProxyRefusal.class).orElseThrow();
      assertEquals("the proxy of HTTPS_PROXY answered HTTP " + status, refusal.getMessage());
      assertEquals(1, proxy.requests().size());
      String request = proxy.requests().get(0);
      assertTrue(request.startsWith("CONNECT sts.test:443 HTTP/1.1\r\n"), request);
    }
  }

  @Test
  void aFileOfAuthoritiesThatIsMissingIsNamed() {
    TransportException e =
        CauseChain.find(
                assertThrows(
                    SdkException.class,
                    () ->
                        new ProxiedHttpClient.Builder(
                                new EnvironmentProxies(Map.of()),
                                Optional.of(Path.of("/nonexistent.pem")))
                            .build()),
                TransportException.class)
            .orElseThrow();
    assertTrue(e.getMessage().endsWith("/nonexistent.pem: no such file"), e.getMessage());
  }

  private static StsClient sts(String url, Map<String, String> environment) {
    return StsClient.builder()
        .region(Region.EU_WEST_1)
        .endpointOverride(URI.create(url))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret")))
        .httpClientBuilder(
            new ProxiedHttpClient.Builder(new EnvironmentProxies(environment), Optional.empty()))
        .build();
  }
}
