package io.bidiclient.audio;

import java.util.Optional;

/**
 * Hands chunks to a receiver, each when its pace and the receiver allow it. The receiver grants
 * credit in chunks and says how far the model has come, from any thread.
 */
public interface ChunkFeed {
  /** Takes what the feed reads, on whatever thread reads; must not block. */
  interface Receiver {
    /** The next chunk. */
    void chunk(AudioChunk chunk);

    /** The last call: the end of the audio, and what was wrong with it if anything was. */
    void ended(Optional<AudioException> problem);

    /** The last call, in place of {@link #ended}: a fault of ours. */
    void broke(RuntimeException fault);
  }

  /** Begins to read. */
  void start(Receiver receiver);

  /** Allows so many further chunks; none is allowed at first. */
  void grant(int chunks);

  /** Reports how far the model has come, in samples on the chunks' time line. */
  void heard(long samples);

  /** Tells that the server does not say how far the model has come: nothing waits for that. */
  void uncounted();
}
