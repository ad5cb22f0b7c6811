package io.bidiclient.terminal;

import java.util.Map;

/** When to use colour. */
public enum ColorMode {
  /** On a terminal, unless its environment says otherwise. */
  AUTO,
  ALWAYS,
  NEVER;

  /**
   * Whether to use it on a stream.
   *
   * @param terminal whether the stream leads to one
   * @see <a href="https://no-color.org">no-color.org</a>
   */
  public boolean on(boolean terminal, Map<String, String> environment) {
    return switch (this) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          terminal
              && environment.getOrDefault("NO_COLOR", "").isEmpty()
              && !Tty.isDumb(environment);
    };
  }
}
