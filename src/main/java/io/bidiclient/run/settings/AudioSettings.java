package io.bidiclient.run.settings;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.mix.ChannelSelector;
import io.bidiclient.audio.mix.Gain;
import io.bidiclient.transcript.Channel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What the audio of the inputs is, and what is made of it.
 *
 * @param raw the format of headerless input; absent for input with a header
 * @param chunkMillis audio in one message, in milliseconds
 * @param gain how much louder it is made
 * @param channel the one channel that is used, from 1; all of them mixed when absent
 * @param split whether each channel is transcribed by itself
 * @param channelNames labels of split channels, in their order
 */
public record AudioSettings(
    Optional<PcmFormat> raw,
    int chunkMillis,
    Gain gain,
    OptionalInt channel,
    boolean split,
    List<String> channelNames) {
  public AudioSettings {
    channelNames = List.copyOf(channelNames);
  }

  /**
   * The channel of a source that is used.
   *
   * @param source owned by the result from now on: closed here when this throws
   * @throws AudioException when it has no such channel
   */
  public AudioSource select(String name, AudioSource source) throws AudioException {
    return channel.isPresent() ? ChannelSelector.of(name, source, channel.getAsInt()) : source;
  }

  /** Labels for so many channels: their names, as far as there are some. */
  public List<Channel> labels(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            n -> new Channel(n, n <= channelNames.size() ? channelNames.get(n - 1).strip() : ""))
        .toList();
  }
}
