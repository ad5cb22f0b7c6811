package io.bidiclient.transport;

/** A way to a server that speaks text messages both ways. Safe for use from many threads. */
public interface Transport extends AutoCloseable {
  /** How many messages a listener is sent before it must ask for more. */
  int WINDOW = 256;

  /**
   * Opens a connection and returns at once; what becomes of it is told to the listener. Messages
   * may be sent straight away: they wait until the wire is there.
   */
  Connection connect(Listener listener);

  /** Where it leads, for messages to people: an endpoint's name or a URL without secrets. */
  String target();

  /** Ends every connection and gives back threads and sockets. */
  @Override
  void close();

  /**
   * Takes what comes from the server. Calls come one at a time, on the wire's own threads: an
   * implementation hands the message over and returns, it never blocks or throws.
   */
  interface Listener {
    /** The server took the connection. */
    void opened();

    /**
     * A whole message. No more than {@link Transport#WINDOW} come until {@link Connection#request}.
     */
    void received(String message);

    /** The last call: nothing comes after it, and it comes exactly once. */
    void closed(CloseReason reason);
  }
}
