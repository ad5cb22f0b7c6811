package io.bidiclient.transport.websocket;

import io.bidiclient.transport.Connection;
import io.bidiclient.transport.HostLookup;
import io.bidiclient.transport.HttpClientThreads;
import io.bidiclient.transport.HttpProxy;
import io.bidiclient.transport.PemTrust;
import io.bidiclient.transport.Transport;
import io.bidiclient.transport.TransportException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Streams to a WebSocket server (RFC 6455), such as vLLM itself, on the JDK's client. The listeners
 * are called on threads of its own, one call at a time for each connection; all connections share
 * as many threads as there are processors.
 */
public final class WebSocketTransport implements Transport {
  private static final long LONGEST_SHUTDOWN_MILLIS = 500;

  /** Streams that begin one after another take the same threads. */
  private static final long IDLE_SECONDS = 1;

  private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final WebSocketSettings settings;

  /** Opens connections, which blocks. */
  private final ExecutorService openers =
      pool(0, Integer.MAX_VALUE, new SynchronousQueue<>(), "websocket-open");

  /** Does all else, for all connections: nothing of it blocks. */
  private final ExecutorService threads =
      pool(THREADS, THREADS, new LinkedBlockingQueue<>(), "websocket");

  private final HostLookup lookup = new HostLookup();
  private final Set<WebSocketConnection> connections = ConcurrentHashMap.newKeySet();

  /** Guarded by this. */
  private HttpClient client;

  /** Set with the client. */
  private volatile Optional<HttpProxy> proxy = Optional.empty();

  /** A transport of the given settings; nothing is sent before the first {@link #connect}. */
  public WebSocketTransport(WebSocketSettings settings) {
    this.settings = settings;
  }

  @Override
  public Connection connect(Listener listener) {
    if (threads.isShutdown()) {
      throw new IllegalStateException("the transport is closed");
    }
    WebSocketConnection connection =
        new WebSocketConnection(
            settings.shown(), new SequentialExecutor(threads), listener, connections::remove);
    connections.add(connection);
    openers.execute(() -> open(connection));
    return connection;
  }

  @Override
  public String target() {
    return settings.shown();
  }

  @Override
  public void close() {
    connections.forEach(WebSocketConnection::abort);
    openers.shutdownNow();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LONGEST_SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    made().ifPresent(HttpClientThreads::end);
  }

  private synchronized Optional<HttpClient> made() {
    return Optional.ofNullable(client);
  }

  private static ExecutorService pool(
      int least, int most, BlockingQueue<Runnable> queue, String name) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            least,
            most,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            queue,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            },
            // After the end a task runs where it comes from: there is always somebody to be told.
            (task, closed) -> task.run());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private void open(WebSocketConnection connection) {
    try {
      HttpClient ready = client();
      lookup.check(proxy.map(HttpProxy::host).orElse(settings.url().getHost()));
      WebSocket.Builder builder =
          ready.newWebSocketBuilder().connectTimeout(settings.connectTimeout());
      proxy
          .flatMap(HttpProxy::login)
          .ifPresent(login -> builder.header("Proxy-Authorization", login.header()));
      settings.apiKey().ifPresent(key -> builder.header("Authorization", "Bearer " + key));
      connection.begin(explained(builder.buildAsync(settings.url(), connection)));
    } catch (TransportException | HostLookup.Failure | RuntimeException e) {
      connection.fail(e);
    }
  }

  /** Tells a proxy's refusal from one of the server's. */
  private CompletableFuture<WebSocket> explained(CompletableFuture<WebSocket> handshake) {
    return handshake.exceptionallyCompose(
        failure ->
            CompletableFuture.failedFuture(
                proxy
                    .flatMap(through -> WebSocketErrors.proxyRefusal(through, failure))
                    .<Throwable>map(refusal -> refusal)
                    .orElse(failure)));
  }

  private synchronized HttpClient client() throws TransportException {
    if (client == null) {
      proxy = settings.proxies().proxyFor(settings.url());
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .executor(threads)
              .proxy(proxy.map(HttpProxy::selector).orElse(HttpClient.Builder.NO_PROXY));
      if (settings.trustedCertificates().isPresent()) {
        builder.sslContext(PemTrust.context(settings.trustedCertificates().get()));
      }
      client = builder.build();
    }
    return client;
  }
}
