package io.bidiclient.realtime.protocol;

import java.util.List;
import java.util.Optional;

/** Whose names a realtime server speaks. */
public enum Dialect {
  /** To be told from the server's first event; vLLM's until then. */
  AUTO,
  /** vLLM's Realtime API: 16 kHz, a delta every 80 ms. */
  VLLM,
  /** OpenAI's realtime transcription: 24 kHz, deltas at any time, a commit ends the turn. */
  OPENAI;

  /** The dialect that is spoken, as far as this message of the server tells. */
  public Dialect settled(EventFields fields) throws ProtocolException {
    if (this != AUTO) {
      return this;
    }
    return switch (fields.type()) {
      case "transcription_session.created" -> OPENAI;
      case "session.created" -> fields.nested() ? OPENAI : VLLM;
      default -> AUTO;
    };
  }

  /** Reads a server's message; empty for one that is known to say nothing for us. */
  public Optional<ServerEvent> read(EventFields fields) throws ProtocolException {
    return this == OPENAI
        ? OpenAiEventReader.read(fields)
        : Optional.of(EventCodec.readServer(fields));
  }

  /** Writes one session's events, each as none, one or more messages; remembers what it needs. */
  public ClientEvent.Visitor<List<String>> speech() {
    return this == OPENAI ? new OpenAiEncoder() : new VllmEncoder();
  }

  /** Whether a delta stands for a frame of 80 ms. */
  public boolean counts() {
    return this != OPENAI;
  }
}
