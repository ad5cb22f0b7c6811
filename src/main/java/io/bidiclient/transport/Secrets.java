package io.bidiclient.transport;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What no message, log, recording or page may show, though a server may send it back: the values
 * that a run holds, and whatever has the form of a credential. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750, bearer tokens</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617, basic authentication</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">signed
 *     URLs of AWS</a>
 */
public final class Secrets {
  /** No values: the forms alone. */
  public static final Secrets NONE = new Secrets(List.of());

  private static final String SHOWN = "***";

  /** A shorter value is found in any text. */
  private static final int SHORTEST = 4;

  /** What stands before a credential is kept; a word of a sentence behind "bearer" is none. */
  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile(
              "(?i)(\\bbearer\\s+|\\bbasic\\s+)(?=\\S*(?:\\d|(?-i:[a-z][A-Z])))[\\w.~+/=-]{6,}"),
          Pattern.compile("(?i)(x-amz-security-token[\"']?\\s*[:=]\\s*[\"']?)[^\\s&\"',;\\\\]+"),
          Pattern.compile(
              "(?i)((?:[?&]|&amp;)(?:x-amz-signature|signature|sig|[\\w-]*token|api[_-]?key|key"
                  + "|password|secret)=)[^\\s&\"'\\\\#]+"),
          Pattern.compile("(?i)(\\bsignature=)[0-9a-f]{32,}"),
          Pattern.compile("(://)[^/?#\\s@\"'\\\\]+(?=@)"),
          Pattern.compile("()\\b(?:sk|hf)[-_][\\w-]{16,}"));

  private final List<String> values;

  private Secrets(List<String> values) {
    this.values = values;
  }

  /** These values; what is too short to be told from a word is left out. */
  public static Secrets of(Stream<String> values) {
    return new Secrets(
        values
            .map(String::strip)
            .filter(value -> value.length() >= SHORTEST)
            .distinct()
            // A value may be the beginning of another one.
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  /** The login and the parameters of a URL, as they are written in it. */
  public static Stream<String> in(URI url) {
    Stream<String> login = Optional.ofNullable(url.getRawUserInfo()).stream();
    Stream<String> parameters =
        Optional.ofNullable(url.getRawQuery()).stream()
            .flatMap(query -> Stream.of(query.split("&")))
            .map(parameter -> parameter.substring(parameter.indexOf('=') + 1));
    return Stream.concat(
        login.flatMap(l -> Stream.of(l, l.substring(l.indexOf(':') + 1))), parameters);
  }

  /** Whether one of the values is in a text. */
  boolean holdsOneOf(String text) {
    return values.stream().anyMatch(text::contains);
  }

  /** The text with stars in place of each secret. */
  public String masked(String text) {
    String masked = text;
    for (String value : values) {
      masked = masked.replace(value, SHOWN);
    }
    for (Pattern form : FORMS) {
      masked = form.matcher(masked).replaceAll("$1" + SHOWN);
    }
    return masked;
  }
}
