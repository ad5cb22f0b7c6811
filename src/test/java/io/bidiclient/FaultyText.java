package io.bidiclient;

import io.bidiclient.emulator.config.Fault;
import java.util.regex.Pattern;

/** What a client is to print of a text that a fault has bent. */
final class FaultyText {
  private FaultyText() {}

  /** A pattern of all of standard output, where the text on the wire was made from this one. */
  static Pattern of(Fault fault, String text) {
    String printed = Pattern.quote(text.strip());
    String bent =
        switch (fault) {
          // Control characters are replaced or escaped, the rest of them is text.
          case ESCAPES -> after(printed, "[^\\p{Cc}]*title[^\\p{Cc}]*forged[^\\p{Cc}]*");
          case SPLIT_SURROGATES -> after(printed, "\ud83d\ude00");
          case LONE_SURROGATES -> after(printed, "\ufffd");
          case ENDLESS_TEXT -> printed + "( MORE)+";
          default -> printed;
        };
    return Pattern.compile(bent + "\n");
  }

  private static String after(String quoted, String addition) {
    return quoted.replace("A", "A\\E" + addition + "\\Q");
  }
}
