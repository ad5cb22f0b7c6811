package io.bidiclient.emulator.config;

/** How the emulated server behaves where versions and moods of real ones differ. */
public enum EmulatorMode {
  /** As vLLM is released. */
  RELEASED,
  /**
   * As before February 2026: any model is accepted, no silence is added at the final commit, and an
   * utterance without audio ends the session.
   */
  LEGACY,
  /**
   * As proposed upstream: {@code session.updated}, more fields in the events, {@code buffer_full}
   * for more than 256 waiting chunks, {@code idle_timeout} for a client that says nothing.
   */
  NEXT,
  /** Goes silent for good after some frames, with the stream open. */
  MUTE,
  /** Transcribes nothing: every delta is empty. */
  RUT,
  /** Holds the first delta of every session back, as a server does that still compiles. */
  SLOW_START,
  /** Speaks OpenAI's realtime transcription: other names, 24 kHz, no empty deltas. */
  OPENAI
}
