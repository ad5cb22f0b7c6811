package io.bidiclient.transport.sagemaker;

import io.bidiclient.transport.EnvironmentProxies;
import io.bidiclient.transport.HostLookup;
import io.bidiclient.transport.HttpProxy;
import io.bidiclient.transport.TransportException;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslProvider;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.ProtocolNegotiation;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.ProxyConfiguration;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;

/**
 * HTTP/2 for long streams, so many on a connection as were allowed, and as the peer's
 * SETTINGS_MAX_CONCURRENT_STREAMS allows. A request to {@code http} is sent with prior knowledge,
 * one to {@code https} agrees on HTTP/2 by ALPN (RFC 9113 sections 3.2 and 3.3): decided by the
 * request's own URL, so it holds wherever the URL was set: here, in {@code AWS_ENDPOINT_URL} or in
 * a profile.
 *
 * <p>No time-out of its own ends a stream that is silent; a ping finds a peer that is gone.
 */
final class Http2Client implements SdkAsyncHttpClient {
  // A ping whose answer is missing when the next is due ends the connection.
  private static final Duration PING_PERIOD = Duration.ofSeconds(15);
  private static final int STREAMS = 10_000;

  /** The SDK's own reading of properties and variables is never asked. */
  private static final ProxyConfiguration NONE =
      ProxyConfiguration.builder()
          .useSystemPropertyValues(false)
          .useEnvironmentVariableValues(false)
          .build();

  private final int perConnection;
  private final Supplier<? extends EventLoopGroup> loop;
  private final Duration connectTimeout;
  private final Consumer<Throwable> broken;
  private final EnvironmentProxies proxies;
  private final HostLookup lookup = new HostLookup();
  private final TrustManager[] trusted;
  private final Map<Way, SdkAsyncHttpClient> clients = new HashMap<>();

  private record Way(ProtocolNegotiation negotiation, Optional<HttpProxy> proxy) {
    // Written out, as what a record has of itself is made of classes at run time: a start is felt.
    @Override
    public boolean equals(Object other) {
      return other instanceof Way same
          && negotiation == same.negotiation
          && proxy.equals(same.proxy);
    }

    @Override
    public int hashCode() {
      return 31 * negotiation.hashCode() + proxy.hashCode();
    }
  }

  /**
   * A client on the caller's event loop.
   *
   * @param perConnection streams that share a connection at most
   * @param loop asked for with the first request
   * @param broken is told, on the event loop, of connections that broke before any request had them
   * @param proxies name the way to a secure server
   * @param trusted whom to trust; nobody given means Java's own trust store
   */
  Http2Client(
      int perConnection,
      Supplier<? extends EventLoopGroup> loop,
      Duration connectTimeout,
      Consumer<Throwable> broken,
      EnvironmentProxies proxies,
      TrustManager... trusted) {
    this.perConnection = perConnection;
    this.loop = loop;
    this.connectTimeout = connectTimeout;
    this.broken = broken;
    this.proxies = proxies;
    this.trusted = trusted;
  }

  @Override
  public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
    try {
      Way way = way(request.request().getUri());
      // Netty would ask on the event loop, and not tell the SDK of a bad answer.
      lookup.check(way.proxy().map(HttpProxy::host).orElse(request.request().host()));
      return client(way).execute(checked(request));
    } catch (HostLookup.Failure | TransportException e) {
      request.responseHandler().onError(e);
      return CompletableFuture.failedFuture(e);
    }
  }

  private static AsyncExecuteRequest checked(AsyncExecuteRequest request) {
    AsyncExecuteRequest.Builder builder =
        AsyncExecuteRequest.builder()
            .request(request.request())
            .requestContentPublisher(request.requestContentPublisher())
            .responseHandler(new AnswerCheck(request.responseHandler()))
            .fullDuplex(request.fullDuplex())
            .httpExecutionAttributes(request.httpExecutionAttributes());
    request.metricCollector().ifPresent(builder::metricCollector);
    return builder.build();
  }

  /** Clear text stays on this machine or near it: no proxy in between. */
  private Way way(URI server) throws TransportException {
    return "https".equals(server.getScheme())
        ? new Way(ProtocolNegotiation.ALPN, proxies.proxyFor(server))
        : new Way(ProtocolNegotiation.ASSUME_PROTOCOL, Optional.empty());
  }

  /**
   * Lets the next request start with new connection pools; streams that run go on in the old. A
   * pool whose very first connection never became HTTP/2 waits for it without end.
   */
  synchronized void renew() {
    clients.clear();
  }

  private synchronized SdkAsyncHttpClient client(Way way) {
    return clients.computeIfAbsent(way, this::create);
  }

  private SdkAsyncHttpClient create(Way way) {
    NettyNioAsyncHttpClient.Builder builder =
        NettyNioAsyncHttpClient.builder()
            .protocol(Protocol.HTTP2)
            .protocolNegotiation(way.negotiation())
            .eventLoopGroup(
                SdkEventLoopGroup.create(loop.get(), () -> new WatchedChannel(broken, way.proxy())))
            .sslProvider(SslProvider.JDK)
            .http2Configuration(
                h -> h.maxStreams((long) perConnection).healthCheckPingPeriod(PING_PERIOD))
            .maxConcurrency(STREAMS)
            .maxPendingConnectionAcquires(STREAMS)
            .connectionTimeout(connectTimeout)
            .tlsNegotiationTimeout(connectTimeout)
            .connectionAcquisitionTimeout(connectTimeout)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .proxyConfiguration(way.proxy().map(Http2Client::configuration).orElse(NONE));
    if (trusted.length > 0) {
      builder.tlsTrustManagersProvider(trusted::clone);
    }
    return builder.build();
  }

  private static ProxyConfiguration configuration(HttpProxy proxy) {
    ProxyConfiguration.Builder builder = NONE.toBuilder().host(proxy.host()).port(proxy.port());
    proxy.login().ifPresent(login -> builder.username(login.user()).password(login.password()));
    return builder.build();
  }

  @Override
  public synchronized void close() {
    clients.values().forEach(SdkAsyncHttpClient::close);
  }

  @Override
  public String clientName() {
    return "NettyNio";
  }
}
