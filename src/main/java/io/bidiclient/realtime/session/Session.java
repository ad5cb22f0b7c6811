package io.bidiclient.realtime.session;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.protocol.ClientEvent;
import io.bidiclient.realtime.protocol.Dialect;
import io.bidiclient.realtime.protocol.ProtocolException;
import io.bidiclient.realtime.protocol.ProtocolMessage;
import io.bidiclient.transport.CloseReason;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import java.util.Optional;

/**
 * One session with a realtime server, as a pure step from state and signal to state and effects: no
 * clock, no thread, no wire of its own.
 *
 * <pre>
 *             opened             session.created          first chunk
 * CONNECTING ────────► OPENING ──────────────────► READY ─────────────► STREAMING
 *                              send session.update        send commit,     │ every chunk: append
 *                              take audio                 append           │ audio ended:
 *                                                                          ▼ commit final
 *                      ENDED ◄──────── CLOSING ◄────────────────────── FINISHING
 *                              closed            transcription.done
 * </pre>
 *
 * <p>Any phase but the last two ends when the connection does, when the time for it runs out, or
 * when the server refuses or fails. The utterance is started by its first chunk and ended only
 * after one: servers answer to an empty one badly, or never.
 */
final class Session implements Signal.Visitor<Step> {
  private final SessionState state;
  private final long now;

  private Session(SessionState state, long now) {
    this.state = state;
    this.now = now;
  }

  /**
   * Takes one signal.
   *
   * @param now nanoseconds on the owner's clock; never earlier than at the step before
   */
  static Step step(SessionState state, Signal signal, long now) {
    return state.phase() == Phase.ENDED ? Step.of(state) : signal.accept(new Session(state, now));
  }

  @Override
  public Step opened() {
    return state.phase() == Phase.CONNECTING
        ? Step.of(state.phase(Phase.OPENING, now))
        : Step.of(state);
  }

  @Override
  public Step received(String message) {
    if (state.phase() == Phase.CLOSING) {
      // The transcript is complete, whatever comes after transcription.done.
      return Step.of(state, new Effect.Ignore(message));
    }
    try {
      ProtocolMessage parsed = state.dialect().parse(message);
      Dialect dialect = state.dialect().settled(parsed);
      SessionState settled = dialect.equals(state.dialect()) ? state : state.dialect(dialect);
      return dialect
          .read(parsed)
          .map(event -> event.accept(new SessionAnswer(settled, now)))
          .orElseGet(() -> Step.of(settled));
    } catch (ProtocolException e) {
      return SessionSteps.fail(
          state,
          now,
          new TransportException(
              Category.PROTOCOL,
              state.settings().target() + " broke the protocol: " + e.getMessage(),
              "check that the endpoint serves vLLM's Realtime API (--model-path)",
              e));
    }
  }

  @Override
  public Step closed(CloseReason reason) {
    if (state.phase() == Phase.CLOSING) {
      Step ignored =
          reason instanceof CloseReason.Failed failed
              ? Step.of(state, new Effect.Ignore(failed.cause().getMessage()))
              : Step.of(state);
      return ignored.then(SessionSteps.end(state, now, new Outcome.Completed()));
    }
    Optional<TransportException> refused = SessionSteps.closedOnModel(state, reason);
    if (refused.isPresent()) {
      return SessionSteps.fail(state, now, refused.get());
    }
    if (reason instanceof CloseReason.Failed failed) {
      return SessionSteps.fail(state, now, failed.cause());
    }
    TransportException early =
        new TransportException(
            Category.NETWORK,
            "the transcript is not complete: "
                + state.settings().target()
                + " ended the stream before transcription.done",
            "try again; the container's log says why it closed");
    return SessionSteps.end(state, now, new Outcome.Partial(early));
  }

  @Override
  public Step audio(AudioChunk chunk, boolean owed) {
    Step armed =
        state.phase() == Phase.READY
            ? commit(state.phase(Phase.STREAMING, now), false)
            : Step.of(state);
    StreamCounters flow = armed.state().flow().sentAudio(chunk.samples(), owed, now).sentOne(now);
    return armed.then(
        Step.of(armed.state().flow(flow), new Effect.Send(ClientEvent.Append.of(chunk))));
  }

  @Override
  public Step audioEnded() {
    return switch (state.phase()) {
      case STREAMING -> commit(state.phase(Phase.FINISHING, now), true);
      case CONNECTING, OPENING, READY -> {
        Step ended = SessionSteps.end(state, now, new Outcome.Completed());
        yield Step.of(ended.state(), new Effect.Abort()).then(ended);
      }
      case FINISHING, CLOSING, ENDED -> Step.of(state);
    };
  }

  @Override
  public Step acknowledged() {
    return Step.of(state.flow(state.flow().acknowledged(now)));
  }

  @Override
  public Step ticked() {
    Deadline wait = state.deadline().orElse(null);
    if (wait == null || wait.until() > now) {
      return Step.of(state);
    }
    if (wait.kind() == Deadline.Kind.CLOSE) {
      return Step.of(state, new Effect.Abort())
          .then(SessionSteps.end(state, now, new Outcome.Completed()));
    }
    return SessionSteps.fail(state, now, wait.failure(state.settings().target()));
  }

  private Step commit(SessionState next, boolean last) {
    return SessionSteps.commit(next, last, now);
  }
}
