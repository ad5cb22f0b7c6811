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
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.Wav;
import io.bidiclient.audio.pipeline.AudioPipeline;
import io.bidiclient.audio.wav.WavReader;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelSelectorTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void theChosenChannelComesOutToTheBit(int number) throws Exception {
    int frames = 5_000;
    int[] data = new Random(5).ints(3L * 2 * frames, 0, 256).toArray();
    AudioSource source = WavReader.open("talk.wav", Wav.pcm(16000, 3, 16, data).stream());
    ByteArrayOutputStream wanted = new ByteArrayOutputStream();
    for (int i = 0; i < frames; i++) {
      wanted.write(data[6 * i + 2 * (number - 1)]);
      wanted.write(data[6 * i + 2 * (number - 1) + 1]);
    }

    AudioPipeline pipeline =
        new AudioPipeline("talk.wav", ChannelSelector.of("talk.wav", source, number), 80);

    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    for (var chunk = pipeline.next(); chunk.isPresent(); chunk = pipeline.next()) {
      heard.writeBytes(chunk.get().pcm());
    }
    assertArrayEquals(wanted.toByteArray(), heard.toByteArray());
  }

  @Test
  void monoIsItsOwnFirstChannel() throws Exception {
    AudioSource mono = new ArraySource(new PcmFormat(Encoding.S16LE, 16_000, 1), 1, 2);
    assertSame(mono, ChannelSelector.of("a", mono, 1));
  }

  @Test
  void aChannelThatIsNotThereIsRefusedAndTheSourceClosed() {
    ArraySource stereo = new ArraySource(new PcmFormat(Encoding.S16LE, 16_000, 2), 1, 2);
    AudioException none =
        assertThrows(AudioException.class, () -> ChannelSelector.of("a.wav", stereo, 3));
    assertEquals("a.wav: there is no channel 3: it has 2", none.getMessage());
    assertEquals("choose --channel 1 to 2, or mix", none.hint());
    assertTrue(stereo.closed());
  }
}
