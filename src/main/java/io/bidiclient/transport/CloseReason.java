package io.bidiclient.transport;

/**
 * Why a connection ended. That the server ended it in good order is no proof of a whole answer:
 * only the protocol above can tell.
 */
public sealed interface CloseReason {
  /** The stream ended without an error. */
  record Ended() implements CloseReason {}

  /** The stream broke, or never came to be. */
  record Failed(TransportException cause) implements CloseReason {}
}
