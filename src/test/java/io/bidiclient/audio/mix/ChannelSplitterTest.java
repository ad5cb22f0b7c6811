package io.bidiclient.audio.mix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.ArraySource;
import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.Encoding;
import io.bidiclient.audio.GeneratedSource;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.problem.Warning;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ChannelSplitterTest {
  private static final PcmFormat STEREO = new PcmFormat(Encoding.S16LE, 16_000, 2);

  private static float[] drain(AudioSource source) throws AudioException {
    List<Float> all = new ArrayList<>();
    float[] buffer = new float[700];
    for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
      for (int i = 0; i < count; i++) {
        all.add(buffer[i]);
      }
    }
    float[] samples = new float[all.size()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = all.get(i);
    }
    return samples;
  }

  private static CompletableFuture<float[]> drained(AudioSource source) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return drain(source);
          } catch (AudioException e) {
            throw new IllegalStateException(e);
          }
        },
        task -> new Thread(task, "reader").start());
  }

  private static float[] wanted(int frames, int channels, int channel) throws AudioException {
    PcmFormat format = new PcmFormat(Encoding.S16LE, 16_000, channels);
    AudioSource whole = new GeneratedSource(format, frames, 4_096, Optional.empty());
    return drain(channels == 1 ? whole : ChannelSelector.of("a", whole, channel));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 160, 4096})
  void everyChannelIsWholeHoweverTheSourceIsCut(int block) throws Exception {
    int frames = 40_000;
    PcmFormat format = new PcmFormat(Encoding.S16LE, 16_000, 3);
    AudioSource source = new GeneratedSource(format, frames, block, Optional.empty());
    try (ChannelSplitter splitter = ChannelSplitter.start("a", source)) {
      List<CompletableFuture<float[]>> all =
          splitter.channels().stream().map(ChannelSplitterTest::drained).toList();
      for (int channel = 1; channel <= 3; channel++) {
        assertArrayEquals(wanted(frames, 3, channel), all.get(channel - 1).get());
      }
    }
  }

  @Test
  void aSlowChannelHoldsTheOthersBackWithinASecond() throws Exception {
    GeneratedSource source = new GeneratedSource(STEREO, 1_000_000, 4_096, Optional.empty());
    try (ChannelSplitter splitter = ChannelSplitter.start("a", source)) {
      AudioSource quick = splitter.channels().get(0);
      float[] buffer = new float[4_096];
      long read = 0;
      // Blocks go on until a second and one more are held for the channel that nobody reads.
      while (read < 16_384) {
        read += quick.read(buffer);
      }
      CompletableFuture<Integer> held =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return quick.read(buffer);
                } catch (AudioException e) {
                  throw new IllegalStateException(e);
                }
              },
              task -> new Thread(task, "reader").start());
      AudioSource slow = splitter.channels().get(1);
      assertEquals(4_096, slow.read(buffer));
      assertEquals(4_096, held.get());
      assertTrue(source.delivered() <= 16_384 + 2 * 4_096, source.delivered() + " frames");
    }
  }

  @Test
  void aClosedChannelIsWaitedForNoMore() throws Exception {
    AudioSource source = new GeneratedSource(STEREO, 100_000, 4_096, Optional.empty());
    try (ChannelSplitter splitter = ChannelSplitter.start("a", source)) {
      CompletableFuture<float[]> first = drained(splitter.channels().get(0));
      splitter.channels().get(1).close();
      assertArrayEquals(wanted(100_000, 2, 1), first.get());
      assertEquals(-1, splitter.channels().get(1).read(new float[8]));
    }
  }

  @Test
  void whatIsWrongComesToEveryChannelAfterAllThatCouldBeRead() throws Exception {
    AudioException cut = new AudioException("a.wav: is cut off", "copy it again");
    AudioSource source = new GeneratedSource(STEREO, 100, 30, Optional.of(cut));
    try (ChannelSplitter splitter = ChannelSplitter.start("a", source)) {
      for (AudioSource channel : splitter.channels()) {
        int read = 0;
        float[] buffer = new float[64];
        while (read < 100) {
          read += channel.read(buffer);
        }
        assertEquals(100, read);
        assertSame(cut, assertThrows(AudioException.class, () -> channel.read(buffer)));
      }
    }
  }

  @Test
  void closingAllWakesTheReadersAndClosesTheSource() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    AudioSource silent =
        new AudioSource() {
          @Override
          public PcmFormat format() {
            return STEREO;
          }

          @Override
          public boolean isLive() {
            return false;
          }

          @Override
          public List<Warning> warnings() {
            return List.of();
          }

          @Override
          public int read(float[] buffer) {
            try {
              closed.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return -1;
          }

          @Override
          public void close() {
            closed.countDown();
          }
        };
    ChannelSplitter splitter = ChannelSplitter.start("a", silent);
    CompletableFuture<float[]> first = drained(splitter.channels().get(0));
    splitter.channels().get(0).close();
    assertEquals(0, first.get().length);
    assertEquals(1, closed.getCount());
    splitter.close();
    assertTrue(closed.await(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS));
  }

  @Test
  void moreChannelsThanSessionsAreRefused() throws IOException {
    ArraySource nine = new ArraySource(new PcmFormat(Encoding.S16LE, 16_000, 9));
    AudioException many =
        assertThrows(AudioException.class, () -> ChannelSplitter.start("a.wav", nine));
    assertEquals("a.wav: cannot split its 9 channels: 8 are the most", many.getMessage());
    assertTrue(nine.closed());
  }
}
