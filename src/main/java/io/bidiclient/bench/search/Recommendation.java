package io.bidiclient.bench.search;

import io.bidiclient.text.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What to make of a capacity.
 *
 * @param maxNumSeqs sequences that the server should take at most
 * @param streamsPerInstance live streams an instance at which the stack should add another: three
 *     quarters, and the rest is for the streams that come while one starts
 */
public record Recommendation(int maxNumSeqs, int streamsPerInstance) {
  private static final int QUARTERS = 4;

  /** The recommendation for at least one stream. */
  public static Recommendation of(int streams) {
    return new Recommendation(streams, Math.max(1, streams * (QUARTERS - 1) / QUARTERS));
  }

  /**
   * For people.
   *
   * @param price of an instance hour; 0 where it is not known
   */
  public List<String> lines(double price) {
    List<String> lines = new ArrayList<>();
    lines.add("audio: " + Quantity.of(maxNumSeqs, "hour") + " an hour");
    if (price > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "cost: %.4f an audio hour at full use, for an instance of %.4f an hour",
              price / maxNumSeqs,
              price));
    }
    lines.add("set: MaxNumSeqs=" + maxNumSeqs + " StreamsPerInstance=" + streamsPerInstance);
    return lines;
  }
}
