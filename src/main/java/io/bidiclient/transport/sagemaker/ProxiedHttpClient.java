package io.bidiclient.transport.sagemaker;

import io.bidiclient.transport.CauseChain;
import io.bidiclient.transport.EnvironmentProxies;
import io.bidiclient.transport.HttpProxy;
import io.bidiclient.transport.PemTrust;
import io.bidiclient.transport.ProxyRefusal;
import io.bidiclient.transport.TransportException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.TlsTrustManagersProvider;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * Short requests to AWS over the JDK's own HTTP connection, through the proxy that leads to each
 * URL. Safe for use from many threads; blocks.
 */
public final class ProxiedHttpClient implements SdkHttpClient {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Pattern REFUSAL =
      Pattern.compile("Proxy returns \"HTTP/1\\.\\d (\\d{3}[^\"]*)\"");

  /** The SDK's own reading of properties and variables is never asked. */
  private static final ProxyConfiguration NONE =
      ProxyConfiguration.builder()
          .useSystemPropertyValues(false)
          .useEnvironmentVariablesValues(false)
          .build();

  private final EnvironmentProxies proxies;
  private final Optional<TrustManager[]> trusted;

  /** Guarded by this. */
  private final Map<Optional<HttpProxy>, SdkHttpClient> clients = new HashMap<>();

  private ProxiedHttpClient(EnvironmentProxies proxies, Optional<TrustManager[]> trusted) {
    this.proxies = proxies;
    this.trusted = trusted;
  }

  /** Makes clients; the file is read when one is made. */
  public static final class Builder implements SdkHttpClient.Builder<Builder> {
    private final EnvironmentProxies proxies;
    private final Optional<Path> trustedCertificates;

    /**
     * A builder of clients.
     *
     * @param trustedCertificates a PEM file of the only certificates to trust
     */
    public Builder(EnvironmentProxies proxies, Optional<Path> trustedCertificates) {
      this.proxies = proxies;
      this.trustedCertificates = trustedCertificates;
    }

    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap serviceDefaults) {
      try {
        return new ProxiedHttpClient(
            proxies,
            trustedCertificates.isPresent()
                ? Optional.of(PemTrust.managers(trustedCertificates.get()))
                : Optional.empty());
      } catch (TransportException e) {
        throw NonRetryableException.create(e.getMessage(), e);
      }
    }
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    try {
      Optional<HttpProxy> proxy = proxies.proxyFor(request.httpRequest().getUri());
      ExecutableHttpRequest prepared = client(proxy).prepareRequest(request);
      return proxy.<ExecutableHttpRequest>map(p -> new Proxied(prepared, p)).orElse(prepared);
    } catch (TransportException e) {
      throw NonRetryableException.create(e.getMessage(), e);
    }
  }

  private synchronized SdkHttpClient client(Optional<HttpProxy> proxy) {
    return clients.computeIfAbsent(proxy, this::create);
  }

  private SdkHttpClient create(Optional<HttpProxy> proxy) {
    UrlConnectionHttpClient.Builder builder =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(ANSWER)
            .proxyConfiguration(proxy.map(ProxiedHttpClient::configuration).orElse(NONE));
    trusted
        .<TlsTrustManagersProvider>map(all -> all::clone)
        .ifPresent(builder::tlsTrustManagersProvider);
    return builder.build();
  }

  private static ProxyConfiguration configuration(HttpProxy proxy) {
    proxy.register();
    return NONE.toBuilder().endpoint(proxy.url()).build();
  }

  @Override
  public synchronized void close() {
    clients.values().forEach(SdkHttpClient::close);
    clients.clear();
  }

  @Override
  public String clientName() {
    return "UrlConnection";
  }

  /** A request whose proxy may refuse: the SDK would ask again, which is of no use. */
  private record Proxied(ExecutableHttpRequest request, HttpProxy proxy)
      implements ExecutableHttpRequest {
    @Override
    public HttpExecuteResponse call() throws IOException {
      try {
        return request.call();
      } catch (IOException | RuntimeException e) {
        Matcher refused = REFUSAL.matcher(CauseChain.words(e));
        if (refused.find()) {
          ProxyRefusal refusal = new ProxyRefusal(proxy, refused.group(1).strip());
          throw NonRetryableException.create(refusal.getMessage(), refusal);
        }
        throw e;
      }
    }

    @Override
    public void abort() {
      request.abort();
    }
  }
}
