package io.bidiclient.live;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.netty.util.NetUtil;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who may use the server: whoever has this run's token, by a name that leads here, from a page that
 * came from here. The token keeps other users of the machine out; the names keep out other sites'
 * pages, which a browser would let in under a name of theirs (DNS rebinding) or under ours.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-10.2">RFC 6455 section 10.2</a>
 */
final class Access {
  static final String PARAMETER = "token";

  private static final int TOKEN_BYTES = 24;

  private final String token = newToken();
  private final Set<String> names;
  private final boolean secure;

  /**
   * Access under a new token.
   *
   * @param names host names that lead here, besides {@code localhost} and every address
   * @param secure whether it is spoken to over TLS
   */
  Access(Set<String> names, boolean secure) {
    this.names = Set.copyOf(names);
    this.secure = secure;
  }

  /** What the person is given, as a part of the address. */
  String token() {
    return token;
  }

  /**
   * Why a request is refused; empty where it is not.
   *
   * @param cookie what the cookie with the token is called
   */
  Optional<String> refusal(HttpRequest request, String cookie) {
    Optional<String> host = host(request);
    if (host.filter(this::leadsHere).isEmpty()) {
      return Optional.of(
          "This name does not lead here: open the address that bidi-client printed, as it is.");
    }
    if (!hasToken(request) && !hasCookie(request, cookie)) {
      return Optional.of(
          "This page needs its token: open the address that bidi-client printed, as it is.");
    }
    return Optional.empty();
  }

  /** Whether the request comes from a page of this server; a browser always says where from. */
  boolean isFromOurPage(HttpRequest request) {
    String scheme = secure ? "https://" : "http://";
    String origin = request.headers().get(HttpHeaderNames.ORIGIN, "");
    return origin.equalsIgnoreCase(scheme + request.headers().get(HttpHeaderNames.HOST, ""));
  }

  /** Whether its address has the token. */
  boolean hasToken(HttpRequest request) {
    List<String> given =
        new QueryStringDecoder(request.uri()).parameters().getOrDefault(PARAMETER, List.of());
    return given.stream().anyMatch(this::isToken);
  }

  private boolean hasCookie(HttpRequest request, String name) {
    String header = request.headers().get(HttpHeaderNames.COOKIE, "");
    return ServerCookieDecoder.LAX.decodeAll(header).stream()
        .filter(cookie -> cookie.name().equals(name))
        .map(Cookie::value)
        .anyMatch(this::isToken);
  }

  /** Takes as long for a wrong one as for the right one. */
  private boolean isToken(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  /** An address cannot be made to lead elsewhere; a name can, so only known ones pass. */
  private boolean leadsHere(String host) {
    String bare = host.replaceAll("^\\[|\\]$", "");
    return NetUtil.isValidIpV4Address(bare)
        || NetUtil.isValidIpV6Address(bare)
        || host.equals("localhost")
        || names.stream().anyMatch(name -> matches(name, host));
  }

  /** A certificate's name may stand for all names one level below. */
  private static boolean matches(String name, String host) {
    String known = name.toLowerCase(Locale.ROOT);
    return known.startsWith("*.")
        ? host.indexOf('.') > 0 && host.substring(host.indexOf('.')).equals(known.substring(1))
        : known.equals(host);
  }

  private static Optional<String> host(HttpRequest request) {
    try {
      String header = request.headers().get(HttpHeaderNames.HOST, "");
      return Optional.ofNullable(new URI("http://" + header + "/").getHost())
          .map(host -> host.toLowerCase(Locale.ROOT));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
