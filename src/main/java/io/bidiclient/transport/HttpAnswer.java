package io.bidiclient.transport;

import io.bidiclient.transport.TransportException.Category;
import java.util.Optional;

/**
 * An HTTP answer where a stream was asked for. What a status means is decided here for both
 * transports; the page on faults holds the table.
 *
 * @param status the status code (RFC 9110 section 15)
 * @param type the content type without its parameters; empty where none was given
 * @param words the first words of the body as a person reads them; may be empty
 * @param location where a redirect leads
 */
public record HttpAnswer(int status, String type, String words, Optional<String> location) {
  private static final int LONGEST = 200;

  /**
   * An answer whose body is read as text, and HTML without its markup. What looks like a credential
   * is masked, for a server may send back what it was sent.
   */
  public static HttpAnswer of(
      int status, Optional<String> type, String body, Optional<String> location) {
    String mediaType = type.orElse("").replaceFirst(";.*", "").strip();
    String text = mediaType.contains("html") || mediaType.contains("xml") ? unmarked(body) : body;
    return new HttpAnswer(
        status,
        mediaType,
        shortened(Secrets.NONE.masked(text)),
        location.map(Secrets.NONE::masked));
  }

  /** What kind of failure a status is. */
  public static Category category(int status) {
    return switch (status) {
      case 401, 403 -> Category.AUTH;
      case 407, 408, 502, 504 -> Category.NETWORK;
      case 429 -> Category.THROTTLED;
      case 424 -> Category.REMOTE;
      case 426, 464 -> Category.PROTOCOL;
      default -> status >= 500 ? Category.REMOTE : Category.ENDPOINT;
    };
  }

  /** The kind of failure that this answer is. */
  public Category category() {
    return category(status);
  }

  /** Who answered what: "the server answered HTTP 302 text/html to https://…: Sign in". */
  public String told() {
    StringBuilder told = new StringBuilder("the server answered HTTP ").append(status);
    if (!type.isEmpty()) {
      told.append(' ').append(type);
    }
    location.ifPresent(to -> told.append(" to ").append(shortened(to)));
    if (!words.isEmpty()) {
      told.append(": ").append(words);
    }
    return told.toString();
  }

  /** A text on one line, cut where it grows long. */
  public static String shortened(String text) {
    String line = text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    if (line.length() <= LONGEST) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return line.substring(0, end) + "\u2026";
  }

  private static String unmarked(String html) {
    return html.replaceAll("(?is)<(script|style|head)\\b.*?(</\\1>|$)", " ")
        .replaceAll("(?s)<[^>]*(>|$)", " ");
  }
}
