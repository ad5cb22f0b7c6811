package io.bidiclient.transport.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A WebSocket server by hand, byte for byte (RFC 6455): one connection, a script to follow. */
public final class SocketServer implements AutoCloseable {
  /** What the server does with a connection. */
  public interface Script {
    void run(SocketServer server) throws IOException, InterruptedException;
  }

  /** A frame as it came, unmasked. */
  public record Frame(int opcode, boolean last, String text) {}

  public static final int TEXT = 1;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;
  private static final Pattern KEY = Pattern.compile("(?im)^sec-websocket-key: *(\\S+)");

  public final List<String> requests = new CopyOnWriteArrayList<>();
  public final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private volatile Socket socket;
  private DataInputStream in;
  private OutputStream out;

  public SocketServer(Script script) throws IOException {
    Thread thread = new Thread(() -> serve(script), "server");
    thread.setDaemon(true);
    thread.start();
  }

  public URI url() {
    return URI.create("ws://127.0.0.1:" + listening.getLocalPort() + "/v1/realtime?secret=1");
  }

  private void serve(Script script) {
    try {
      next();
      script.run(this);
    } catch (IOException | InterruptedException | RuntimeException e) {
      failures.add(e);
    }
  }

  /** Takes the next connection, and its request. */
  public void next() throws IOException {
    socket = listening.accept();
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    out = socket.getOutputStream();
    requests.add(head(in));
  }

  /** Reads another request on the same connection. */
  public void again() throws IOException {
    requests.add(head(in));
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the client is gone");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  public void accept() throws IOException {
    Matcher key = KEY.matcher(requests.get(requests.size() - 1));
    if (!key.find()) {
      throw new IOException("no key in " + requests.get(0));
    }
    String accept = key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest(accept.getBytes(UTF_8));
      raw(
          ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + "Sec-WebSocket-Accept: "
                  + Base64.getEncoder().encodeToString(hash)
                  + "\r\n\r\n")
              .getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }

  public void refuse(int status, String headers, String body) throws IOException {
    raw(
        ("HTTP/1.1 "
                + status
                + " No\r\n"
                + headers
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body)
            .getBytes(UTF_8));
  }

  public void raw(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  public void text(String message) throws IOException {
    frame(0x80 | TEXT, message.getBytes(UTF_8));
  }

  public void frame(int first, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    if (payload.length < 126) {
      frame.write(payload.length);
    } else {
      frame.write(127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) (((long) payload.length) >> shift));
      }
    }
    frame.writeBytes(payload);
    raw(frame.toByteArray());
  }

  public void close(int code, String reason) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(code >> 8);
    body.write(code);
    body.writeBytes(reason.getBytes(UTF_8));
    frame(0x80 | CLOSE, body.toByteArray());
  }

  public Frame read() throws IOException {
    int first = in.readUnsignedByte();
    long length = in.readUnsignedByte() & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes((int) length);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % 4];
    }
    return new Frame(first & 15, (first & 0x80) != 0, new String(payload, UTF_8));
  }

  /** The next text message, its fragments joined. */
  public String message() throws IOException {
    StringBuilder text = new StringBuilder();
    Frame frame = read();
    while (!frame.last()) {
      text.append(frame.text());
      frame = read();
    }
    return text.append(frame.text()).toString();
  }

  /** Waits for the client to drop the connection. */
  public void awaitEnd() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  public void drop() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    Optional<Socket> open = Optional.ofNullable(socket);
    if (open.isPresent()) {
      open.get().close();
    }
  }
}
