package io.bidiclient.realtime.session;

import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.realtime.protocol.ServerEvent;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import java.util.Optional;

/** What a session makes of each of the server's events; a part of {@link Session}'s step. */
final class SessionAnswer implements ServerEvent.Visitor<Step> {
  private final SessionState state;
  private final long now;

  SessionAnswer(SessionState state, long now) {
    this.state = state;
    this.now = now;
  }

  @Override
  public Step created(ServerEvent.SessionCreated event) {
    return switch (state.phase()) {
      case CONNECTING, OPENING -> {
        Step named = nameModel(state.phase(Phase.READY, now).named(event.id()));
        yield named.then(Step.of(named.state(), new Effect.TakeAudio()));
      }
      case READY, STREAMING, FINISHING, CLOSING, ENDED -> Step.of(state);
    };
  }

  @Override
  public Step updated(ServerEvent.SessionUpdated event) {
    return Step.of(state);
  }

  @Override
  public Step delta(ServerEvent.Delta event) {
    if (state.phase() == Phase.CLOSING) {
      return Step.of(state);
    }
    ServerEvent.Delta spaced = new ServerEvent.Delta(spaced(event.text()));
    SessionState heard =
        state.flow(state.flow().delta(event.text().isEmpty(), now)).said(spaced.text());
    return Step.of(heard, new Effect.Delta(spaced, heard.heard()));
  }

  /** No server writes the space between two turns. */
  private String spaced(String text) {
    boolean joined =
        state.spoken().isBetweenTurns()
            && !text.isEmpty()
            && !Character.isWhitespace(text.codePointAt(0));
    return joined ? " " + text : text;
  }

  @Override
  public Step done(ServerEvent.Done event) {
    SpeechTurns turns = state.turns().done();
    return switch (state.phase()) {
      case FINISHING -> new SessionAnswer(state.turns(turns), now).turnDone(event);
      case STREAMING ->
          turns.areOpen() ? new SessionAnswer(state.turns(turns), now).turnDone(event) : tooEarly();
      case CONNECTING, OPENING, READY -> tooEarly();
      case CLOSING, ENDED -> Step.of(state);
    };
  }

  @Override
  public Step turn(ServerEvent.SpeechTurn event) {
    return Step.of(state.turns(state.turns().after(event)));
  }

  private Step tooEarly() {
    return SessionSteps.fail(
        state,
        now,
        new TransportException(
            Category.NETWORK,
            "the transcript is not complete: "
                + target()
                + " ended the utterance while audio was still being sent",
            "check the model's length limit (max_model_len), or send shorter audio"));
  }

  @Override
  public Step error(ServerEvent.Failure event) {
    return switch (event.code()) {
      case "model_not_found" -> refused(event);
      case "model_not_validated" ->
          state.model().isStale()
              ? Step.of(state.model(state.model().withoutStale()))
              : refused(event);
      case "input_audio_buffer_commit_empty" ->
          state.turns().areOpen() ? nothingLeft() : SessionSteps.fail(state, now, failure(event));
      default -> SessionSteps.fail(state, now, failure(event));
    };
  }

  @Override
  public Step unknown(ServerEvent.Unknown event) {
    if (state.told()) {
      return Step.of(state);
    }
    Warning warning =
        new Warning("unknown_event", "the server sent an unknown event: " + event.type());
    return Step.of(
        state.toldOfUnknown(), new Effect.Report(new TranscriptionEvent.Warned(warning)));
  }

  private Step nameModel(SessionState next) {
    return Step.of(next.flow(next.flow().sentOne(now)), new Effect.Send(next.model().update()));
  }

  /** Tries the next name; queued audio is kept by the server, commits are not. */
  private Step refused(ServerEvent.Failure event) {
    Optional<ModelFallback> next = state.model().next(words(event));
    if (next.isEmpty()) {
      return SessionSteps.fail(
          state, now, SessionSteps.unknownModel(state, state.model().tried(), words(event)));
    }
    Step named = nameModel(state.model(next.get()));
    if (!state.inUtterance()) {
      return named;
    }
    Step started = named.then(SessionSteps.commit(named.state(), false, now));
    return state.phase() == Phase.FINISHING
        ? started.then(SessionSteps.commit(started.state(), true, now))
        : started;
  }

  /** Our commit came behind the end of the last turn, and all that was said may be here. */
  private Step nothingLeft() {
    SessionState left = state.turns(state.turns().nothingLeft());
    return left.turns().areOpen()
        ? Step.of(left)
        : closed(left, left.spoken().toString(), Optional.empty());
  }

  /** The text of a turn is complete: of the last one, where none is open. */
  private Step turnDone(ServerEvent.Done event) {
    Step checked = checked(event);
    SessionState next = checked.state();
    if (next.phase() == Phase.ENDED) {
      return checked;
    }
    return checked.then(
        next.turns().areOpen()
            ? Step.of(next.turnDone())
            : closed(next, whole(next, event), event.usage()));
  }

  private static String whole(SessionState last, ServerEvent.Done event) {
    return last.turns().detected() ? last.spoken().toString() : event.text();
  }

  private Step closed(SessionState last, String text, Optional<ServerEvent.Usage> usage) {
    return Step.of(
        last.phase(Phase.CLOSING, now),
        new Effect.Report(new TranscriptionEvent.UtteranceDone(text, usage)),
        new Effect.Finish());
  }

  /** Compares the server's own transcript with what it streamed, and says what it did not. */
  private Step checked(ServerEvent.Done event) {
    String streamed = state.spoken().turn();
    Optional<String> rest = DoneText.rest(streamed, event.text()).map(this::spaced);
    if (rest.isEmpty()) {
      return SessionSteps.fail(
          state,
          now,
          new TransportException(
              Category.PROTOCOL,
              "the transcript is in doubt: "
                  + target()
                  + " streamed "
                  + difference(streamed, event),
              "try again; if it happens again, report it to the operator of the server"));
    }
    return rest.get().isEmpty()
        ? Step.of(state)
        : Step.of(
            state.said(rest.get()),
            new Effect.Delta(new ServerEvent.Delta(rest.get()), reached(event)));
  }

  /** How far the model has come by its own count of tokens, where it streamed fewer. */
  private long reached(ServerEvent.Done event) {
    StreamCounters flow = state.flow();
    boolean counts = state.dialect().countsFrames() && flow.deltas() > 0;
    return event
        .usage()
        .map(ServerEvent.Usage::completionTokens)
        .filter(tokens -> counts && tokens > flow.deltas())
        .map(tokens -> FrameClock.heard(tokens, flow.sent()))
        .orElse(flow.sent());
  }

  private static String difference(String streamed, ServerEvent.Done event) {
    return streamed.length()
        + " characters, but transcription.done has "
        + event.text().length()
        + " other characters";
  }

  private TransportException failure(ServerEvent.Failure event) {
    String code = event.code().isEmpty() ? "" : " (" + event.code() + ")";
    return new TransportException(
        Category.REMOTE,
        target() + " reported an error: " + words(event) + code,
        "try again; the container's log has the details");
  }

  private static String words(ServerEvent.Failure event) {
    return event.message().isEmpty() ? "no reason given" : event.message();
  }

  private String target() {
    return state.settings().target();
  }
}
