package io.bidiclient.realtime.session;

import io.bidiclient.realtime.protocol.ClientEvent;
import java.util.List;
import java.util.Optional;

/**
 * The names to try for the model, and where we are among them.
 *
 * <p>A server answers a name that it does not serve with {@code model_not_found}, and each commit
 * that followed it with {@code model_not_validated}. Nothing is acknowledged, so several of these
 * answers may be under way when the next name is sent: they are counted and not taken for a refusal
 * of that next name.
 *
 * @param names in the order in which they are tried
 * @param current index of the one that was sent last
 * @param commits commits sent since then
 * @param stale answers to come that belong to an earlier name
 * @param refusal what the server said to the name before; absent for the first
 */
record ModelFallback(
    List<String> names, int current, int commits, int stale, Optional<String> refusal) {
  /** Before the first name was sent. */
  static ModelFallback of(List<String> names) {
    return new ModelFallback(List.copyOf(names), 0, 0, 0, Optional.empty());
  }

  /** Only the first name. */
  ModelFallback first() {
    return new ModelFallback(names.subList(0, 1), 0, commits, stale, refusal);
  }

  /** The event that names the current model. */
  ClientEvent update() {
    return new ClientEvent.SessionUpdate(Optional.of(names.get(current)));
  }

  ModelFallback committed() {
    return new ModelFallback(names, current, commits + 1, stale, refusal);
  }

  /** Whether an answer {@code model_not_validated} is for a name that was given up already. */
  boolean isStale() {
    return stale > 0;
  }

  ModelFallback withoutStale() {
    return new ModelFallback(names, current, commits, stale - 1, refusal);
  }

  /**
   * The next name, if there is one, behind the server's words; what was committed so far will still
   * be answered.
   */
  Optional<ModelFallback> next(String words) {
    return current + 1 == names.size()
        ? Optional.empty()
        : Optional.of(
            new ModelFallback(names, current + 1, 0, stale + commits, Optional.of(words)));
  }

  /** All the names, for an error message. */
  String tried() {
    return spelled(names);
  }

  /** The names that were refused before the one that was sent last. */
  String refused() {
    return spelled(names.subList(0, current));
  }

  private static String spelled(List<String> names) {
    return String.join(", ", names.stream().map(name -> '"' + name + '"').toList());
  }
}
