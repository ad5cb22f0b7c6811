package io.bidiclient.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Opens an address that holds a secret in the person's browser. Arguments of a process are for
 * everybody to see, so the browser is given a file that only the person can read and that leads on
 * to the address; it is deleted at the end.
 */
final class Browser implements AutoCloseable {
  private final String url;
  private Optional<Path> file = Optional.empty();

  Browser(String url) {
    this.url = url;
  }

  /** Opens it; returns what a person should be told where that did not work. */
  Optional<String> open() {
    List<String> opener = new ArrayList<>(opener(System.getProperty("os.name")));
    try {
      // Java makes temporary files readable for their owner alone.
      Path page = Files.createTempFile("bidi-live-", ".html");
      file = Optional.of(page);
      Files.writeString(page, lead());
      opener.add(page.toUri().toString());
      new ProcessBuilder(opener)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "cannot open a browser: " + e.getMessage() + "; open the address above yourself");
    }
  }

  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      Files.deleteIfExists(file.get());
    }
  }

  /** The program of each desktop that opens what it is given with whatever is meant for it. */
  static List<String> opener(String system) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return List.of("open");
    }
    return name.startsWith("windows")
        ? List.of("rundll32", "url.dll,FileProtocolHandler")
        : List.of("xdg-open");
  }

  private String lead() {
    return "<!doctype html><meta charset=\"utf-8\"><title>bidi-client</title>"
        + "<meta http-equiv=\"refresh\" content=\"0;url="
        + url
        + "\"><a href=\""
        + url
        + "\">Open the live page</a>\n";
  }
}
