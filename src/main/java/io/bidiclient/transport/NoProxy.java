package io.bidiclient.transport;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The hosts that are reached without a proxy, as curl reads {@code no_proxy}: names and all below
 * them, with or without a dot in front; addresses; networks as {@code 10.0.0.0/8}; {@code *} for
 * all. Separated by commas or spaces. A port behind a name is passed over.
 */
final class NoProxy {
  private final List<String> entries;

  NoProxy(String value) {
    entries =
        Stream.of(value.split("[,\\s]+", -1))
            .map(entry -> plain(entry.replaceFirst("^\\*?\\.", "")))
            .filter(entry -> !entry.isEmpty())
            .toList();
  }

  /** Whether a host, as {@link #plain} gives it, is one of them. */
  boolean covers(String host) {
    Optional<InetAddress> address = address(host);
    return entries.stream()
        .anyMatch(
            entry ->
                entry.equals("*")
                    || address.map(a -> holds(entry, a)).orElseGet(() -> isBelow(host, entry)));
  }

  /** A host without brackets, port or final dot, in lower case. */
  static String plain(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.startsWith("[")) {
      return name.replaceFirst("^\\[", "").replaceFirst("](:\\d+)?", "");
    }
    boolean port = name.indexOf(':') == name.lastIndexOf(':');
    return (port ? name.replaceFirst(":\\d+$", "") : name).replaceFirst("\\.$", "");
  }

  /** Whether it is this machine. */
  static boolean isLoopback(String host) {
    return host.equals("localhost")
        || address(host).map(InetAddress::isLoopbackAddress).orElse(false);
  }

  private static boolean isBelow(String host, String name) {
    return host.equals(name) || host.endsWith("." + name);
  }

  private static boolean holds(String entry, InetAddress address) {
    String[] parts = entry.split("/", 2);
    Optional<InetAddress> network = address(parts[0]);
    byte[] bytes = address.getAddress();
    if (network.isEmpty() || network.get().getAddress().length != bytes.length) {
      return false;
    }
    int size = bytes.length * 8;
    int bits = parts.length == 1 ? size : bits(parts[1], size);
    if (bits < 0) {
      return false;
    }
    BigInteger ours = new BigInteger(1, bytes).shiftRight(size - bits);
    return ours.equals(new BigInteger(1, network.get().getAddress()).shiftRight(size - bits));
  }

  /** The length of a network's prefix; negative where it is none. */
  private static int bits(String text, int most) {
    int bits = text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
    return bits <= most ? bits : -1;
  }

  /** An address in figures; no name is looked up. */
  private static Optional<InetAddress> address(String host) {
    if (!host.matches("\\d+(\\.\\d+){3}") && !host.matches("[0-9a-f:.]*:[0-9a-f:.]*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
