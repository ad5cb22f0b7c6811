package io.bidiclient.transcript.write;

import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Cuts the words of several channels into cues, each channel by itself, and puts the cues into the
 * order of their starts. Cues of different channels may overlap in time. Owned by one thread.
 */
final class CueTracks {
  /**
   * A cue that is ready.
   *
   * @param channel what it was said on
   * @param cue numbered over all channels
   */
  record Spoken(Channel channel, Cue cue) {}

  private final Function<Channel, String> labels;
  private final CueSettings settings;
  private final Map<Channel, CueSegmenter> cutters = new LinkedHashMap<>();
  private final List<Spoken> waiting = new ArrayList<>();
  private long number;

  /**
   * Tracks of no channel yet.
   *
   * @param labels what stands before the text of a channel's cues; empty for nothing
   */
  CueTracks(Function<Channel, String> labels, CueSettings settings) {
    this.labels = labels;
    this.settings = settings;
  }

  /** Takes the next word in the order of their starts; the cues that are ready now. */
  List<Spoken> word(Word word) {
    Channel channel = word.channel();
    cutters
        .computeIfAbsent(channel, c -> new CueSegmenter(labels.apply(c), settings))
        .add(word)
        .ifPresent(cue -> waiting.add(new Spoken(channel, cue)));
    return passed(word.start());
  }

  /** No word that starts before the sample comes any more; the cues that are ready now. */
  List<Spoken> passed(long sample) {
    long known = TranscriptFields.millis(sample);
    cutters.forEach(
        (channel, cutter) ->
            cutter.passed(known).ifPresent(cue -> waiting.add(new Spoken(channel, cue))));
    return ready(known);
  }

  /** What is left, after the last word. */
  List<Spoken> finish() {
    cutters.forEach(
        (channel, cutter) ->
            cutter.finish().ifPresent(cue -> waiting.add(new Spoken(channel, cue))));
    return ready(Long.MAX_VALUE);
  }

  /** The cues before which none can start any more. */
  private List<Spoken> ready(long known) {
    long earliest =
        cutters.values().stream()
            .flatMapToLong(cutter -> cutter.begun().stream())
            .reduce(known, Math::min);
    waiting.sort(
        Comparator.comparingLong((Spoken spoken) -> spoken.cue().start())
            .thenComparingInt(spoken -> spoken.channel().number()));
    List<Spoken> ready = new ArrayList<>();
    while (!waiting.isEmpty() && waiting.get(0).cue().start() < earliest) {
      Spoken next = waiting.remove(0);
      ready.add(new Spoken(next.channel(), next.cue().numbered(++number)));
    }
    return ready;
  }
}
