package io.bidiclient.run.remote;

import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.transport.s3.S3Address;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An input that is named by a URL.
 *
 * @param url where it is; may hold a login or a signature, so that it is never shown
 */
public record RemoteName(URI url) {
  private static final Pattern URL =
      Pattern.compile("([a-z][a-z0-9+.-]+)://.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** Whether an input is written as a URL, of whatever kind. */
  public static boolean isUrl(String input) {
    return URL.matcher(input).matches();
  }

  /** The name of an object in S3. */
  public static RemoteName of(S3Address object) {
    return new RemoteName(object.url());
  }

  /** The object in S3 that it names; empty where it names something else. */
  public Optional<S3Address> object() {
    return url.getScheme().equals("s3") ? Optional.of(S3Address.of(url)) : Optional.empty();
  }

  /** What is wrong with an input that {@link #isUrl}; empty where it can be asked for. */
  public static Optional<Problem> problem(String input) {
    String scheme = input.substring(0, input.indexOf(':')).toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "http", "https" ->
          parsed(input).isPresent()
              ? Optional.empty()
              : refused("an input is not a URL: " + shown(input), "write it as https://HOST/PATH");
      case "s3" ->
          parsed(input).isPresent()
              ? Optional.empty()
              : refused("an input is not an object in S3: " + input, "write it as s3://BUCKET/KEY");
      case "file" ->
          refused("cannot read " + input + ": a file is named by its path", "leave file:// out");
      case "ws", "wss" ->
          refused(
              "cannot read " + shown(input) + ": that is a server, not audio",
              "name it with --url, and the audio as INPUT");
      default ->
          refused(
              "cannot read " + shown(input) + ": " + scheme + ":// is not known here",
              "use a program that does, with a pipe: PROGRAM | bidi-client -");
    };
  }

  private static Optional<Problem> refused(String message, String hint) {
    return Optional.of(new Problem(ExitCode.INPUT, message, hint));
  }

  /** The input of that URL; empty where it is none that can be asked for. */
  public static Optional<RemoteName> parsed(String input) {
    if (input.startsWith("s3://")) {
      return S3Address.parsed(input).filter(object -> !object.isPrefix()).map(RemoteName::of);
    }
    try {
      URI url = new URI(input);
      boolean port = url.getPort() != 0 && url.getPort() <= 65_535;
      return url.getHost() == null || !port
          ? Optional.empty()
          : Optional.of(new RemoteName(new URI(url.toASCIIString())));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** What messages call it: without the login and without the query, where signatures are. */
  public String shown() {
    return object().map(S3Address::toString).orElseGet(() -> shown(url.toString()));
  }

  /** A URL without its login and its query. */
  public static String shown(String input) {
    int authority = input.indexOf("://") + 3;
    String rest = input.substring(authority).replaceFirst("(?s)[?#].*", "");
    int path = rest.indexOf('/') < 0 ? rest.length() : rest.indexOf('/');
    return input.substring(0, authority) + rest.substring(rest.lastIndexOf('@', path - 1) + 1);
  }

  /** What its files in an output folder are called, without the extension. */
  public Path stem() {
    String path = Optional.ofNullable(url.getPath()).orElse("");
    String last = path.replaceFirst("/+$", "").replaceFirst("(?s).*/", "");
    String stem = last.replaceFirst("(?<=.)\\.[^.]*$", "");
    String safe = stem.replaceAll("[^\\p{L}\\p{M}\\p{N}._ -]+", "-").replaceFirst("^[. ]+", "");
    return Path.of(safe.isBlank() ? url.getHost().replaceAll("[^\\p{L}\\p{N}.-]+", "-") : safe);
  }

  /** Without what must not be shown. */
  @Override
  public String toString() {
    return shown();
  }
}
