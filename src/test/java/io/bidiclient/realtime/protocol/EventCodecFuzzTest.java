package io.bidiclient.realtime.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever a server or a client sends, the codec answers with an event or its own exception. */
class EventCodecFuzzTest {
  private static final String DONE =
      "{\"type\":\"transcription.done\",\"text\":\"a\\u00e9\",\"usage\":{\"prompt_tokens\":39,"
          + "\"completion_tokens\":1e3},\"segments\":[{\"x\":[1,{}]}]}";

  @Property(tries = 5_000)
  void anyTextIsAnEventOrRefused(@ForAll String text) {
    decode(text);
  }

  @Property(tries = 5_000)
  void aDamagedEventIsAnEventOrRefused(
      @ForAll @IntRange(max = 150) int at, @ForAll char replacement) {
    int place = at % DONE.length();
    decode(DONE.substring(0, place) + replacement + DONE.substring(place + 1));
    decode(DONE.substring(0, place));
  }

  @Property(tries = 2_000)
  void anyTranscriptSurvivesTheWire(@ForAll String text) throws ProtocolException {
    // A lone surrogate is no text that UTF-8 could carry.
    String sound = new String(text.getBytes(UTF_8), UTF_8);
    ServerEvent.Done done =
        new ServerEvent.Done(sound, Optional.of(new ServerEvent.Usage(39, sound.length())));
    assertEquals(done, EventCodec.decodeServer(EventCodec.encode(done)));
  }

  @Property(tries = 20)
  void deepNestingIsRefusedAndNotFollowed(@ForAll @IntRange(min = 2_000, max = 200_000) int depth) {
    decode("{\"type\":\"transcription.delta\",\"x\":" + "[".repeat(depth));
  }

  private static void decode(String text) {
    try {
      assertNotNull(EventCodec.decodeServer(text));
    } catch (ProtocolException e) {
      assertNotNull(e.code());
    }
    try {
      assertNotNull(EventCodec.decodeClient(text));
    } catch (ProtocolException e) {
      assertNotNull(e.code());
    }
  }
}
