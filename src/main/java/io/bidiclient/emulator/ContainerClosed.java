package io.bidiclient.emulator;

/** The container closed its WebSocket by itself; the message says why. */
final class ContainerClosed extends Exception {
  ContainerClosed(String message) {
    super(message);
  }

  ContainerClosed(String message, Throwable cause) {
    super(message, cause);
  }
}
