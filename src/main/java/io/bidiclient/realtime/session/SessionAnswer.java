package io.bidiclient.realtime.session;

import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.event.TranscriptionEvent;
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
    SessionState heard =
        state.flow(state.flow().delta(event.text().isEmpty(), now)).said(event.text());
    return Step.of(heard, new Effect.Delta(event, heard.heard()));
  }

  @Override
  public Step done(ServerEvent.Done event) {
    return switch (state.phase()) {
      case FINISHING -> finished(event);
      case CONNECTING, OPENING, READY, STREAMING ->
          SessionSteps.fail(
              state,
              now,
              new TransportException(
                  Category.NETWORK,
                  "the transcript is not complete: "
                      + target()
                      + " ended the utterance while audio was still being sent",
                  "check the model's length limit (max_model_len), or send shorter audio"));
      case CLOSING, ENDED -> Step.of(state);
    };
  }

  @Override
  public Step error(ServerEvent.Failure event) {
    return switch (event.code()) {
      case "model_not_found" -> refused(event);
      case "model_not_validated" ->
          state.model().isStale()
              ? Step.of(state.model(state.model().withoutStale()))
              : refused(event);
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
    Optional<ModelFallback> next = state.model().next();
    if (next.isEmpty()) {
      return SessionSteps.fail(
          state,
          now,
          new TransportException(
              Category.ENDPOINT,
              target() + " serves no model named " + state.model().tried() + ": " + words(event),
              "name the model that it serves with --model"));
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

  /** Compares the server's own transcript with what it streamed. */
  private Step finished(ServerEvent.Done event) {
    String streamed = state.spoken().toString();
    SessionState closing = state.phase(Phase.CLOSING, now);
    Step closed =
        Step.of(
            closing,
            new Effect.Report(new TranscriptionEvent.UtteranceDone(event.text(), event.usage())),
            new Effect.Finish());
    if (event.text().strip().equals(streamed.strip())) {
      return closed;
    }
    String began = streamed.strip();
    if (event.text().strip().startsWith(began)) {
      String rest = event.text().strip().substring(began.length());
      return Step.of(state, new Effect.Delta(new ServerEvent.Delta(rest), state.flow().sent()))
          .then(closed);
    }
    return SessionSteps.fail(
        state,
        now,
        new TransportException(
            Category.PROTOCOL,
            "the transcript is in doubt: " + target() + " streamed " + difference(streamed, event),
            "try again; if it happens again, report it to the operator of the server"));
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
