package io.bidiclient.api;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Messages and hints in the words of this library: what comes from below speaks to a person at the
 * command line, whose options a program does not have.
 */
final class LibraryWords {
  /** An option with the article before it and the value behind it. */
  private static final Pattern OPTION =
      Pattern.compile(
          "(?:\\b(an?|the) )?(?<![\\w-])--([a-z][a-z0-9-]*)(?:[ =](?:[A-Z]{3,}|N)\\b)?");

  /** A part of a sentence that has an option in it. */
  private static final Pattern PART = Pattern.compile("[:;,] [^:;,]*(?<![\\w-])--[a-z].*$");

  private static final Map<String, String> WHOLE =
      Map.of(
          "headerless audio needs --raw, --rate and --channels",
          "headerless audio needs TranscriberInput.pcm16",
          "send smaller messages with --chunk-ms",
          "let the server take messages of 4 KiB",
          "check the longest session that the model allows, and set --max-session below it",
          "check the longest session that the model allows");

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("api-key", "apiKey of the WebSocketServer"),
          Map.entry("ca-file", "withCaFile"),
          Map.entry("connect-timeout", "Waits.connect"),
          Map.entry("done-timeout", "Waits.lastText"),
          Map.entry("endpoint", "the endpoint's name"),
          Map.entry("endpoint-url", "the endpointUrl"),
          Map.entry("first-delta-timeout", "Waits.firstText"),
          Map.entry("local", "ModelServer.emulator"),
          Map.entry("model", "withModel"),
          Map.entry("model-path", "the modelPath"),
          Map.entry("profile", "the profile"),
          Map.entry("raw", "TranscriberInput.pcm16"),
          Map.entry("region", "the region"),
          Map.entry("retries", "withRetries"),
          Map.entry("session-timeout", "Waits.session"),
          Map.entry("stall-timeout", "Waits.stall"),
          Map.entry("target-variant", "the targetVariant"),
          Map.entry("url", "the URL"));

  private LibraryWords() {}

  /** A hint in these words; empty where it is of no use to a program. */
  static String hint(String text) {
    String translated = translated(text);
    return OPTION.matcher(translated).find() ? "" : translated;
  }

  /** A message in these words, without a part that is of no use to a program. */
  static String message(String text) {
    String translated = PART.matcher(translated(text)).replaceFirst("");
    return translated.replaceAll("(?<![\\w-])--(?=[a-z])", "");
  }

  private static String translated(String text) {
    String whole = text;
    for (Map.Entry<String, String> sentence : WHOLE.entrySet()) {
      whole = whole.replace(sentence.getKey(), sentence.getValue());
    }
    return OPTION
        .matcher(whole)
        .replaceAll(
            found -> {
              String name = NAMES.get(found.group(2));
              if (name == null) {
                return Matcher.quoteReplacement(found.group());
              }
              return found.group(1) == null
                  ? name
                  : found.group(1) + " " + name.replaceFirst("^the ", "");
            });
  }
}
