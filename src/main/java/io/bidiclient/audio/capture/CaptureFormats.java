package io.bidiclient.audio.capture;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.Encoding;
import io.bidiclient.audio.PcmFormat;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Line;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;

/**
 * Which formats a device is opened with, in the order in which they are tried: signed 16-bit, mono
 * before stereo, and a rate that the device has itself, so that no filter but ours is between.
 *
 * <p>16 kHz comes first only for a device that names this rate. Most name none and take every one,
 * converted by a driver that does not filter; 48 kHz is what hardware has.
 */
final class CaptureFormats {
  private static final int RATE = AudioChunk.RATE;
  private static final List<Integer> RATES = List.of(48_000, 44_100, 32_000, RATE, 8_000);

  private CaptureFormats() {}

  /** What the device can be opened with; empty for one that captures nothing. */
  static List<PcmFormat> of(Mixer mixer) {
    return Stream.of(1, 2)
        .flatMap(
            channels -> rates(mixer).map(rate -> new PcmFormat(Encoding.S16LE, rate, channels)))
        .filter(format -> mixer.isLineSupported(line(format)))
        .toList();
  }

  /** The line that delivers a format. */
  static DataLine.Info line(PcmFormat format) {
    return new DataLine.Info(TargetDataLine.class, sampled(format));
  }

  /** The format in Java Sound's words. */
  static AudioFormat sampled(PcmFormat format) {
    return new AudioFormat(format.rate(), 16, format.channels(), true, false);
  }

  private static Stream<Integer> rates(Mixer mixer) {
    boolean named =
        Arrays.stream(mixer.getTargetLineInfo())
            .flatMap(CaptureFormats::formats)
            .anyMatch(format -> Math.round(format.getSampleRate()) == RATE);
    return named ? Stream.concat(Stream.of(RATE), others()) : RATES.stream();
  }

  private static Stream<Integer> others() {
    return RATES.stream().filter(rate -> rate != RATE);
  }

  private static Stream<AudioFormat> formats(Line.Info info) {
    return info instanceof DataLine.Info data
        ? Arrays.stream(data.getFormats())
            .filter(format -> format.getSampleRate() != AudioSystem.NOT_SPECIFIED)
        : Stream.empty();
  }
}
