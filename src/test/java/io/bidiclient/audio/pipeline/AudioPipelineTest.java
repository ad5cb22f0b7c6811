package io.bidiclient.audio.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.ArraySource;
import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.Encoding;
import io.bidiclient.audio.GeneratedSource;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.Wav;
import io.bidiclient.audio.wav.WavReader;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudioPipelineTest {
  private static List<AudioChunk> drain(AudioPipeline pipeline) throws AudioException {
    List<AudioChunk> chunks = new ArrayList<>();
    for (var chunk = pipeline.next(); chunk.isPresent(); chunk = pipeline.next()) {
      chunks.add(chunk.get());
    }
    return chunks;
  }

  private static byte[] join(List<AudioChunk> chunks) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    chunks.forEach(chunk -> all.writeBytes(chunk.pcm()));
    return all.toByteArray();
  }

  private static int[] noise(int bytes) {
    return new Random(3).ints(bytes, 0, 256).toArray();
  }

  private static byte[] toBytes(int... values) {
    return Wav.bare().raw(values).bytes();
  }

  @Test
  void aSixteenKilohertzMonoFileComesOutToTheBitInChunks() throws Exception {
    int[] data = noise(2 * 3000);
    AudioSource source = WavReader.open("talk.wav", Wav.pcm(16000, 1, 16, data).stream());

    List<AudioChunk> chunks = drain(new AudioPipeline("talk.wav", source, 80));

    assertEquals(List.of(1280, 1280, 440), chunks.stream().map(AudioChunk::samples).toList());
    assertEquals(List.of(0L, 1280L, 2560L), chunks.stream().map(AudioChunk::start).toList());
    assertArrayEquals(toBytes(data), join(chunks));
  }

  @ParameterizedTest
  @ValueSource(ints = {8000, 44100, 48000})
  void theSourcesBlocksDoNotChangeABit(int rate) throws Exception {
    PcmFormat format = new PcmFormat(Encoding.F32LE, rate, 2);
    List<byte[]> results = new ArrayList<>();
    for (int block : new int[] {1, 7, 160, 4096}) {
      AudioSource source = new GeneratedSource(format, rate, block, Optional.empty());
      results.add(join(drain(new AudioPipeline("test", source, 20))));
    }
    for (byte[] result : results) {
      assertEquals(2 * 16000, result.length);
      assertArrayEquals(results.get(0), result);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16000, 48000})
  void allThatWasReadComesBeforeTheFailure(int rate) throws Exception {
    AudioException failure = new AudioException("talk.wav: is cut off", "copy it again");
    PcmFormat format = new PcmFormat(Encoding.S16LE, rate, 1);
    AudioSource source = new GeneratedSource(format, rate / 10, 100, Optional.of(failure));
    AudioPipeline pipeline = new AudioPipeline("talk.wav", source, 80);

    assertEquals(1280, pipeline.next().get().samples());
    assertEquals(320, pipeline.next().get().samples());
    assertSame(failure, assertThrows(AudioException.class, pipeline::next));
    assertSame(failure, assertThrows(AudioException.class, pipeline::next));
  }

  @Test
  void noSamplesAtAllAreAnError() throws Exception {
    AudioSource source =
        WavReader.open("talk.wav", Wav.riff().fmt(1, 1, 48000, 16).data().stream());
    AudioPipeline pipeline = new AudioPipeline("talk.wav", source, 80);

    AudioException refusal = assertThrows(AudioException.class, pipeline::next);

    assertEquals("talk.wav: there is no audio in it", refusal.getMessage());
    assertEquals("check that the recording worked", refusal.hint());
  }

  @Test
  void aFailureBeforeTheFirstSampleIsTheOneTold() throws Exception {
    AudioSource source =
        WavReader.open("talk.wav", Wav.riff().fmt(1, 1, 48000, 16).dataOfLength(100).stream());
    AudioPipeline pipeline = new AudioPipeline("talk.wav", source, 80);

    AudioException refusal = assertThrows(AudioException.class, pipeline::next);

    assertEquals(
        "talk.wav: is cut off: its header announces 100 bytes of audio and 0 are there",
        refusal.getMessage());
  }

  @Test
  void aChunkIsThereOnceItsSamplesAreAndTheFilterHasLookedAhead() throws Exception {
    PcmFormat format = new PcmFormat(Encoding.S16LE, 48000, 1);
    GeneratedSource source = new GeneratedSource(format, 48000, 48, Optional.empty());
    AudioPipeline pipeline = new AudioPipeline("live", source, 80);
    for (int chunk = 1; chunk <= 10; chunk++) {
      pipeline.next();
      long ahead = source.delivered() - chunk * 3840L;
      assertTrue(ahead >= 0 && ahead <= 5 * 48, "read " + ahead + " frames ahead");
    }
  }

  @Test
  void tenMinutesAreReadNoFurtherAheadThanOneBlock() throws Exception {
    PcmFormat format = new PcmFormat(Encoding.S16LE, 44100, 2);
    GeneratedSource source = new GeneratedSource(format, 600L * 44100, 4096, Optional.empty());
    AudioPipeline pipeline = new AudioPipeline("long", source, 80);
    long samples = 0;
    for (var chunk = pipeline.next(); chunk.isPresent(); chunk = pipeline.next()) {
      assertEquals(samples, chunk.get().start());
      samples = chunk.get().end();
      double ahead = source.delivered() / 44100.0 - samples / 16000.0;
      assertTrue(ahead < 0.2, "read " + ahead + " s ahead");
    }
    assertEquals(600L * 16000, samples);
  }

  @Test
  void oneSampleThatIsNoNumberDoesNotSpread() throws Exception {
    float[] samples = new float[4800];
    Arrays.fill(samples, 0.5f);
    samples[2400] = Float.NaN;
    AudioSource source = new ArraySource(new PcmFormat(Encoding.F32LE, 48000, 1), samples);
    AudioChunk chunk = new AudioPipeline("nan", source, 100).next().get();
    int different = 0;
    for (int i = 200; i < 1400; i++) {
      int step = (short) ((chunk.pcm()[2 * i + 1] << 8) | (chunk.pcm()[2 * i] & 0xff));
      different += Math.abs(step - 16384) > 2000 ? 1 : 0;
    }
    assertTrue(different >= 1 && different < 5, different + " samples changed");
  }

  @Test
  void loudFloatsAreKeptAtFullScale() throws Exception {
    float[] samples = {2, -2, 0.5f};
    AudioSource source = new ArraySource(new PcmFormat(Encoding.F32LE, 16000, 1), samples);
    byte[] pcm = new AudioPipeline("loud", source, 80).next().get().pcm();
    assertArrayEquals(toBytes(0xff, 0x7f, 0, 0x80, 0, 0x40), pcm);
  }

  @Test
  void closingClosesTheSource() throws Exception {
    ArraySource source = new ArraySource(new PcmFormat(Encoding.F32LE, 16000, 1), new float[1]);
    new AudioPipeline("test", source, 80).close();
    assertTrue(source.closed());
  }
}
