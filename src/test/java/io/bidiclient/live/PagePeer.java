package io.bidiclient.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A page without a browser: what the page's scripts say and hear, over the JDK's WebSocket. */
public final class PagePeer implements WebSocket.Listener {
  private static final long PATIENCE = 30;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private final List<Long> numbers = new ArrayList<>();
  private final StringBuilder words = new StringBuilder();
  private WebSocket socket;

  private PagePeer() {}

  /** Opens the WebSocket of the page at the printed address, as that page would. */
  public static PagePeer open(String url) throws Exception {
    return open(url, PageFront.SOCKET);
  }

  /** The same for the page of those who read along. */
  public static PagePeer read(String url) throws Exception {
    return open(url, PageFront.WATCH);
  }

  private static PagePeer open(String url, String socket) throws Exception {
    URI page = URI.create(url);
    URI target = new URI("ws", page.getAuthority(), socket, page.getQuery(), null);
    PagePeer peer = new PagePeer();
    peer.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .header("Origin", "http://" + page.getAuthority())
            .buildAsync(target, peer)
            .get(PATIENCE, TimeUnit.SECONDS);
    return peer;
  }

  /** A new visit; what the server says to it. */
  public JsonNode hello() throws Exception {
    return hello("", -1);
  }

  /** A visit that goes on. */
  public JsonNode hello(String visit, long seen) throws Exception {
    say("{\"type\":\"hello\",\"visit\":\"" + visit + "\",\"seen\":" + seen + "}");
    return next(message -> !message.has("seq"));
  }

  /** Begins a recording of a microphone. */
  public PagePeer microphone(int recording, int rate) throws Exception {
    return say(
        "{\"type\":\"start\",\"recording\":"
            + recording
            + ",\"kind\":\"microphone\",\"rate\":"
            + rate
            + "}");
  }

  /** Begins a recording of a file. */
  public PagePeer file(int recording, String name) throws Exception {
    return say(
        "{\"type\":\"start\",\"recording\":"
            + recording
            + ",\"kind\":\"file\",\"name\":\""
            + name
            + "\"}");
  }

  /** Sends the bytes in frames, whatever the window. */
  public PagePeer audio(byte[] bytes) throws Exception {
    for (int from = 0; from < bytes.length; from += 7_000) {
      byte[] frame = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 7_000));
      socket.sendBinary(ByteBuffer.wrap(frame), true).get(PATIENCE, TimeUnit.SECONDS);
    }
    return this;
  }

  /** No byte follows. */
  public PagePeer stop() throws Exception {
    return say("{\"type\":\"stop\"}");
  }

  /** Says something. */
  public PagePeer say(String message) throws Exception {
    socket.sendText(message, true).get(PATIENCE, TimeUnit.SECONDS);
    return this;
  }

  /** Asks for a document. */
  public String export(String format) throws Exception {
    say("{\"type\":\"export\",\"format\":\"" + format + "\"}");
    return next(message -> message.path("type").asText().equals("document")).path("text").asText();
  }

  /** The next message of a type; what comes before it is read over. */
  public JsonNode next(String type) throws Exception {
    return next(message -> message.path("type").asText().equals(type));
  }

  /** The next message like this; what comes before it is read over. */
  public JsonNode next(Predicate<JsonNode> wanted) throws Exception {
    for (; ; ) {
      JsonNode message = messages.poll(PATIENCE, TimeUnit.SECONDS);
      assertTrue(message != null, "nothing came; the socket is closed: " + closed.isDone());
      if (message.has("seq")) {
        numbers.add(message.path("seq").asLong());
      }
      if (message.path("type").asText().equals("delta")) {
        words.append(message.path("text").asText());
      }
      if (wanted.test(message)) {
        return message;
      }
    }
  }

  /** The deltas that were read, joined. */
  public String words() {
    return words.toString();
  }

  /** Number of the last line that was read; they came one after the other. */
  public long seen() {
    for (int i = 1; i < numbers.size(); i++) {
      assertEquals(numbers.get(i - 1) + 1, numbers.get(i), "a line is missing: " + numbers);
    }
    return numbers.isEmpty() ? -1 : numbers.get(numbers.size() - 1);
  }

  /** Number of the first line that was read. */
  public long first() {
    return numbers.get(0);
  }

  /** Leaves as a page that is closed does. */
  public void leave() throws Exception {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(PATIENCE, TimeUnit.SECONDS);
  }

  /** Breaks the connection. */
  public void vanish() {
    socket.abort();
  }

  /** The code that the server closed it with. */
  public int closeCode() throws Exception {
    return closed.get(PATIENCE, TimeUnit.SECONDS);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      try {
        messages.add(JSON.readTree(text.toString()));
      } catch (IOException e) {
        closed.completeExceptionally(e);
      }
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String why) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closed.completeExceptionally(failure);
  }
}
