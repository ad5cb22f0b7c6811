package io.bidiclient.transport;

import java.util.function.Predicate;

/**
 * Another transport, whose server may send back the credentials that it was given: they are masked
 * here, before anything sees them. Words that were recognised pass as they are.
 */
public final class MaskingTransport implements Transport {
  private final Transport inner;
  private final Secrets secrets;
  private final Predicate<String> isTranscript;

  /**
   * Masks what comes over a transport, which it owns.
   *
   * @param isTranscript whether a message is recognised text, whatever may be in it
   */
  public MaskingTransport(Transport inner, Secrets secrets, Predicate<String> isTranscript) {
    this.inner = inner;
    this.secrets = secrets;
    this.isTranscript = isTranscript;
  }

  @Override
  public Connection connect(Listener listener) {
    return inner.connect(new Masking(listener));
  }

  @Override
  public String target() {
    return inner.target();
  }

  @Override
  public void close() {
    inner.close();
  }

  /** The failure with stars in its words; what led to it goes where that has a secret in it. */
  static TransportException masked(TransportException failure, Secrets secrets) {
    Predicate<Throwable> shows =
        t -> t.getMessage() != null && !secrets.masked(t.getMessage()).equals(t.getMessage());
    return CauseChain.any(failure, shows)
        ? failure.inOtherWords(secrets.masked(failure.getMessage()))
        : failure;
  }

  /** A listener of what was masked. */
  private final class Masking implements Listener {
    private final Listener listener;

    Masking(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void opened() {
      listener.opened();
    }

    @Override
    public void received(String message) {
      boolean suspect = message.contains("error") || secrets.holdsOneOf(message);
      listener.received(suspect && !isTranscript.test(message) ? secrets.masked(message) : message);
    }

    @Override
    public void closed(CloseReason reason) {
      listener.closed(
          reason instanceof CloseReason.Failed failed
              ? new CloseReason.Failed(masked(failed.cause(), secrets))
              : reason);
    }
  }
}
