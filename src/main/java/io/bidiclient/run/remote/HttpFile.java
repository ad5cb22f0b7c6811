package io.bidiclient.run.remote;

import io.bidiclient.run.remote.RemoteFailure.Kind;
import io.bidiclient.transport.HttpAnswer;
import io.bidiclient.transport.RetryAfter;
import io.bidiclient.transport.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file on an HTTP server. A login in its URL is shown to that server and to no other that it
 * redirects to; nothing of it and of the URL's query is in any message.
 *
 * @param url where it is
 * @param link the way there
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14">RFC 9110 section 14, Range
 *     Requests</a>
 */
record HttpFile(URI url, HttpLink link) implements RemoteFile {
  private static final int MOST_REDIRECTS = 10;
  private static final int MOST_WORDS = 4_096;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Pattern PLACES = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

  @Override
  public Part open(long from, Optional<String> version) throws RemoteFailure, InterruptedException {
    URI at = url;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpResponse<InputStream> answer = link.get(withoutLogin(at), headers(at, from, version));
      if (!REDIRECTS.contains(answer.statusCode())) {
        return part(answer, from);
      }
      at = next(at, answer);
    }
    throw new RemoteFailure(
        Kind.LASTING, "it redirects more than " + MOST_REDIRECTS + " times", "check the URL");
  }

  private Map<String, String> headers(URI at, long from, Optional<String> version) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept", "*/*");
    headers.put("User-Agent", "bidi-client");
    if (url.getUserInfo() != null && origin(at).equals(origin(url))) {
      byte[] login = url.getUserInfo().getBytes(StandardCharsets.UTF_8);
      headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
    }
    if (from > 0) {
      headers.put("Range", "bytes=" + from + "-");
      version.filter(mark -> !mark.startsWith("W/")).ifPresent(m -> headers.put("If-Range", m));
    }
    return headers;
  }

  private Part part(HttpResponse<InputStream> answer, long from) throws RemoteFailure {
    Optional<String> version =
        answer.headers().firstValue("ETag").or(() -> answer.headers().firstValue("Last-Modified"));
    if (answer.statusCode() == 206) {
      String places = answer.headers().firstValue("Content-Range").orElse("");
      Matcher found = PLACES.matcher(places);
      if (found.matches()) {
        return new Part(
            answer.body(), Long.parseLong(found.group(1)), number(found.group(2)), version);
      }
    }
    if (answer.statusCode() == 200) {
      OptionalLong length = answer.headers().firstValueAsLong("Content-Length");
      return new Part(answer.body(), 0, length, version);
    }
    if (answer.statusCode() == 416 && from > 0) {
      close(answer);
      throw new RemoteFailure(
          Kind.LASTING, "it became shorter on the server while it was read", "start again");
    }
    throw refusal(answer).after(RetryAfter.in(answer.headers()::firstValue));
  }

  private static OptionalLong number(String text) {
    return text.equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
  }

  private RemoteFailure refusal(HttpResponse<InputStream> answer) {
    int status = answer.statusCode();
    HttpAnswer told =
        HttpAnswer.of(
            status, answer.headers().firstValue("Content-Type"), text(answer), Optional.empty());
    String words = Secrets.of(Secrets.in(url)).masked(told.told());
    Kind kind = status == 408 || status == 429 || status >= 500 ? Kind.PASSING : Kind.LASTING;
    return switch (status) {
      case 404, 410 ->
          new RemoteFailure(
              kind, "the server has no such file (HTTP " + status + ")", "check the URL");
      case 401 ->
          new RemoteFailure(
              kind,
              "the server asks for a login (HTTP 401)",
              "put it into the URL, in a list of inputs: https://USER:PASSWORD@HOST/PATH");
      case 403 ->
          new RemoteFailure(
              kind, "the server refuses it: " + words, "get a fresh link, if it was a signed one");
      case 407 ->
          new RemoteFailure(
              kind,
              "the proxy asks for a login (HTTP 407)",
              "put it into the proxy's variable: http://USER:PASSWORD@HOST:PORT");
      default ->
          new RemoteFailure(
              kind, words, kind == Kind.PASSING ? "try again later" : "check the URL");
    };
  }

  private static String text(HttpResponse<InputStream> answer) {
    try (InputStream body = answer.body()) {
      return new String(body.readNBytes(MOST_WORDS), StandardCharsets.UTF_8);
    } catch (IOException e) {
      // The status says enough.
      return "";
    }
  }

  /** Where a redirect leads. */
  private static URI next(URI at, HttpResponse<InputStream> answer) throws RemoteFailure {
    close(answer);
    URI next =
        answer
            .headers()
            .firstValue("Location")
            .filter(location -> !location.isEmpty())
            .flatMap(location -> target(at, location))
            .orElseThrow(
                () ->
                    new RemoteFailure(
                        Kind.LASTING,
                        "it redirects to something that is not a URL",
                        "check the URL"));
    boolean secure = next.getScheme().equalsIgnoreCase("https");
    if (at.getScheme().equalsIgnoreCase("https") && !secure) {
      throw new RemoteFailure(
          Kind.LASTING,
          "it redirects from https to " + new RemoteName(next).shown() + ", which is not secure",
          "if you trust that network, name that URL itself");
    }
    if (!secure && !next.getScheme().equalsIgnoreCase("http")) {
      throw new RemoteFailure(
          Kind.LASTING, "it redirects to " + next.getScheme() + "://", "check the URL");
    }
    return next;
  }

  private static Optional<URI> target(URI at, String location) {
    try {
      return RemoteName.parsed(at.resolve(location).toString()).map(RemoteName::url);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void close(HttpResponse<InputStream> answer) {
    try {
      answer.body().close();
    } catch (IOException e) {
      throw new IllegalStateException("closing an answer does nothing that fails", e);
    }
  }

  private static URI withoutLogin(URI url) {
    String text = url.toString();
    return url.getRawUserInfo() == null ? url : URI.create(text.replaceFirst("(?<=://)[^/]*@", ""));
  }

  private static String origin(URI url) {
    int usual = url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    int port = url.getPort() < 0 ? usual : url.getPort();
    return (url.getScheme() + "://" + url.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
  }
}
