package io.bidiclient.realtime.event;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The last event of a run.
 *
 * @param status how it ended
 * @param delivery proof of what was delivered
 */
public record RunEnded(RunStatus status, Delivery delivery) implements TranscriptionEvent {
  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.ended(this);
  }

  /**
   * What went over the wire.
   *
   * @param read samples read from the input, at 16 kHz
   * @param sent samples sent, each counted once however often it was sent
   * @param sha256 of what was sent, each byte counted once, in hexadecimal; empty where nobody is
   *     told it
   * @param frames deltas that came, over all sessions
   * @param sessions sessions that were asked for
   * @param retries sessions that replaced one that broke
   * @param seams places where the text of one session was joined to that of another
   * @param uncertainSeams those of them where a word may be missing, doubled or changed
   */
  public record Delivery(
      long read,
      long sent,
      String sha256,
      long frames,
      int sessions,
      int retries,
      int seams,
      int uncertainSeams) {
    /** A delivery without a seam. */
    public Delivery(long read, long sent, String sha256, long frames, int sessions, int retries) {
      this(read, sent, sha256, frames, sessions, retries, 0, 0);
    }

    /** Nothing was sent; the digest is that of no bytes. */
    public static final Delivery NONE =
        new Delivery(
            0, 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 0, 0, 0);

    /**
     * Several deliveries as one: counts are added up, and the SHA-256 is that of theirs in
     * hexadecimal, each with a line feed behind it.
     */
    public static Delivery sum(List<Delivery> all) {
      return new Delivery(
          all.stream().mapToLong(Delivery::read).sum(),
          all.stream().mapToLong(Delivery::sent).sum(),
          digest(all),
          all.stream().mapToLong(Delivery::frames).sum(),
          all.stream().mapToInt(Delivery::sessions).sum(),
          all.stream().mapToInt(Delivery::retries).sum(),
          all.stream().mapToInt(Delivery::seams).sum(),
          all.stream().mapToInt(Delivery::uncertainSeams).sum());
    }

    private static String digest(List<Delivery> all) {
      return Sha256.of(all.stream().map(one -> one.sha256() + "\n").collect(Collectors.joining()));
    }
  }
}
