package io.bidiclient.simulation;

import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.session.Outcome;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen of one run.
 *
 * @param world what was spoken
 * @param printed the text, piece by piece
 * @param joints where the client says that it joined two sessions
 * @param warnings what a person was told
 * @param outcome how it ended; empty where it did not
 * @param delivery what was sent
 * @param violations what must not happen, seen while it ran
 * @param struck how often each fault struck
 * @param held how long new words were held back after each resume
 * @param took time on the virtual clock
 * @param leftOpen connections that were left open
 * @param doubled what the server itself said twice
 * @param silenced words to which a session that heard them said nothing
 */
record RunLog(
    World world,
    List<Printed> printed,
    List<Joint> joints,
    List<Told> warnings,
    Optional<Outcome> outcome,
    RunEnded.Delivery delivery,
    List<String> violations,
    Map<FaultKind, Integer> struck,
    List<Holdback.Held> held,
    Duration took,
    long leftOpen,
    List<Again> doubled,
    BitSet silenced) {
  /**
   * A delta that the server sent twice.
   *
   * @param last index of the last word in it
   * @param left characters of that word that it does not reach
   * @param text what it says
   */
  record Again(int last, int left, String text) {}

  /**
   * A piece of the transcript.
   *
   * @param text to the letter
   * @param heard how far the model had heard, by the client's account, in samples
   */
  record Printed(String text, long heard) {}

  /**
   * A place where two sessions were joined.
   *
   * @param seam what the client says of it
   * @param printed pieces that were printed before it
   */
  record Joint(Seam seam, int printed) {}

  /**
   * A warning.
   *
   * @param code its name
   * @param message its sentence
   * @param printed pieces that were printed before it
   */
  record Told(String code, String message, int printed) {}

  /** All that was printed. */
  String text() {
    StringBuilder text = new StringBuilder();
    printed.forEach(piece -> text.append(piece.text()));
    return text.toString();
  }

  /** Joins that the client says it is not certain of. */
  List<Joint> uncertain() {
    return joints.stream().filter(joint -> !joint.seam().isCertain()).toList();
  }

  /** Whether the client says that it has all, though some joins are not certain. */
  boolean doubted() {
    return outcome.filter(Outcome.Uncertain.class::isInstance).isPresent();
  }

  boolean completed() {
    return outcome.filter(Outcome.Completed.class::isInstance).isPresent();
  }
}
