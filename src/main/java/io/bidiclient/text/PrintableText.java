package io.bidiclient.text;

import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes text that others wrote (servers, file names, exceptions) safe to show. The one place that
 * decides what a terminal or the log of a build may be sent. Stateless.
 *
 * <p>What a person reads shows what was there: a control character stands as its escape, such as
 * {@code \}{@code u001b}. A transcript is data: there a control character becomes the replacement
 * character, a carriage return aside, and all else stays. Half of a surrogate pair is the
 * replacement character in both.
 *
 * @see <a
 *     href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands">
 *     Workflow commands for GitHub Actions</a>
 * @see <a href="https://www.unicode.org/reports/tr9/">Unicode Standard Annex #9</a>, for the
 *     characters that change the direction of text
 */
public final class PrintableText {
  private static final int REPLACEMENT = 0xfffd;

  /** Begins a command where the log of a build is read, at the start of a line. */
  private static final String COMMAND = "::";

  /** Begins a command in its older form, and on Azure, anywhere in a line: not a row of signs. */
  private static final Pattern OLD_COMMAND = Pattern.compile("##(?=[\\[A-Za-z])");

  private PrintableText() {}

  /** One line for a person; ends of lines within it are escaped. */
  public static String line(String text) {
    String shown =
        OLD_COMMAND
            .matcher(escapeAll(text))
            .replaceAll(Matcher.quoteReplacement("#" + escape('#')));
    int start = shown.length() - shown.stripLeading().length();
    return shown.startsWith(COMMAND, start)
        ? shown.substring(0, start) + escape(':') + shown.substring(start + 1)
        : shown;
  }

  /** Lines for a person, each of them safe by itself; their ends stay as they are. */
  public static String lines(String text) {
    StringBuilder safe = new StringBuilder();
    int from = 0;
    for (int feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', from)) {
      int end = feed > from && text.charAt(feed - 1) == '\r' ? feed - 1 : feed;
      safe.append(line(text.substring(from, end))).append(text, end, feed + 1);
      from = feed + 1;
    }
    return safe.append(line(text.substring(from))).toString();
  }

  /**
   * Text of a transcript, without control characters other than line feed and tab. A carriage
   * return takes a terminal back over what it has printed: it goes from the end of a line, and is a
   * space elsewhere.
   */
  public static String transcript(String text) {
    String fed = text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', ' ');
    return replace(fed, c -> Character.isISOControl(c) && c != '\n' && c != '\t');
  }

  /** Text without halves of surrogate pairs, which UTF-8 cannot hold. */
  public static String wellFormed(String text) {
    return replace(text, c -> false);
  }

  private static String replace(String text, IntPredicate unwanted) {
    IntPredicate replaced = unwanted.or(PrintableText::isHalf);
    if (text.codePoints().noneMatch(replaced)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().map(c -> replaced.test(c) ? REPLACEMENT : c).forEach(safe::appendCodePoint);
    return safe.toString();
  }

  private static String escapeAll(String text) {
    String whole = wellFormed(text);
    if (whole.codePoints().noneMatch(PrintableText::isEscaped)) {
      return whole;
    }
    StringBuilder shown = new StringBuilder(whole.length());
    whole
        .codePoints()
        .forEach(
            c -> {
              if (isEscaped(c)) {
                shown.append(escape(c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }

  private static String escape(int c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      default -> String.format("\\u%04x", c);
    };
  }

  /**
   * Controls but for the tab, ends of lines, and what turns the direction of the text around it.
   */
  private static boolean isEscaped(int c) {
    return (Character.isISOControl(c) && c != '\t')
        || c == 0x2028
        || c == 0x2029
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }

  private static boolean isHalf(int c) {
    return Character.getType(c) == Character.SURROGATE;
  }
}
