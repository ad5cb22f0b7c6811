package io.bidiclient.transport.websocket;

import io.bidiclient.transport.CauseChain;
import io.bidiclient.transport.HostLookup;
import io.bidiclient.transport.HttpAnswer;
import io.bidiclient.transport.HttpProxy;
import io.bidiclient.transport.ProxyRefusal;
import io.bidiclient.transport.RetryAfter;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import io.bidiclient.transport.WireFinding;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Reads what the JDK's WebSocket throws and what a server closes with (RFC 6455 section 7.4). */
final class WebSocketErrors {
  private static final String KEY = "give the server's key with --api-key or VLLM_API_KEY";
  private static final String PATH = "check the path of --url; vLLM's is /v1/realtime";
  private static final String SERVER = "check that a server listens there, or --url";
  private static final String LOG = "try again; the server's log has the details";
  private static final String AGAIN = "try again; check the network if it stays";
  private static final Pattern TUNNEL_FAILED = Pattern.compile("Tunnel failed, got: (\\d{3})");

  /** What the JDK says of a connection that the server ended, depending on who notices first. */
  private static final List<String> ENDED =
      List.of("EOF reached while reading", "closed input", "closed output", "Output closed");

  private WebSocketErrors() {}

  /** A failure of the wire. */
  static TransportException failure(String what, Throwable thrown) {
    if (thrown instanceof TransportException known) {
      return known;
    }
    Optional<ProxyRefusal> proxy = CauseChain.find(thrown, ProxyRefusal.class);
    if (proxy.isPresent()) {
      return proxy.get().describe(what);
    }
    Optional<HostLookup.Failure> unknown = CauseChain.find(thrown, HostLookup.Failure.class);
    if (unknown.isPresent()) {
      return unknown.get().describe(what, "check --url, the proxy and the network's DNS");
    }
    WireFinding finding = find(thrown);
    return finding.describe(what, thrown);
  }

  /** A proxy's answer to CONNECT, where that is what failed: the JDK tells 407 apart, alone. */
  static Optional<ProxyRefusal> proxyRefusal(HttpProxy proxy, Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      Matcher refused = TUNNEL_FAILED.matcher(String.valueOf(t.getMessage()));
      if (refused.find()) {
        return Optional.of(new ProxyRefusal(proxy, refused.group(1)));
      }
      if (t instanceof WebSocketHandshakeException handshake
          && handshake.getResponse() != null
          && handshake.getResponse().statusCode() == 407) {
        return Optional.of(new ProxyRefusal(proxy, "407"));
      }
    }
    return Optional.empty();
  }

  /** A server that closed; absent where it was in good order. */
  static Optional<TransportException> close(String what, int code, String reason) {
    String words =
        "the server closed with "
            + code
            + (reason.isBlank() ? "" : ": " + HttpAnswer.shortened(reason));
    return Optional.ofNullable(closed(code, words))
        .map(
            found ->
                new TransportException(found.category(), what + ": " + found.why(), found.hint()));
  }

  private static WireFinding closed(int code, String words) {
    return switch (code) {
      case 1000, 1005 -> null;
      case 1001 -> new WireFinding(Category.NETWORK, words, "try again: the server is going away");
      case 1002, 1003, 1007, 1010 -> new WireFinding(Category.PROTOCOL, words, PATH);
      case 1006 -> new WireFinding(Category.NETWORK, "the connection was closed", AGAIN);
      case 1008, 3000, 3003, 4401, 4403 -> new WireFinding(Category.AUTH, words, KEY);
      case 1009 ->
          new WireFinding(Category.PROTOCOL, words, "send smaller messages with --chunk-ms");
      case 1012 -> new WireFinding(Category.NETWORK, words, "try again: the server restarts");
      case 1013 -> new WireFinding(Category.THROTTLED, words, "try again later");
      default -> new WireFinding(Category.REMOTE, words, LOG);
    };
  }

  private static WireFinding find(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      Optional<WireFinding> found = known(t);
      if (found.isPresent()) {
        return found.get();
      }
    }
    Throwable inner = thrown;
    while (inner instanceof CompletionException && inner.getCause() != null) {
      inner = inner.getCause();
    }
    return new WireFinding(Category.NETWORK, CauseChain.words(inner), AGAIN);
  }

  private static Optional<WireFinding> known(Throwable t) {
    String words = CauseChain.words(t);
    if (t instanceof WebSocketHandshakeException refused && refused.getResponse() != null) {
      return Optional.of(refusal(refused.getResponse()));
    }
    if (t instanceof HttpTimeoutException) {
      return Optional.of(
          new WireFinding(
              Category.TIMEOUT,
              "no answer in time",
              "check --url and the network, or raise --connect-timeout"));
    }
    if (t instanceof UnknownHostException || t instanceof UnresolvedAddressException) {
      return Optional.of(
          new WireFinding(
              Category.NETWORK, "the host is unknown", "check --url and the network's DNS"));
    }
    if (t instanceof CertificateException) {
      return Optional.of(
          WireFinding.lasting(
              Category.NETWORK,
              "the server's certificate is not trusted: " + words,
              "name its authority's certificate with --ca-file"));
    }
    if (t instanceof SSLException
        && words.toLowerCase(Locale.ROOT).contains("unrecognized ssl message")) {
      return Optional.of(
          WireFinding.lasting(
              Category.NETWORK,
              "the server does not speak TLS",
              "give --url with ws://, or the server's TLS port"));
    }
    if (t instanceof SSLException && t.getCause() == null) {
      return Optional.of(
          new WireFinding(Category.NETWORK, "TLS failed: " + words, "check wss:// and the port"));
    }
    if (t instanceof ConnectException && t.getCause() instanceof UnresolvedAddressException) {
      return known(t.getCause());
    }
    if (t instanceof ConnectException) {
      return Optional.of(new WireFinding(Category.NETWORK, connect(t), SERVER));
    }
    if (t instanceof ProtocolException) {
      return Optional.of(
          new WireFinding(Category.PROTOCOL, "the server broke WebSocket's rules: " + words, PATH));
    }
    if (t instanceof EOFException
        || t instanceof ClosedChannelException
        || ENDED.stream().anyMatch(words::contains)) {
      return Optional.of(new WireFinding(Category.NETWORK, "the connection was closed", SERVER));
    }
    if (words.contains("Connection reset") || words.contains("Broken pipe")) {
      return Optional.of(new WireFinding(Category.NETWORK, "the connection was reset", AGAIN));
    }
    return Optional.empty();
  }

  /** The JDK's ConnectException often has no words of its own. */
  private static String connect(Throwable refused) {
    return refused.getMessage() == null ? "Connection refused" : refused.getMessage();
  }

  private static WireFinding refusal(HttpResponse<?> response) {
    HttpAnswer answer =
        HttpAnswer.of(
            response.statusCode(),
            response.headers().firstValue("content-type"),
            response.body() instanceof String text ? text : "",
            response.headers().firstValue("location"));
    return new WireFinding(answer.category(), answer.told(), hint(answer))
        .after(RetryAfter.in(response.headers()::firstValue));
  }

  private static String hint(HttpAnswer answer) {
    if (answer.location().isPresent() && answer.status() / 100 == 3) {
      return "give --url where it leads";
    }
    return switch (answer.category()) {
      case AUTH -> answer.status() == 401 ? KEY : KEY + ", and " + PATH;
      case THROTTLED -> "try again later";
      case NETWORK -> "try again";
      case SETTINGS, ENDPOINT, PROTOCOL -> PATH;
      case REMOTE, TIMEOUT -> LOG;
    };
  }
}
