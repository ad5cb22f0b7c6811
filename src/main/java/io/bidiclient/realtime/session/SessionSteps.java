package io.bidiclient.realtime.session;

import io.bidiclient.realtime.protocol.ClientEvent;
import io.bidiclient.transport.CloseReason;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import java.util.Optional;

/** Steps of a {@link Session} that follow from several signals. */
final class SessionSteps {
  private SessionSteps() {}

  /** Sends a commit and remembers that the model's name will be checked for it. */
  static Step commit(SessionState state, boolean last, long now) {
    return Step.of(
        state.model(state.model().committed()).flow(state.flow().sentOne(now)),
        new Effect.Send(new ClientEvent.Commit(last)));
  }

  /** Gives the session up. What the network lost after words had come is a partial transcript. */
  static Step fail(SessionState state, long now, TransportException cause) {
    boolean lost = cause.category() == Category.NETWORK || cause.category() == Category.TIMEOUT;
    Outcome outcome =
        lost && state.flow().deltas() > 0 ? new Outcome.Partial(cause) : new Outcome.Failed(cause);
    return Step.of(state, new Effect.Abort()).then(end(state, now, outcome));
  }

  /** The failure of a server that serves none of these models. */
  static TransportException unknownModel(SessionState state, String names, String words) {
    return new TransportException(
        Category.ENDPOINT,
        state.settings().target() + " serves no model named " + names + ": " + words,
        "name the model that it serves with --model");
  }

  /** The failure of a server that refused a model and closes instead of waiting for another. */
  static Optional<TransportException> closedOnModel(SessionState state, CloseReason reason) {
    boolean onPurpose =
        !(reason instanceof CloseReason.Failed failed)
            || failed.cause().category() == Category.AUTH;
    return onPurpose && state.flow().deltas() == 0
        ? state.model().refusal().map(w -> unknownModel(state, state.model().refused(), w))
        : Optional.empty();
  }

  static Step end(SessionState state, long now, Outcome outcome) {
    return Step.of(state.phase(Phase.ENDED, now), new Effect.End(outcome));
  }
}
