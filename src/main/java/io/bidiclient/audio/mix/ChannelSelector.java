package io.bidiclient.audio.mix;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.ForwardingSource;
import io.bidiclient.audio.PcmFormat;
import java.io.IOException;
import java.util.Locale;

/** One channel of a source, to the bit; the others are dropped. Owned by the thread that reads. */
public final class ChannelSelector extends ForwardingSource {
  private final AudioSource source;
  private final int channels;
  private final int index;
  private float[] frames = {};

  private ChannelSelector(AudioSource source, int index) {
    super(source);
    this.source = source;
    this.channels = source.format().channels();
    this.index = index;
  }

  /**
   * Picks a channel.
   *
   * @param name what the source is called in messages
   * @param source owned by the result from now on: closed here when this throws
   * @param number the channel, from 1
   * @throws AudioException when there is no such channel
   */
  public static AudioSource of(String name, AudioSource source, int number) throws AudioException {
    int channels = source.format().channels();
    if (number <= channels) {
      return channels == 1 ? source : new ChannelSelector(source, number - 1);
    }
    String has = channels == 1 ? "it is mono" : "it has " + channels;
    String hint =
        channels == 1
            ? "leave --channel out"
            : String.format(Locale.ROOT, "choose --channel 1 to %d, or mix", channels);
    AudioException none =
        new AudioException(name + ": there is no channel " + number + ": " + has, hint);
    try {
      source.close();
    } catch (IOException e) {
      none.addSuppressed(e);
    }
    throw none;
  }

  @Override
  public PcmFormat format() {
    PcmFormat all = source.format();
    return new PcmFormat(all.encoding(), all.rate(), 1);
  }

  @Override
  public int read(float[] buffer) throws AudioException {
    if (frames.length < buffer.length * channels) {
      frames = new float[buffer.length * channels];
    }
    int count = source.read(frames);
    for (int i = 0; i < count; i++) {
      buffer[i] = frames[i * channels + index];
    }
    return count;
  }
}
