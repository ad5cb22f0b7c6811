package io.bidiclient.run.remote;

import io.bidiclient.run.remote.RemoteFailure.Kind;
import io.bidiclient.transport.CauseChain;
import io.bidiclient.transport.EnvironmentProxies;
import io.bidiclient.transport.HostLookup;
import io.bidiclient.transport.HttpClientThreads;
import io.bidiclient.transport.HttpProxy;
import io.bidiclient.transport.PemTrust;
import io.bidiclient.transport.TimeLimit;
import io.bidiclient.transport.TransportException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * The way to HTTP servers: through the environment's proxies, with bounded waits, and with failures
 * in words. It follows no redirects. Safe for use from many threads; blocks.
 *
 * @param proxies leads around the network's walls
 * @param trusted PEM file with certificates to trust beside Java's
 * @param connect the longest wait for a connection
 * @param read the longest wait for an answer, and then for each of its pieces
 */
record HttpLink(
    EnvironmentProxies proxies, Optional<Path> trusted, Duration connect, Duration read) {
  private static final String NETWORK = "check the host's name and the network";

  /** The way from here. */
  static HttpLink of(
      Map<String, String> environment, Optional<Path> trusted, Duration connect, Duration read) {
    return new HttpLink(new EnvironmentProxies(environment), trusted, connect, read);
  }

  /**
   * Asks for a URL and waits for the head of the answer.
   *
   * @param headers what is said with it
   * @return an answer of any status; its body is the caller's
   */
  HttpResponse<InputStream> get(URI url, Map<String, String> headers)
      throws RemoteFailure, InterruptedException {
    try {
      Optional<HttpProxy> proxy = proxies.proxyFor(url);
      new HostLookup().check(proxy.map(HttpProxy::host).orElse(url.getHost()));
      HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(connect.plus(read));
      headers.forEach(request::header);
      proxy
          .flatMap(HttpProxy::login)
          .ifPresent(login -> request.header("Proxy-Authorization", login.header()));
      return send(client(proxy), request.build());
    } catch (TransportException e) {
      throw new RemoteFailure(Kind.LASTING, e.getMessage(), e.hint(), e);
    } catch (IOException e) {
      throw failure(url, e);
    }
  }

  /** The client lives as long as the body of its answer. */
  private HttpResponse<InputStream> send(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    boolean answered = false;
    try {
      HttpResponse<InputStream> response =
          client.send(request, head -> new TimedBody(read, () -> HttpClientThreads.end(client)));
      answered = true;
      return response;
    } finally {
      if (!answered) {
        HttpClientThreads.end(client);
      }
    }
  }

  private HttpClient client(Optional<HttpProxy> proxy) throws TransportException {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connect)
            .proxy(proxy.map(HttpProxy::selector).orElse(HttpClient.Builder.NO_PROXY));
    if (trusted.isPresent()) {
      builder.sslContext(PemTrust.contextBesideJava(trusted.get()));
    }
    return builder.build();
  }

  private RemoteFailure failure(URI url, IOException e) {
    String host = url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    if (e instanceof HostLookup.Failure) {
      return new RemoteFailure(Kind.UNREACHED, e.getMessage(), NETWORK, e);
    }
    if (CauseChain.find(e, HttpConnectTimeoutException.class).isPresent()) {
      return new RemoteFailure(
          Kind.UNREACHED,
          "no connection to " + host + " within " + TimeLimit.words(connect),
          NETWORK,
          e);
    }
    if (CauseChain.find(e, HttpTimeoutException.class).isPresent()) {
      return new RemoteFailure(
          Kind.PASSING,
          host + " does not answer within " + TimeLimit.words(read),
          "try again later, or raise --stall-timeout",
          e);
    }
    if (CauseChain.find(e, ConnectException.class).isPresent()) {
      return new RemoteFailure(
          Kind.UNREACHED, "cannot connect to " + host + ": " + RemoteFailure.words(e), NETWORK, e);
    }
    Optional<SSLException> tls = CauseChain.find(e, SSLException.class);
    if (tls.isPresent()) {
      return new RemoteFailure(
          Kind.LASTING,
          "no secure connection to " + host + ": " + RemoteFailure.words(tls.get()),
          "check the URL; a certificate of your own is trusted with --ca-file FILE",
          e);
    }
    return new RemoteFailure(
        Kind.PASSING,
        host + " broke the connection: " + RemoteFailure.words(e),
        "try again later",
        e);
  }
}
