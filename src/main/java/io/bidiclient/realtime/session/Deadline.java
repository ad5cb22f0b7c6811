package io.bidiclient.realtime.session;

import io.bidiclient.transport.TimeLimit;
import io.bidiclient.transport.TransportException;
import io.bidiclient.transport.TransportException.Category;
import java.time.Duration;

/**
 * What a session waits for, and until when.
 *
 * @param kind what is waited for
 * @param limit how long
 * @param until nanoseconds on the owner's clock
 */
public record Deadline(Kind kind, Duration limit, long until) {
  private static final String CONTAINER =
      "check the container: port 8080, the bidirectional-streaming label, the InferenceAmiVersion,"
          + " the security group";

  public enum Kind {
    CONNECT,
    SESSION,
    FIRST_DELTA,
    STALL,
    DONE,
    CLOSE
  }

  static Deadline of(Kind kind, long since, Duration limit) {
    return new Deadline(kind, limit, since + limit.toNanos());
  }

  /** So much later. */
  Deadline plus(Duration more) {
    return new Deadline(kind, limit.plus(more), until + more.toNanos());
  }

  /** The sooner of two. */
  Deadline or(Deadline other) {
    return other.until < until ? other : this;
  }

  /** What to tell when the time is up. */
  TransportException failure(String target) {
    String time = TimeLimit.words(limit);
    return switch (kind) {
      case CONNECT -> TimeLimit.noConnection(target, limit);
      case SESSION ->
          new TransportException(
              Category.TIMEOUT,
              "no session on " + target + ": connected, but no session.created in " + time,
              target.startsWith("endpoint ")
                  ? CONTAINER
                  : "check the path of --url; vLLM's is /v1/realtime");
      case FIRST_DELTA ->
          new TransportException(
              Category.TIMEOUT,
              "no answer from " + target + ": no delta in " + time,
              "a cold server compiles first: try again, or raise --first-delta-timeout");
      case STALL ->
          new TransportException(
              Category.REMOTE,
              target + " stalled: no delta in " + time + " while audio was sent",
              "try again, or raise --stall-timeout");
      case DONE ->
          new TransportException(
              Category.TIMEOUT,
              "the transcript is not complete: no transcription.done from "
                  + target
                  + " in "
                  + time,
              "try again, or raise --done-timeout");
      case CLOSE ->
          new TransportException(
              Category.TIMEOUT, target + " did not close the stream in " + time, "try again");
    };
  }
}
