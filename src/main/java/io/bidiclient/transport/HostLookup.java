package io.bidiclient.transport;

import io.bidiclient.transport.TransportException.Category;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks the system for a host's address before a client does: the clients tell badly of a host that
 * is unknown, or ask where a slow answer stops every stream. The answer is in Java's cache then.
 * Safe for use from many threads; blocks.
 */
public final class HostLookup {
  private final Set<String> found = ConcurrentHashMap.newKeySet();

  /** A host has no address. */
  public static final class Failure extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean lasting;

    private Failure(String host, boolean lasting, UnknownHostException cause) {
      super("the host " + host + " is unknown", cause);
      this.lasting = lasting;
    }

    /** What to tell of it. */
    public TransportException describe(String what, String hint) {
      String message = what + ": " + getMessage();
      return lasting
          ? TransportException.lasting(Category.NETWORK, message, hint, this)
          : new TransportException(Category.NETWORK, message, hint, this);
    }
  }

  /**
   * Looks a host up.
   *
   * @throws Failure which is lasting unless the host was found before, or the name server could not
   *     be asked
   */
  public void check(String host) throws Failure {
    try {
      var unused = InetAddress.getByName(host);
      found.add(host);
    } catch (UnknownHostException e) {
      boolean passing = String.valueOf(e.getMessage()).contains("Temporary failure");
      throw new Failure(host, !passing && !found.contains(host), e);
    }
  }
}
