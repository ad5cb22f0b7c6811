package io.bidiclient.audio.pipeline;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.ChunkSource;
import io.bidiclient.audio.mix.Amplifier;
import io.bidiclient.audio.mix.Downmix;
import io.bidiclient.audio.mix.Gain;
import io.bidiclient.audio.mix.LevelMonitor;
import io.bidiclient.audio.pcm.PcmEncoder;
import io.bidiclient.audio.resample.Resampler;
import io.bidiclient.problem.Warning;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The way from a source to what is sent: frames are mixed to mono, brought to 16 kHz, amplified,
 * rounded to PCM16 and cut into chunks of one length, the last as short as it falls. A chunk is
 * there as soon as its samples are in, and memory does not grow with the input.
 *
 * <p>Owned by the one thread that calls {@link #next}; {@link #close} may come from any.
 */
public final class AudioPipeline implements ChunkSource {
  private static final int BLOCK_FRAMES = 4_096;

  private final String name;
  private final AudioSource source;
  private final int channels;
  private final int chunkSamples;
  private final Resampler resampler;
  private final Optional<Amplifier> amplifier;
  private final LevelMonitor loudness;
  private final Consumer<Warning> warnings;
  private final float[] block;
  private final float[] ready;
  private int from;
  private int to;
  private long emitted;
  private boolean opened;
  private boolean ended;
  private Optional<AudioException> failure = Optional.empty();

  /**
   * A pipeline over a source, which it owns.
   *
   * @param name what the source is called in messages
   * @param chunkMillis length of a chunk in milliseconds, at least 1
   */
  public AudioPipeline(String name, AudioSource source, int chunkMillis) {
    this(name, source, chunkMillis, Gain.NONE, warning -> {});
  }

  /**
   * The same, amplified and watched.
   *
   * @param gain {@link Gain#NONE} keeps every bit
   * @param warnings takes, on the reading thread, what a person should know of the audio
   */
  public AudioPipeline(
      String name, AudioSource source, int chunkMillis, Gain gain, Consumer<Warning> warnings) {
    if (chunkMillis < 1) {
      throw new IllegalArgumentException("a chunk lasts 1 ms at least, not " + chunkMillis);
    }
    this.name = name;
    this.source = source;
    this.channels = source.format().channels();
    this.chunkSamples = Math.multiplyExact(chunkMillis, AudioChunk.RATE / 1_000);
    this.resampler = new Resampler(source.format().rate());
    this.amplifier = gain.isNone() ? Optional.empty() : Optional.of(gain.amplifier());
    this.loudness = new LevelMonitor(name, source.isLive(), !gain.isNone(), warnings);
    this.warnings = warnings;
    this.block = new float[BLOCK_FRAMES * channels];
    this.ready = new float[chunkSamples + resampler.room(BLOCK_FRAMES)];
  }

  /**
   * The next chunk; waits for its samples. Empty at the end of the audio.
   *
   * @throws AudioException when the source failed, after the last chunk of what could be read, or
   *     when there was no audio at all; again at every later call
   */
  @Override
  public Optional<AudioChunk> next() throws AudioException {
    if (!opened) {
      opened = true;
      source.warnings().forEach(warnings);
    }
    while (to - from < chunkSamples && !ended) {
      fill();
    }
    int samples = Math.min(chunkSamples, to - from);
    if (samples > 0) {
      return Optional.of(take(samples));
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return Optional.empty();
  }

  /** Closes the source; a {@link #next} that waits for it ends. */
  @Override
  public void close() throws IOException {
    source.close();
  }

  private void fill() {
    System.arraycopy(ready, from, ready, 0, to - from);
    to -= from;
    from = 0;
    try {
      int frames = source.read(block);
      if (frames < 0) {
        end();
      } else {
        float loudest = Downmix.toMono(block, frames, channels);
        loudness.takeMix(channels, loudest, block, frames);
        louder(resampler.process(block, frames, ready, to));
      }
    } catch (AudioException e) {
      end();
      failure = Optional.of(e);
    }
  }

  /** Takes so many new samples behind those that are ready. */
  private void louder(int count) {
    for (int i = to; amplifier.isPresent() && i < to + count; i++) {
      ready[i] = amplifier.get().next(ready[i]);
    }
    loudness.take(ready, to, count);
    to += count;
  }

  private void end() {
    ended = true;
    louder(resampler.finish(ready, to));
    loudness.end();
    if (emitted + to - from == 0) {
      failure =
          Optional.of(
              new AudioException(
                  name + ": there is no audio in it", "check that the recording worked"));
    }
  }

  private AudioChunk take(int samples) {
    byte[] pcm = new byte[2 * samples];
    PcmEncoder.write(ready, from, samples, pcm, 0);
    from += samples;
    AudioChunk chunk = new AudioChunk(emitted, pcm);
    emitted += samples;
    return chunk;
  }
}
