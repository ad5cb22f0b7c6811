package io.bidiclient.realtime;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.event.TranscriptionEvent;

/** Takes what a transcription yields, on its owner's thread and in order. */
public interface TranscriptionListener {
  /** Takes what happened next. */
  void take(TranscriptionEvent event);

  /** Takes the audio of each {@link TranscriptionEvent.AudioSent}, after it. */
  default void sent(AudioChunk chunk) {}

  /** Whether to stop, since nobody reads any more; asked after each delta. */
  default boolean isClosed() {
    return false;
  }
}
