package io.bidiclient.audio.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.ChunkFeed;
import io.bidiclient.audio.ChunkSource;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacedFeedTest {
  private final Queue<AudioChunk> chunks = new ArrayDeque<>();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final AtomicLong clock = new AtomicLong();

  PacedFeedTest() {
    for (int i = 0; i < 4; i++) {
      chunks.add(new AudioChunk(i * 1280L, new byte[2560]));
    }
  }

  @Test
  void handsOverWhatCreditAllowsAndThenTheEnd() throws Exception {
    try (PacedFeed feed = feed(Pace.MAX, Optional.empty())) {
      feed.grant(2);
      feed.start(receiver());
      assertEquals("0", next());
      assertEquals("1280", next());
      feed.grant(9);
      assertEquals("2560", next());
      assertEquals("3840", next());
      assertEquals("end Optional.empty", next());
    }
  }

  @Test
  void readsNothingFurtherThanTheChunkInHandWithoutCredit() throws Exception {
    PacedFeed feed = feed(Pace.MAX, Optional.empty());
    feed.grant(1);
    feed.start(receiver());
    assertEquals("0", next());
    feed.close();
    assertEquals("end Optional.empty", next());
    // One chunk was handed over, one may have been in hand.
    assertTrue(chunks.size() >= 2, chunks.size() + " left");
  }

  @Test
  void holdsAChunkBackUntilTheModelHasHeardEnough() throws Exception {
    try (PacedFeed feed = feed(Pace.AUTO, Optional.empty())) {
      feed.grant(9);
      feed.start(receiver());
      assertEquals("0", next());
      // The clock stands still and nothing may be ahead: only hearing lets the next one go.
      feed.heard(2560);
      assertEquals("1280", next());
      feed.heard(9_999_999);
      assertEquals("2560", next());
    }
  }

  @Test
  void waitsForTheModelInsideAWindowUnlessTheServerDoesNotTell() throws Exception {
    Pacer pacer = new Pacer(Pace.MAX, 0, 1_280);
    try (PacedFeed feed = new PacedFeed(source(Optional.empty()), pacer, clock::get)) {
      feed.grant(9);
      feed.start(receiver());
      assertEquals("0", next());
      feed.heard(1_280);
      assertEquals("1280", next());
      feed.uncounted();
      assertEquals("2560", next());
      assertEquals("3840", next());
    }
  }

  @Test
  void tellsWhatWasWrongAfterAllThatCouldBeRead() throws Exception {
    AudioException cut = new AudioException("a.wav: is cut off", "copy it again");
    try (PacedFeed feed = feed(Pace.MAX, Optional.of(cut))) {
      feed.grant(9);
      feed.start(receiver());
      assertEquals("0", next());
      next();
      next();
      assertEquals("3840", next());
      assertEquals("end Optional[" + cut + "]", next());
    }
  }

  private PacedFeed feed(Pace pace, Optional<AudioException> failure) {
    return new PacedFeed(source(failure), new Pacer(pace, 0), clock::get);
  }

  private ChunkSource source(Optional<AudioException> failure) {
    return new ChunkSource() {
      @Override
      public Optional<AudioChunk> next() throws AudioException {
        Optional<AudioChunk> chunk = Optional.ofNullable(chunks.poll());
        if (chunk.isEmpty() && failure.isPresent()) {
          throw failure.get();
        }
        return chunk;
      }

      @Override
      public void close() {
        // The queue is the test's.
      }
    };
  }

  private ChunkFeed.Receiver receiver() {
    return new ChunkFeed.Receiver() {
      @Override
      public void chunk(AudioChunk chunk) {
        heard.add(Long.toString(chunk.start()));
      }

      @Override
      public void ended(Optional<AudioException> problem) {
        heard.add("end " + problem);
      }

      @Override
      public void broke(RuntimeException fault) {
        heard.add("broke " + fault);
      }
    };
  }

  private String next() throws InterruptedException {
    return String.valueOf(heard.poll(10, TimeUnit.SECONDS));
  }
}
