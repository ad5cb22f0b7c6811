package io.bidiclient.realtime.protocol;

import io.bidiclient.audio.AudioChunk;
import java.util.Optional;

/**
 * What a client says in vLLM's Realtime protocol.
 *
 * @see <a href="https://docs.vllm.ai/en/latest/serving/openai_compatible_server/">vLLM's server
 *     documentation, Realtime API</a>
 */
public sealed interface ClientEvent {
  /** Calls the visitor's method for this event. */
  <R> R accept(Visitor<R> visitor);

  /** One method an event: a new event does not compile until every reader handles it. */
  interface Visitor<R> {
    /** The model was named. */
    R sessionUpdate(SessionUpdate event);

    /** Audio was sent. */
    R append(Append event);

    /** The utterance was started or ended. */
    R commit(Commit event);
  }

  /**
   * Names the model, at top level; the server does not acknowledge it.
   *
   * @param model the served name; may be empty, which old servers take for any; absent from the
   *     message when absent here
   */
  record SessionUpdate(Optional<String> model) implements ClientEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sessionUpdate(this);
    }
  }

  /**
   * A piece of audio.
   *
   * @param pcm 16 kHz mono PCM16 LE as it is sent; a server must check its length itself
   */
  record Append(PcmBytes pcm) implements ClientEvent {
    /** The event that carries a chunk. */
    public static Append of(AudioChunk chunk) {
      return new Append(new PcmBytes(chunk.pcm()));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.append(this);
    }
  }

  /**
   * Starts a generation on what is queued ({@code last} false) or ends the audio ({@code last}
   * true). OpenAI's event of the same name means something else.
   */
  record Commit(boolean last) implements ClientEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.commit(this);
    }
  }
}
