package io.bidiclient.audio.mix;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.problem.Warning;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Watches how loud the audio is that is sent, 16 kHz mono, and says what a person can do about it:
 * each thing once, at the end of the audio, or as soon as it is sure where the audio is live and
 * its end may never be seen. Owned by the thread that reads the audio.
 */
public final class LevelMonitor {
  /** Below this peak a model tends to say nothing; in dBFS. */
  private static final double QUIET = -34;

  /** A mix so far below its loudest channel, in dB, has lost what was in it. */
  private static final double CANCELLED = 20;

  /** Less audio than this is not judged: three seconds. */
  private static final long LEAST = 3L * AudioChunk.RATE;

  /** Live audio is judged after ten seconds. */
  private static final long EARLY = 10L * AudioChunk.RATE;

  private final String name;
  private final boolean live;
  private final boolean amplified;
  private final Consumer<Warning> warnings;
  private float channelPeak;
  private float mixPeak;
  private float peak;
  private long samples;
  private long clipped;
  private boolean toldQuiet;
  private boolean toldClipping;

  /**
   * A watch over audio that begins.
   *
   * @param name what it is called in messages
   * @param live whether its end may never come
   * @param amplified whether a gain may have brought it beyond full scale
   */
  public LevelMonitor(String name, boolean live, boolean amplified, Consumer<Warning> warnings) {
    this.name = name;
    this.live = live;
    this.amplified = amplified;
    this.warnings = warnings;
  }

  /**
   * Takes the next frames as they were mixed, before any gain.
   *
   * @param channels how many were mixed: a single one is its own mix, and is not searched again
   * @param loudest the largest magnitude of any channel in them, before they were mixed
   */
  public void takeMix(int channels, float loudest, float[] mix, int frames) {
    channelPeak = Math.max(channelPeak, loudest);
    mixPeak = channels == 1 ? channelPeak : Peak.of(mix, 0, frames, mixPeak);
  }

  /** Takes the next samples, full scale at ±1, as they are sent. */
  public void take(float[] audio, int from, int count) {
    peak = Peak.of(audio, from, count, peak);
    for (int i = from; amplified && i < from + count; i++) {
      clipped += Math.abs(audio[i]) > 1 ? 1 : 0;
    }
    samples += count;
    if (live) {
      tell(EARLY);
    }
  }

  /** No more audio comes. */
  public void end() {
    tell(LEAST);
  }

  private void tell(long enough) {
    if (!toldQuiet && samples >= enough && decibels(peak) < QUIET) {
      toldQuiet = true;
      // A live source of zeros has told so itself.
      if (Math.max(peak, channelPeak) > 0 || !live) {
        warnings.accept(
            decibels(channelPeak) - decibels(mixPeak) > CANCELLED
                ? new Warning("cancelled_channels", cancelled())
                : new Warning("quiet_input", quiet()));
      }
    }
    if (!toldClipping && clipped > 0) {
      toldClipping = true;
      warnings.accept(
          new Warning(
              "clipping",
              String.format(
                  Locale.ROOT,
                  "%s: %,d samples%s are beyond full scale and were cut: lower --gain",
                  name,
                  clipped,
                  live ? " so far" : "")));
    }
  }

  private String quiet() {
    if (peak == 0) {
      return name + ": there is nothing but silence in it: check what was recorded, and how";
    }
    return String.format(
        Locale.ROOT,
        "%s: is very quiet, its peak is at %.1f dBFS: the model may not recognise anything below %.0f; try"
            + " --gain auto",
        name,
        decibels(peak),
        QUIET);
  }

  private String cancelled() {
    return String.format(
        Locale.ROOT,
        "%s: its channels cancel each other out when they are mixed, as channels in opposite phase"
            + " do: a channel's peak is at %.1f dBFS, %s; use --channel 1",
        name,
        decibels(channelPeak),
        mixPeak == 0
            ? "the mix is silent"
            : String.format(Locale.ROOT, "the mix's at %.1f dBFS", decibels(mixPeak)));
  }

  private static double decibels(float magnitude) {
    return 20 * Math.log10(magnitude);
  }
}
