package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.event.Sha256;
import java.security.MessageDigest;
import java.util.Optional;

/** Counts what a run did, for its {@link Result}. Owned by the run's thread. */
final class RunCounters {
  private final Optional<MessageDigest> digest;
  private long read;
  private long chunkSamples;
  private long sent;
  private long chunksSent;
  private long frames;
  private int sessions;
  private int retries;
  private int seams;
  private int uncertainSeams;
  private boolean mute = true;

  /**
   * Nothing was done yet.
   *
   * @param digest of the audio that is sent, where it is wanted
   */
  RunCounters(Optional<MessageDigest> digest) {
    this.digest = digest;
  }

  void read(AudioChunk chunk) {
    read = chunk.end();
    chunkSamples = Math.max(chunkSamples, chunk.samples());
  }

  /** Counts audio that was sent for the first time; what was sent again counts once. */
  void sentUpTo(long sample, ReplayBuffer buffer) {
    for (ReplayBuffer.Entry entry : buffer.between(sent, sample)) {
      AudioChunk chunk = entry.chunk();
      digest.ifPresent(sum -> sum.update(chunk.pcm()));
      sent = chunk.end();
      chunksSent++;
    }
  }

  /** Samples of the longest chunk that was read. */
  long chunkSamples() {
    return chunkSamples;
  }

  long chunksSent() {
    return chunksSent;
  }

  void frame() {
    frames++;
  }

  void said(String text) {
    mute &= text.isBlank();
  }

  void session() {
    sessions++;
  }

  int sessions() {
    return sessions;
  }

  void retry() {
    retries++;
  }

  void seam(Seam seam) {
    seams++;
    uncertainSeams += seam.isCertain() ? 0 : 1;
  }

  int uncertainSeams() {
    return uncertainSeams;
  }

  boolean isMute() {
    return mute;
  }

  RunEnded.Delivery delivery() {
    return new RunEnded.Delivery(
        read,
        sent,
        digest.map(Sha256::end).orElse(""),
        frames,
        sessions,
        retries,
        seams,
        uncertainSeams);
  }
}
