package io.bidiclient.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens a TCP connection through a proxy, for a look at the way: the clients have their own. */
public final class ProxyTunnel {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.\\d (\\d{3}[^\\r\\n]*)");
  private static final int LONGEST_HEAD = 16 * 1024;

  private ProxyTunnel() {}

  /**
   * Asks a proxy for a tunnel (RFC 9110 section 9.3.6). Blocks.
   *
   * @param address the proxy's
   * @param target HOST:PORT as the proxy is to look it up
   * @param limitMillis the longest wait, for the connection and for each read
   * @throws ProxyRefusal where the proxy answers with something else
   */
  public static Socket open(HttpProxy proxy, InetAddress address, String target, int limitMillis)
      throws IOException, ProxyRefusal {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(address, proxy.port()), limitMillis);
      socket.setSoTimeout(limitMillis);
      String login =
          proxy.login().map(l -> "Proxy-Authorization: " + l.header() + "\r\n").orElse("");
      String request =
          "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n" + login + "\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      Matcher status = STATUS.matcher(head(socket.getInputStream()));
      if (!status.lookingAt()) {
        throw new IOException("the proxy of " + proxy.source() + " does not speak HTTP");
      }
      if (!status.group(1).startsWith("2")) {
        throw new ProxyRefusal(proxy, status.group(1).strip());
      }
      return socket;
    } catch (IOException | ProxyRefusal e) {
      socket.close();
      throw e;
    }
  }

  /** What comes up to the empty line, and not a byte more: the rest is the server's. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0 && head.length() < LONGEST_HEAD) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the proxy closed the connection");
      }
      head.append((char) next);
    }
    return head.toString();
  }
}
