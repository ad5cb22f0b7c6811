package software.amazon.eventstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Our decoder against the library's own. */
class MessageDecoderTest {
  private static final int SMALL = 64 << 10;

  private final Random random = new Random(56);

  @Test
  void messagesInPiecesOfAnyLengthAreThoseThatTheLibraryReads() throws Exception {
    for (int round = 0; round < 20; round++) {
      byte[] stream = messages(30);
      MessageDecoder ours = new MessageDecoder();
      try (URLClassLoader alone = new LibraryAlone()) {
        Class<?> type = Class.forName(MessageDecoder.class.getName(), true, alone);
        Constructor<?> maker = type.getDeclaredConstructor();
        Object theirs = maker.newInstance();
        for (int at = 0; at < stream.length; ) {
          int next = Math.min(stream.length, at + 1 + random.nextInt(1 << random.nextInt(18)));
          byte[] piece = Arrays.copyOfRange(stream, at, next);
          ours.feed(piece);
          type.getMethod("feed", byte[].class).invoke(theirs, (Object) piece);
          List<?> expected = (List<?>) type.getMethod("getDecodedMessages").invoke(theirs);
          assertEquals(expected.toString(), ours.getDecodedMessages().toString());
          at = next;
        }
      }
    }
  }

  @Test
  void aStreamOfSmallMessagesKeepsLittleAndALargeOneIsNotKept() {
    List<Message> heard = new ArrayList<>();
    MessageDecoder decoder = new MessageDecoder(heard::add);
    assertTrue(decoder.currentBufferSize() < SMALL, decoder.currentBufferSize() + " bytes");
    byte[] large = bytes(message(3 << 20));
    decoder.feed(large, 0, large.length - 1);
    assertTrue(decoder.currentBufferSize() >= large.length);
    assertEquals(0, heard.size());
    decoder.feed(large, large.length - 1, 1);
    assertEquals(1, heard.size());
    assertTrue(decoder.currentBufferSize() < SMALL, decoder.currentBufferSize() + " bytes");
    assertThrows(IllegalStateException.class, decoder::getDecodedMessages);
  }

  @Test
  void aWrongChecksumIsRefused() {
    byte[] prelude = bytes(message(10));
    prelude[9] ^= 1;
    assertThrows(IllegalArgumentException.class, () -> new MessageDecoder().feed(prelude));
    byte[] payload = bytes(message(10));
    payload[payload.length - 6] ^= 1;
    assertThrows(IllegalArgumentException.class, () -> new MessageDecoder().feed(payload));
  }

  private byte[] messages(int count) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      all.writeBytes(bytes(message(random.nextInt(1 << random.nextInt(17)))));
    }
    return all.toByteArray();
  }

  private Message message(int length) {
    byte[] payload = new byte[length];
    random.nextBytes(payload);
    return new Message(
        Map.of(
            ":event-type", HeaderValue.fromString("PayloadPart"),
            "number", HeaderValue.fromInteger(random.nextInt())),
        payload);
  }

  private static byte[] bytes(Message message) {
    return message.toByteBuffer().array();
  }

  /** Takes the room from the library's jar: on our class path ours is in front. */
  private static final class LibraryAlone extends URLClassLoader {
    LibraryAlone() {
      super(
          new URL[] {Message.class.getProtectionDomain().getCodeSource().getLocation()},
          MessageDecoderTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (!name.startsWith("software.amazon.eventstream.")) {
          return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }
}
