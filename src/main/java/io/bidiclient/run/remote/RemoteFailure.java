package io.bidiclient.run.remote;

import io.bidiclient.audio.InputFailure;
import io.bidiclient.transport.CauseChain;
import java.net.ConnectException;
import java.time.Duration;

/** A server did not give what it was asked for. */
public final class RemoteFailure extends InputFailure {
  private static final long serialVersionUID = 1L;

  /** Whether another attempt may do better. */
  private final Kind kind;

  /** How long the server asks to be left alone. */
  private Duration after = Duration.ZERO;

  /** What becomes of it when the same is asked again. */
  public enum Kind {
    /** The same. */
    LASTING,
    /** The server was not reached: worth another attempt only if it was reached before. */
    UNREACHED,
    /** It may be over by then. */
    PASSING
  }

  /**
   * A failure.
   *
   * @param why what is wrong, in words that go behind "cannot read NAME: "
   * @param hint one thing to do
   */
  public RemoteFailure(Kind kind, String why, String hint, Throwable cause) {
    super(why, hint, cause);
    this.kind = kind;
  }

  /** A failure without another one behind it. */
  public RemoteFailure(Kind kind, String why, String hint) {
    this(kind, why, hint, null);
  }

  /** This, of a server that asks to be left alone for a while. */
  RemoteFailure after(Duration wait) {
    after = wait;
    return this;
  }

  /** How long the server asks to be left alone; nothing where it does not say. */
  Duration after() {
    return after;
  }

  /** What becomes of it when the same is asked again. */
  public Kind kind() {
    return kind;
  }

  /** A failure in words, without the insides of Java's client. */
  static String words(Throwable failure) {
    String words = CauseChain.words(failure);
    if (words.contains("bytes received") || words.contains("EOF") || words.contains("chunked")) {
      return "it ended early";
    }
    return failure instanceof ConnectException && failure.getMessage() == null
        ? "the connection was refused"
        : words;
  }
}
