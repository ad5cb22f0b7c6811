package io.bidiclient.transport.sagemaker;

import io.bidiclient.transport.CauseChain;
import io.bidiclient.transport.TransportException.Category;
import io.bidiclient.transport.WireFinding;
import io.netty.handler.ssl.NotSslRecordException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Reads what came between us and AWS: name, connection, TLS, HTTP/2 and event-stream framing. The
 * SDK has public types for few of these, so the rest is told by its words.
 */
final class WireErrors {
  private static final String CHECK_SERVER = "check that a server listens there, or --endpoint-url";
  private static final String CHECK_WAY =
      "check --region, and that the network lets port 8443 through";
  private static final String AGAIN = "try again; check the network if it stays";

  // The SDK's or Netty's words, in lower case, and what they mean; the first that fits.
  private record Sign(String words, Category category, String why, String hint) {}

  private static final List<Sign> SIGNS =
      List.of(
          new Sign(
              "unable to load region",
              Category.SETTINGS,
              "no AWS region is set",
              "give --region or set AWS_REGION"),
          new Sign(
              "fips and custom endpoint",
              Category.SETTINGS,
              "FIPS endpoints and --endpoint-url cannot be combined",
              "unset AWS_USE_FIPS_ENDPOINT (use_fips_endpoint in the profile), or the URL"),
          new Sign(
              "acquire operation took longer",
              Category.TIMEOUT,
              "the server took no HTTP/2 connection in time",
              CHECK_WAY),
          new Sign(
              "did not respond to ping",
              Category.NETWORK,
              "the server no longer answers (HTTP/2 ping)",
              AGAIN),
          new Sign("failed to send ping", Category.NETWORK, "the connection was lost", AGAIN),
          new Sign(
              "does not support alpn",
              Category.NETWORK,
              "the server does not offer HTTP/2 over TLS (ALPN)",
              "take a TLS proxy out of the way, or check --endpoint-url"),
          new Sign(
              "closed before the protocol",
              Category.NETWORK,
              "the connection was closed before HTTP/2 began",
              CHECK_SERVER),
          new Sign("goaway", Category.NETWORK, "the server is closing its connections", AGAIN),
          new Sign(
              "connection was closed during the request",
              Category.NETWORK,
              "the connection was closed",
              AGAIN),
          new Sign("connection reset", Category.NETWORK, "the connection was reset", AGAIN),
          new Sign("broken pipe", Category.NETWORK, "the connection was lost", AGAIN),
          new Sign(
              "first received frame was not settings",
              Category.PROTOCOL,
              "the server does not speak HTTP/2",
              CHECK_SERVER));

  /** The SDK meets some answers with an error of its own, such as one with trailers. */
  private static final String UNREADABLE = "the server's answer could not be read";

  private WireErrors() {}

  static WireFinding find(Throwable failure) {
    return kind(
            failure,
            UnknownHostException.class,
            e ->
                new WireFinding(
                    Category.NETWORK,
                    "the host " + host(e) + " is unknown",
                    "check --region, --endpoint-url and the network's DNS"))
        .or(
            () ->
                kind(
                    failure,
                    ResponseReader.DamagedStream.class,
                    e -> new WireFinding(Category.PROTOCOL, "the event stream is damaged", AGAIN)))
        .or(() -> kind(failure, ConnectException.class, WireErrors::connect))
        .or(() -> kind(failure, CertificateException.class, WireErrors::certificate))
        .or(() -> kind(failure, SSLException.class, WireErrors::tls))
        .or(
            () ->
                kind(
                    failure,
                    ClosedChannelException.class,
                    e -> new WireFinding(Category.NETWORK, "the connection was closed", AGAIN)))
        .or(() -> sign(failure))
        .or(
            () ->
                kind(
                    failure,
                    NullPointerException.class,
                    e -> new WireFinding(Category.NETWORK, UNREADABLE, AGAIN)))
        .or(
            () ->
                kind(
                    failure,
                    CancellationException.class,
                    e -> new WireFinding(Category.NETWORK, "the stream was dropped", AGAIN)))
        .orElseGet(() -> new WireFinding(Category.NETWORK, words(deepest(failure)), AGAIN));
  }

  private static <T> Optional<WireFinding> kind(
      Throwable failure, Class<T> kind, Function<T, WireFinding> read) {
    return CauseChain.find(failure, kind).map(read);
  }

  private static WireFinding connect(ConnectException e) {
    String words = words(e);
    return words.contains("timed out")
        ? new WireFinding(Category.TIMEOUT, words, CHECK_WAY)
        : new WireFinding(Category.NETWORK, words, CHECK_SERVER);
  }

  private static WireFinding certificate(CertificateException e) {
    return WireFinding.lasting(
        Category.NETWORK,
        "the server's certificate is not trusted: " + words(e),
        "check --endpoint-url, and whether a proxy reads the traffic");
  }

  private static WireFinding tls(SSLException e) {
    if (e instanceof NotSslRecordException) {
      return WireFinding.lasting(
          Category.NETWORK,
          "the server does not speak TLS",
          "give --endpoint-url with http://, or the server's TLS port");
    }
    return new WireFinding(
        Category.NETWORK,
        "TLS failed: " + words(e),
        "check that --endpoint-url is an https server that speaks HTTP/2");
  }

  private static Optional<WireFinding> sign(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String words = words(t).toLowerCase(Locale.ROOT);
      for (Sign sign : SIGNS) {
        if (words.contains(sign.words())) {
          return Optional.of(new WireFinding(sign.category(), sign.why(), sign.hint()));
        }
      }
    }
    return Optional.empty();
  }

  private static String host(UnknownHostException e) {
    String words = words(e);
    int end = words.indexOf(':');
    return end > 0 ? words.substring(0, end) : words;
  }

  private static Throwable deepest(Throwable failure) {
    Throwable t = failure;
    while (t.getCause() != null && t.getCause() != t) {
      t = t.getCause();
    }
    return t;
  }

  /** A failure's own words, without what the SDK puts around them. */
  static String words(Throwable failure) {
    if (failure instanceof AwsServiceException refusal) {
      return ServiceErrors.words(refusal);
    }
    return CauseChain.words(failure);
  }
}
