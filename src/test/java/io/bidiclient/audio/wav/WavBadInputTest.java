package io.bidiclient.audio.wav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.Reading;
import io.bidiclient.audio.Wav;
import io.bidiclient.audio.open.AudioFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WavBadInputTest {
  private static final String INSTALL =
      "install ffmpeg, or convert elsewhere: ffmpeg -i FILE -ac 1 -ar 16000 out.wav";
  private static final String NO_FFMPEG = ", and ffmpeg, which can read it, is not on the PATH";
  private static final String AGAIN = "copy or export it again";

  private static void assertRefused(String message, String hint, byte[] bytes) {
    AudioException refusal =
        assertThrows(
            AudioException.class,
            () -> AudioFiles.open("talk.wav", new ByteArrayInputStream(bytes), ""));
    assertEquals(message, refusal.getMessage());
    assertEquals(hint, refusal.hint());
  }

  private static void assertRefused(String message, String hint, Wav wav) {
    assertRefused(message, hint, wav.bytes());
  }

  @ParameterizedTest
  @CsvSource({
    "49443304000000000023545353450000, 'MP3'",
    "fffb9064000f0000000000000000, 'MP3'",
    "fff35064000f0000000000000000, 'MP3'",
    "fff15080043ffcde0400004c6176, 'AAC'",
    "664c61430000002212001200, 'FLAC'",
    "4f67675300020000000000000000, 'Ogg (Vorbis or Opus)'",
    "0000001c667479704d344120, 'MP4 (M4A)'",
    "1a45dfa39f4286810142f781, 'Matroska or WebM'",
    "3026b2758e66cf11a6d900aa, 'Windows Media'",
    "2321414d520a3c0000000000, 'AMR'",
    "464f524d0000002e41494646, 'AIFF of a kind that Java does not read'",
    "2e736e640000001800000000, 'AU of a kind that Java does not read'",
    "636166660001000064657363, 'Core Audio Format'",
    "4e4953545f31410a20202031, 'NIST SPHERE'",
    "437265617469766520566f69, 'Creative Voice'",
    "7776706b0000000004100000, 'WavPack'",
    "4d41432096f0000034000000, 'Monkey''s Audio'",
    "524946460000002441564920, 'an AVI video'",
    "524946460000002457454250, 'a RIFF file of another kind, not WAV'"
  })
  void anotherFormatUnderTheNameOfWavIsNamedWhereThereIsNoFfmpeg(String hex, String type) {
    assertRefused("talk.wav: is " + type + NO_FFMPEG, INSTALL, HexFormat.of().parseHex(hex));
  }

  @Test
  void aFileThatAShellOrAnEditorRewroteAsTextIsToldSo() {
    String hint = "get it again byte by byte: a shell or an editor changed it";
    assertRefused(
        "talk.wav: is WAV whose bytes were rewritten as text",
        hint,
        "\ufeffRIFF\u0000WAVEfmt ".getBytes(StandardCharsets.UTF_8));
    assertRefused(
        "talk.wav: is WAV whose bytes were rewritten as text",
        hint,
        "\ufeffRIFF\u0000WAVEfmt ".getBytes(StandardCharsets.UTF_16LE));
  }

  @Test
  void textUnderTheNameOfWavIsNamed() {
    String hint = "look into it: it may be an error page saved under this name";
    assertRefused("talk.wav: is text, not audio", hint, Wav.bare().text("<!DOCTYPE html><html>"));
    assertRefused("talk.wav: is text, not audio", hint, Wav.bare().text("hi\n"));
    assertRefused(
        "talk.wav: is text, not audio",
        hint,
        "Grüße, schöne Welt".getBytes(StandardCharsets.UTF_8));
    assertRefused("talk.wav: is text, not audio", hint, "hello".getBytes(StandardCharsets.UTF_16));
  }

  @Test
  void bytesOfNoKnownKindAreRefusedWithTheWayToReadHeaderlessAudio() {
    assertRefused(
        "talk.wav: is of an unknown kind, and there is no ffmpeg on the PATH to try",
        "headerless audio needs --raw, --rate and --channels; else " + INSTALL,
        Wav.bare().raw(1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0));
  }

  @Test
  void anEmptyStreamIsRefused() {
    assertRefused(
        "cannot read talk.wav: it is empty",
        "record it again, or check what was to write it",
        new byte[0]);
  }

  @Test
  void aHeaderCutOffAnywhereIsRefused() {
    byte[] whole = Wav.pcm(16000, 1, 16, 0, 0).bytes();
    for (int length = 4; length < 44; length++) {
      boolean atChunk = length == 12 || length == 36;
      assertRefused(
          atChunk
              ? "talk.wav: it ends before any audio: there is no data chunk"
              : "talk.wav: its WAV header breaks off",
          AGAIN,
          Arrays.copyOf(whole, length));
    }
  }

  @Test
  void aChunkThatGoesOnBeyondTheEndIsRefused() {
    assertRefused(
        "talk.wav: it ends before any audio: there is no data chunk",
        AGAIN,
        Wav.riff().fmt(1, 1, 16000, 16).text("LIST").u32(0xFFFF_FFFEL).raw(1, 2, 3));
  }

  @Test
  void dataBeforeItsFormatIsRefused() {
    assertRefused(
        "talk.wav: its data chunk comes before its fmt chunk, so its samples are unknown",
        AGAIN,
        Wav.riff().data(0, 0).fmt(1, 1, 16000, 16));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 'its header announces 0 samples a second; 4,000 to 384,000 are read'",
    "3000000000, 1, 'its header announces 3,000,000,000 samples a second; 4,000 to 384,000 are"
        + " read'",
    "3999, 1, 'its header announces 3,999 samples a second; 4,000 to 384,000 are read'",
    "384001, 1, 'its header announces 384,001 samples a second; 4,000 to 384,000 are read'",
    "16000, 0, 'its header announces 0 channels; 1 to 64 are read'",
    "16000, 65, 'its header announces 65 channels; 1 to 64 are read'",
    "16000, 65535, 'its header announces 65,535 channels; 1 to 64 are read'"
  })
  void impossibleRatesAndChannelsAreRefused(long rate, int channels, String why) {
    assertRefused("talk.wav: " + why, AGAIN, Wav.riff().fmt(1, channels, rate, 2, 16).data(0, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "0x0055, MPEG Layer 3 (0x0055)",
    "0x0002, Microsoft ADPCM (0x0002)",
    "0x0011, IMA ADPCM (0x0011)",
    "0x0031, GSM 6.10 (0x0031)",
    "0x00FF, AAC (0x00FF)",
    "0x1234, audio of an unknown encoding (0x1234)"
  })
  void anEncodingThatIsNotReadIsNamed(String tag, String name) {
    String message = "talk.wav: holds " + name + NO_FFMPEG;
    int number = Integer.decode(tag);
    assertRefused(message, INSTALL, Wav.riff().fmt(number, 1, 16000, 16).data(0, 0));
    assertRefused(message, INSTALL, Wav.riff().extensible(number, 1, 16000, 16, 16).data(0, 0));
  }

  @Test
  void aSubFormatOfSomebodysOwnIsSpelledOut() {
    byte[] bytes = Wav.riff().extensible(1, 1, 16000, 16, 16).data(0, 0).bytes();
    bytes[12 + 8 + 24 + 15] = 0x42;
    assertRefused(
        "talk.wav: holds audio of the unknown sub-format 0100000000001000800000aa00389b42"
            + NO_FFMPEG,
        INSTALL,
        bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, 3, 16, 'blocks of 3 bytes for 16-bit samples of 2 channels'",
    "1, 1, 2, 24, 'blocks of 2 bytes for 24-bit samples of 1 channels'",
    "1, 1, 2, 0, 'blocks of 2 bytes for 0-bit samples of 1 channels'",
    "3, 1, 2, 32, 'blocks of 2 bytes for 32-bit samples of 1 channels'",
    "7, 2, 4, 16, 'blocks of 4 bytes for 16-bit samples of 2 channels'"
  })
  void aFormatThatContradictsItselfIsRefused(
      int tag, int channels, int block, int bits, String why) {
    assertRefused(
        "talk.wav: its header contradicts itself: " + why,
        AGAIN,
        Wav.riff().fmt(tag, channels, 16000, block, bits).data(0, 0));
  }

  @ParameterizedTest
  @CsvSource({"1, 64, integer, 8", "3, 16, floating-point, 2", "3, 24, floating-point, 3"})
  void widthsThatAreNotReadAreNamed(int tag, int bits, String kind, int block) {
    assertRefused(
        "talk.wav: holds %d-bit %s samples in blocks of %d bytes".formatted(bits, kind, block)
            + NO_FFMPEG,
        INSTALL,
        Wav.riff().fmt(tag, 1, 16000, bits).data(0, 0));
  }

  @Test
  void formatChunksThatAreTooShortAreRefused() {
    assertRefused(
        "talk.wav: its fmt chunk has 14 bytes, not 16",
        AGAIN,
        Wav.riff().text("fmt ").u32(14).raw(new int[14]).data(0, 0));
    assertRefused(
        "talk.wav: its extensible fmt chunk has no sub-format",
        AGAIN,
        Wav.riff().fmt(0xFFFE, 1, 16000, 16).data(0, 0));
  }

  @Test
  void aStreamThatIsAllHeaderIsGivenUp() {
    InputStream endless =
        new InputStream() {
          private int at;

          @Override
          public int read() {
            return at < 12 ? "RIFF....WAVE".charAt(at++) : 0;
          }

          @Override
          public int read(byte[] bytes, int from, int count) {
            if (count > 0) {
              bytes[from] = (byte) read();
            }
            return Math.min(count, 1);
          }
        };
    AudioException refusal =
        assertThrows(AudioException.class, () -> AudioFiles.open("talk.wav", endless, ""));
    assertEquals("talk.wav: there are over 1000 chunks before any audio", refusal.getMessage());
  }

  @Test
  void aReadThatFailsSaysWhy() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Input/output error");
          }

          @Override
          public int read(byte[] bytes, int from, int count) throws IOException {
            return read();
          }
        };
    AudioException refusal =
        assertThrows(AudioException.class, () -> AudioFiles.open("talk.wav", failing, ""));
    assertEquals("cannot read talk.wav: Input/output error", refusal.getMessage());
  }

  @Test
  void noHeaderMakesAnythingBesidesAnAudioException() {
    Random random = new Random(1);
    byte[] sound = Wav.riff().extensible(1, 2, 16000, 16, 16).data(new int[64]).bytes();
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Arrays.copyOf(sound, random.nextInt(sound.length + 1));
      for (int hits = random.nextInt(4); hits > 0 && bytes.length > 0; hits--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        Reading.of(AudioFiles.open("talk.wav", new ByteArrayInputStream(bytes), ""), 16);
      } catch (AudioException e) {
        assertEquals(false, e.hint().isEmpty());
      }
    }
  }
}
