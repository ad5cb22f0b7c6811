package io.bidiclient.realtime.session;

import java.util.ArrayList;
import java.util.List;

/**
 * What a signal led to.
 *
 * @param state the session afterwards
 * @param effects what its owner must do, in order
 */
record Step(SessionState state, List<Effect> effects) {
  static Step of(SessionState state, Effect... effects) {
    return new Step(state, List.of(effects));
  }

  /** This step, and then what the next one adds. */
  Step then(Step next) {
    List<Effect> all = new ArrayList<>(effects);
    all.addAll(next.effects);
    return new Step(next.state, all);
  }
}
