package io.bidiclient.audio.wav;

import static io.bidiclient.audio.Reading.floats;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.Encoding;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.Reading;
import io.bidiclient.audio.Wav;
import io.bidiclient.audio.open.AudioFiles;
import io.bidiclient.problem.Warning;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavReaderTest {
  private static AudioSource open(Wav wav) throws AudioException {
    return AudioFiles.open("talk.wav", wav.stream(), "");
  }

  private static void assertReads(PcmFormat format, Wav wav, double... samples)
      throws AudioException {
    for (int block : new int[] {1, 3, 4096}) {
      AudioSource source = open(wav);
      assertEquals(format, source.format());
      Reading reading = Reading.of(source, block);
      assertEquals(floats(samples), reading.samples());
      assertEquals(Optional.empty(), reading.failure());
    }
  }

  @Test
  void readsPlainPcm() throws Exception {
    assertReads(
        new PcmFormat(Encoding.S16LE, 44100, 2),
        Wav.pcm(44100, 2, 16, 0, 0x40, 0, 0xc0, 0, 0x20, 0, 0),
        0.5,
        -0.5,
        0.25,
        0);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 8, U8",
    "1, 16, S16LE",
    "1, 24, S24LE",
    "1, 32, S32LE",
    "3, 32, F32LE",
    "3, 64, F64LE",
    "6, 8, ALAW",
    "7, 8, MULAW"
  })
  void readsEveryEncodingPlainAndExtensible(int tag, int bits, Encoding encoding) throws Exception {
    PcmFormat format = new PcmFormat(encoding, 8000, 1);
    assertEquals(format, open(Wav.riff().fmt(tag, 1, 8000, bits).data()).format());
    assertEquals(format, open(Wav.riff().extensible(tag, 1, 8000, bits, bits).data()).format());
  }

  @Test
  void validBitsFewerThanTheContainerStandAtItsHighEnd() throws Exception {
    assertReads(
        new PcmFormat(Encoding.S32LE, 48000, 1),
        Wav.riff().extensible(1, 1, 48000, 32, 24).data(0, 0, 0, 0x40, 0, 0, 0, 0x80),
        0.5,
        -1);
    assertReads(
        new PcmFormat(Encoding.S24LE, 48000, 1),
        Wav.riff().extensible(1, 1, 48000, 24, 20).data(0xf0, 0xff, 0x7f),
        524287 / 524288.0);
  }

  @Test
  void plainTwentyFourBitsInFourBytesAreReadByTheBlockLength() throws Exception {
    assertReads(
        new PcmFormat(Encoding.S32LE, 48000, 1),
        Wav.riff().fmt(1, 1, 48000, 4, 24).data(0, 0, 0, 0x40),
        0.5);
  }

  @Test
  void twentyFourBitsAtTheLowEndOfFourBytesAreHeardAsLoudAsTheyAre() throws Exception {
    assertReads(
        new PcmFormat(Encoding.S32LE, 48000, 1),
        Wav.riff()
            .fmt(1, 1, 48000, 4, 24)
            .data(0, 0, 0, 0, 1, 0, 0x40, 0, 0, 0, 0xc0, 0xff, 0xff, 0xff, 0x7f, 0),
        0,
        4194305 / 8388608.0,
        -0.5,
        8388607 / 8388608.0);
  }

  @Test
  void twentyFourBitsAtTheHighEndStayQuietAfterALoudSample() throws Exception {
    assertReads(
        new PcmFormat(Encoding.S32LE, 48000, 1),
        Wav.riff()
            .fmt(1, 1, 48000, 4, 24)
            .data(0, 1, 0, 0, 0, 0, 0, 0x80, 0, 2, 0, 0, 0, 0, 0, 0xff),
        1 / 8388608.0,
        -1,
        2 / 8388608.0,
        -1 / 128.0);
  }

  @Test
  void twelveBitsTakeTwoBytes() throws Exception {
    assertReads(
        new PcmFormat(Encoding.S16LE, 16000, 1),
        Wav.riff().fmt(1, 1, 16000, 2, 12).data(0xf0, 0x7f),
        2047 / 2048.0);
  }

  @Test
  void unknownChunksAreSkippedWithTheirPadding() throws Exception {
    Wav wav =
        Wav.riff()
            .with(it -> it.text("LIST").u32(3).raw('a', 'b', 'c', 0))
            .fmt(1, 1, 16000, 16)
            .with(it -> it.text("junk").u32(4).raw(1, 2, 3, 4))
            .with(it -> it.text("void").u32(0))
            .data(0, 0x40)
            .with(it -> it.text("LIST").u32(2).raw(9, 9));
    assertReads(new PcmFormat(Encoding.S16LE, 16000, 1), wav, 0.5);
  }

  @Test
  void aLongFormatChunkOfOddLengthIsReadAndPadded() throws Exception {
    Wav wav =
        Wav.riff()
            .with(it -> it.text("fmt ").u32(19).u16(1).u16(1).u32(16000).u32(32000).u16(2).u16(16))
            .raw(1, 0, 7, 0)
            .data(0, 0x40);
    assertReads(new PcmFormat(Encoding.S16LE, 16000, 1), wav, 0.5);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 0x7FFF_F000L, 0x7FFF_EFFAL, 0x8000_0000L, 0xFFFF_FFFFL, 0xFFFF_FFDBL})
  void lengthsThatPipeWritersGiveMeanToTheEnd(long length) throws Exception {
    assertReads(
        new PcmFormat(Encoding.S16LE, 16000, 1),
        Wav.riff().fmt(1, 1, 16000, 16).dataOfLength(length, 0, 0x40, 0, 0xc0),
        0.5,
        -0.5);
  }

  @Test
  void aPartOfAFrameAtTheAnnouncedEndIsLeftOut() throws Exception {
    assertReads(new PcmFormat(Encoding.S16LE, 16000, 1), Wav.pcm(16000, 1, 16, 0, 0x40, 0x7f), 0.5);
  }

  @Test
  void audioInSeveralDataChunksIsReadWhole() throws Exception {
    assertReads(
        new PcmFormat(Encoding.S16LE, 16000, 1),
        Wav.riff()
            .fmt(1, 1, 16000, 16)
            .data(0, 0x40, 7)
            .raw(0)
            .with(it -> it.text("LIST").u32(2).raw(9, 9))
            .data(0, 0xc0)
            .dataOfLength(0xFFFF_FFFFL, 0, 0x20),
        0.5,
        -0.5,
        0.25);
  }

  @Test
  void wave64AudioInTwoDataChunksIsReadWhole() throws Exception {
    assertReads(
        new PcmFormat(Encoding.S16LE, 16000, 1),
        Wav.w64().w64Fmt(1, 1, 16000, 16).w64Data(2, 0, 0x40, 0, 0, 0, 0, 0, 0).w64Data(2, 0, 0xc0),
        0.5,
        -0.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LIST\u00ff\u00ff", "TAG and a title", "\0\0\0\0\0\0\0\0\0", "data"})
  void whatIsBrokenBehindTheAudioIsLeftAlone(String rest) throws Exception {
    assertReads(
        new PcmFormat(Encoding.S16LE, 16000, 1), Wav.pcm(16000, 1, 16, 0, 0x40).text(rest), 0.5);
  }

  @Test
  void aSecondFileBehindTheFirstIsToldOf() throws Exception {
    Wav wav =
        Wav.pcm(16000, 1, 16, 0, 0x40)
            .with(it -> it.text("RIFF").u32(40).text("WAVE"))
            .fmt(1, 1, 16000, 16)
            .data(0, 0xc0);

    Reading reading = Reading.of(open(wav), 160);

    assertEquals(floats(0.5), reading.samples());
    assertEquals(
        "talk.wav: another WAV file follows the first one, and only that was used",
        reading.message());
  }

  @Test
  void aLaterDataChunkOfNoLengthIsEmpty() throws Exception {
    assertReads(
        new PcmFormat(Encoding.S16LE, 16000, 1),
        Wav.pcm(16000, 1, 16, 0, 0x40).data().with(it -> it.text("LIST").u32(2).raw(9, 9)),
        0.5);
    assertReads(
        new PcmFormat(Encoding.S16LE, 16000, 1),
        Wav.w64()
            .w64Fmt(1, 1, 16000, 16)
            .w64Data(2, 0, 0x40, 0, 0, 0, 0, 0, 0)
            .w64Data(0)
            .w64Data(2, 0, 0xc0),
        0.5,
        -0.5);
  }

  @Test
  void theLengthInDs64IsThatOfTheFirstDataChunk() throws Exception {
    assertReads(
        new PcmFormat(Encoding.S16LE, 16000, 1),
        Wav.rf64(2)
            .fmt(1, 1, 16000, 16)
            .dataOfLength(0xFFFF_FFFFL, 0, 0x40)
            .dataOfLength(0xFFFF_FFFFL, 0, 0xc0, 0, 0x20),
        0.5,
        -0.5,
        0.25);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "LIST\0\0\0\0"})
  @Timeout(60)
  void whatHasNoEndBehindTheAudioEndsIt(String again) throws Exception {
    for (Wav wav : List.of(Wav.pcm(16000, 1, 16, 0, 0x40), w64(0, 0x40))) {
      InputStream endless = new SequenceInputStream(wav.stream(), new Endless(again));

      Reading reading = Reading.of(AudioFiles.open("talk.wav", endless, ""), 160);

      assertEquals(floats(0.5), reading.samples());
      assertEquals(Optional.empty(), reading.failure());
    }
  }

  @Test
  @Timeout(30)
  void aPipeThatStaysOpenBehindTheAudioEndsIt() throws Exception {
    Wav wav = Wav.pcm(16000, 1, 16, 0, 0x40);
    try (PipedOutputStream out = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(out)) {
      out.write(wav.bytes());

      Reading reading = Reading.of(WavReader.open("talk.wav", in, Duration.ofMillis(10)), 160);

      assertEquals(floats(0.5), reading.samples());
      assertEquals(Optional.empty(), reading.failure());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RIFF", "BW64", "riff"})
  void aSecondFileOfAnyOfTheFamilyIsToldOf(String kind) throws Exception {
    Wav second =
        switch (kind) {
          case "riff" -> w64(0, 0xc0);
          default -> Wav.bare().text(kind).u32(38).text("WAVE").fmt(1, 1, 16000, 16).data(0, 0xc0);
        };
    for (Wav first : List.of(Wav.pcm(16000, 1, 16, 0, 0x40, 7), w64(0, 0x40))) {
      InputStream both = new SequenceInputStream(first.stream(), second.stream());

      Reading reading = Reading.of(AudioFiles.open("talk.wav", both, ""), 160);

      assertEquals(floats(0.5), reading.samples());
      assertEquals(
          "talk.wav: another WAV file follows the first one, and only that was used",
          reading.message());
    }
  }

  private static Wav w64(int low, int high) {
    return Wav.w64().w64Fmt(1, 1, 16000, 16).w64Data(2, low, high, 0, 0, 0, 0, 0, 0);
  }

  /** A text again and again. */
  private static final class Endless extends InputStream {
    private final String text;
    private int at;

    private Endless(String text) {
      this.text = text;
    }

    @Override
    public int read() {
      return text.charAt(at++ % text.length());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      for (int i = 0; i < length; i++) {
        bytes[offset + i] = (byte) read();
      }
      return length;
    }
  }

  @Test
  void aFileShorterThanItsHeaderIsReadToItsEndAndThenSaysSo() throws Exception {
    Wav wav = Wav.riff().fmt(1, 2, 16000, 16).dataOfLength(1200, 0, 0x40, 0, 0xc0, 0, 0x20, 5);

    Reading reading = Reading.of(open(wav), 160);

    assertEquals(floats(0.5, -0.5), reading.samples());
    assertEquals(
        "talk.wav: is cut off: its header announces 1,200 bytes of audio and 7 are there",
        reading.message());
    assertEquals("copy or record it again; what is there was used", reading.failure().get().hint());
  }

  @Test
  void aPipedFileThatEndsInsideAFrameSaysSoAfterTheWholeOnes() throws Exception {
    Wav wav = Wav.riff().fmt(1, 2, 16000, 16).dataOfLength(0xFFFF_FFFFL, 0, 0x40, 0, 0xc0, 1, 2, 3);

    Reading reading = Reading.of(open(wav), 160);

    assertEquals(floats(0.5, -0.5), reading.samples());
    assertEquals("talk.wav: ends inside a frame: 3 of its 4 bytes are there", reading.message());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 16, 4, 2, S16LE",
    "1, 2, 16, 2, 4, S16LE",
    "1, 2, 16, 0, 4, S16LE",
    "1, 1, 24, 4, 3, S24LE",
    "1, 1, 8, 2, 1, U8",
    "3, 2, 32, 4, 8, F32LE",
    "7, 2, 8, 1, 2, MULAW"
  })
  void aFrameLengthThatBitsChannelsAndByteRateOutvoteIsCorrectedWithANotice(
      int tag, int channels, int bits, int announced, int bytes, Encoding encoding)
      throws Exception {
    Wav wav =
        Wav.riff()
            .fmt(tag, channels, 8000, 8000L * bytes, announced, bits)
            .data(new int[3 * bytes]);
    AudioSource source = open(wav);
    assertEquals(new PcmFormat(encoding, 8000, channels), source.format());
    assertEquals(3 * channels, Reading.of(source, 16).samples().size());
    assertEquals(
        List.of(
            new Warning(
                "odd_header",
                ("talk.wav: its header announces frames of %d bytes, and %d-bit samples of %d"
                        + " channel%s, which take %d: it is read as the latter")
                    .formatted(announced, bits, channels, channels == 1 ? "" : "s", bytes))),
        source.warnings());
  }

  @Test
  void aFrameLengthOfZeroIsComputedWhateverTheByteRateSays() throws Exception {
    AudioSource source = open(Wav.riff().fmt(1, 1, 16000, 0, 0, 16).data(0, 0x40, 0, 0xc0));
    assertEquals(floats(0.5, -0.5), Reading.of(source, 16).samples());
    assertEquals(1, source.warnings().size());
  }

  @Test
  void samplesInWiderContainersAreReadAsTheHeaderSaysWithoutANotice() throws Exception {
    AudioSource source = open(Wav.riff().fmt(1, 1, 16000, 4, 16).data(0, 0, 0, 0x40));
    assertEquals(Encoding.S32LE, source.format().encoding());
    assertEquals(floats(0.5), Reading.of(source, 16).samples());
    assertEquals(List.of(), source.warnings());
  }
}
