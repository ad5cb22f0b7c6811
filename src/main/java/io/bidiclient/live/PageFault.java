package io.bidiclient.live;

/** A page, or what pretends to be one, that does not keep to what was agreed on. */
final class PageFault extends Exception {
  PageFault(String message) {
    super(message);
  }

  PageFault(String message, Throwable cause) {
    super(message, cause);
  }
}
