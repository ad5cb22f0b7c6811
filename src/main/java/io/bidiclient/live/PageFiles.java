package io.bidiclient.live;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page's files, which lie beside this class in the jar. */
final class PageFiles {
  /** The page of those who read along. */
  static final String READ = "/read";

  private static final Pattern NAME = Pattern.compile("/([a-z-]+)\\.(html|css|js|svg)");

  /** A line that stands for a part of a page; parts are not served by themselves. */
  private static final Pattern PART = Pattern.compile(" *<!-- include ([a-z]+\\.part) -->\n");

  private static final Map<String, String> PAGES = Map.of("/", "/page.html", READ, "/reader.html");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private PageFiles() {}

  /**
   * A file, all of which are text.
   *
   * @param type its media type
   */
  record Served(String type, String text) {}

  /** What a path names; empty where it names nothing. */
  static Optional<Served> at(String path) throws IOException {
    Matcher name = NAME.matcher(PAGES.getOrDefault(path, path));
    if (!name.matches()) {
      return Optional.empty();
    }
    Optional<String> text = text(name.group().substring(1));
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Served(TYPES.get(name.group(2)), whole(text.get())));
  }

  /** A page with the parts that it shares with another one. */
  private static String whole(String page) throws IOException {
    Matcher part = PART.matcher(page);
    StringBuilder whole = new StringBuilder();
    while (part.find()) {
      String shared = text(part.group(1)).orElseThrow();
      part.appendReplacement(whole, Matcher.quoteReplacement(shared));
    }
    return part.appendTail(whole).toString();
  }

  private static Optional<String> text(String file) throws IOException {
    try (InputStream in = PageFiles.class.getResourceAsStream(file)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
