package io.bidiclient.transport.sagemaker;

import io.bidiclient.transport.CloseReason;
import io.bidiclient.transport.Connection;
import io.bidiclient.transport.PemTrust;
import io.bidiclient.transport.ProxyRefusal;
import io.bidiclient.transport.Transport;
import io.bidiclient.transport.TransportException;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * Streams to a SageMaker AI endpoint: InvokeEndpointWithBidirectionalStream, an event stream over
 * HTTP/2 signed with SigV4.
 *
 * <p>Two threads: one opens streams, as finding credentials blocks; the event loop carries all of
 * them and calls every listener. The client is made on the first: {@link #prepare} has it ready
 * when the first stream is wanted.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpointWithBidirectionalStream.html">the
 *     operation</a>
 */
public final class SageMakerTransport implements Transport {
  private static final long LONGEST_SHUTDOWN_MILLIS = 500;
  private static final long SDK_GOES_FIRST_MILLIS = 100;

  private final SageMakerSettings settings;
  private final int perConnection;
  private final ExecutorService opener =
      Executors.newSingleThreadExecutor(daemons("sagemaker-open"));
  private final Set<SageMakerConnection> connections = ConcurrentHashMap.newKeySet();
  // Whether a stream was open since the connection pools are new; set by the event loop.
  private volatile boolean reached;

  /** Guarded by this. */
  private Optional<EventLoop> started = Optional.empty();

  // The next three are owned by the opener.
  private final CredentialSource credentials;
  private Http2Client http;
  private StreamClient client;

  /** A transport of the given settings; nothing is sent before the first {@link #connect}. */
  public SageMakerTransport(SageMakerSettings settings) {
    this(settings, 1);
  }

  /**
   * The same with connections that streams share.
   *
   * @param perConnection streams on one at most, from 1; fewer where the peer takes fewer
   */
  public SageMakerTransport(SageMakerSettings settings, int perConnection) {
    this.settings = settings;
    this.perConnection = perConnection;
    this.credentials = new CredentialSource(settings.credentials());
  }

  /** Starts the threads and loads the client, if {@link #connect} has not done so yet. */
  public void prepare() {
    var unused = loop();
  }

  @Override
  public Connection connect(Listener listener) {
    if (opener.isShutdown()) {
      throw new IllegalStateException("the transport is closed");
    }
    SageMakerConnection connection =
        new SageMakerConnection(loop(), settings, listener, () -> reached = true, this::forget);
    connections.add(connection);
    opener.execute(() -> open(connection));
    return connection;
  }

  @Override
  public String target() {
    return settings.endpointName();
  }

  @Override
  public void close() {
    connections.forEach(SageMakerConnection::abort);
    opener.shutdownNow();
    started().ifPresent(SageMakerTransport::shutDown);
  }

  private static void shutDown(EventLoop loop) {
    Future<?> ended =
        loop.parent().shutdownGracefully(0, LONGEST_SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS);
    if (!loop.inEventLoop()) {
      ended.awaitUninterruptibly(LONGEST_SHUTDOWN_MILLIS);
    }
  }

  private synchronized Optional<EventLoop> started() {
    return started;
  }

  private synchronized EventLoop loop() {
    if (started.isEmpty()) {
      // Beside Netty's own start: a fresh process is bound by the loading of classes.
      opener.execute(this::loadClient);
      started = Optional.of(new NioEventLoopGroup(1, daemons("sagemaker-stream")).next());
    }
    return started.get();
  }

  private void open(SageMakerConnection connection) {
    try {
      AwsCredentials identity = credentials.resolve();
      StreamClient ready = client();
      connection.begin(
          (messages, answer) -> ready.open(identity, messages, answer), identity.expirationTime());
    } catch (TransportException | RuntimeException e) {
      connection.failed(e);
    }
  }

  private StreamClient client() throws TransportException {
    if (client == null) {
      TrustManager[] trusted = trusted();
      http =
          new Http2Client(
              perConnection,
              this::loops,
              settings.connectTimeout(),
              this::neverOpened,
              settings.proxies(),
              trusted);
      client = StreamClient.create(settings, http);
    }
    return client;
  }

  /** A bundle of a hundred authorities takes a quarter of a second: not read for clear text. */
  private TrustManager[] trusted() throws TransportException {
    Optional<Path> file = settings.trustedCertificates();
    boolean clear = settings.endpointUrl().map(url -> "http".equals(url.getScheme())).orElse(false);
    return file.isEmpty() || (clear && Files.isReadable(file.get()))
        ? new TrustManager[0]
        : PemTrust.managers(file.get());
  }

  private void loadClient() {
    try {
      client();
    } catch (TransportException | RuntimeException e) {
      // The first stream meets the same failure, and tells it to its listener.
      client = null;
    }
  }

  private EventLoopGroup loops() {
    return loop().parent();
  }

  private static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * A connection broke before it was HTTP/2. Until the first stream is open all of them wait for
   * that one, and none would be told; later ones wait for their own, and have their time-outs. The
   * SDK goes first: where it does tell, such as of a refused connection, it tells more.
   */
  private void neverOpened(Throwable failure) {
    if (failure instanceof ProxyRefusal) {
      // The SDK would tell of no status.
      List.copyOf(connections).forEach(connection -> connection.failUnopened(failure));
    } else if (!reached) {
      List<SageMakerConnection> waiting = List.copyOf(connections);
      var unused =
          loop()
              .schedule(
                  () -> waiting.forEach(connection -> connection.failUnopened(failure)),
                  SDK_GOES_FIRST_MILLIS,
                  TimeUnit.MILLISECONDS);
    }
  }

  private void forget(SageMakerConnection connection, CloseReason reason) {
    connections.remove(connection);
    if (opener.isShutdown()) {
      return;
    }
    if (!(reason instanceof CloseReason.Failed failed)) {
      if (!connection.wasOpen()) {
        // Given up by who waited for it: what did not answer is not to be waited for again.
        opener.execute(this::renew);
      }
      return;
    }
    switch (failed.cause().category()) {
      case AUTH -> opener.execute(credentials::close);
      case NETWORK, TIMEOUT -> opener.execute(this::renew);
      case SETTINGS, ENDPOINT, THROTTLED, PROTOCOL, REMOTE -> {}
    }
  }

  private void renew() {
    if (client != null) {
      reached = false;
      http.renew();
    }
  }
}
