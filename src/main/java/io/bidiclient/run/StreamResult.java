package io.bidiclient.run;

import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.event.RunEnded.Delivery;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.transport.TransportException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of one stream.
 *
 * @param status how its transcript ended
 * @param delivery what was sent
 * @param server what went wrong with its sessions, the gravest first
 * @param cause why its sessions failed, whatever was transcribed before
 * @param input what was wrong with its audio
 * @param fault the bug of ours that ended it
 */
public record StreamResult(
    RunStatus status,
    Delivery delivery,
    List<Problem> server,
    Optional<TransportException> cause,
    Optional<Problem> input,
    Optional<Throwable> fault) {
  /** A stream that failed before anything was sent. */
  static StreamResult failed(Problem problem) {
    return new StreamResult(
        RunStatus.FAILED,
        Delivery.NONE,
        List.of(problem),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A stream whose audio could not be opened. */
  static StreamResult unreadable(Problem problem) {
    return new StreamResult(
        RunStatus.FAILED,
        Delivery.NONE,
        List.of(),
        Optional.empty(),
        Optional.of(problem),
        Optional.empty());
  }

  /** A stream that a bug of ours ended. */
  static StreamResult broken(Throwable fault) {
    return new StreamResult(
        RunStatus.FAILED,
        Delivery.NONE,
        List.of(Problem.bug(fault)),
        Optional.empty(),
        Optional.empty(),
        Optional.of(fault));
  }

  /** All that went wrong: with the sessions, and then with the audio. */
  public List<Problem> problems() {
    return Stream.concat(server.stream(), input.stream()).toList();
  }
}
