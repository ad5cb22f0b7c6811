package io.bidiclient.bench.search;

/**
 * Whether an endpoint carries so many streams.
 *
 * @param kind the answer
 * @param reason why, for people; empty where it holds
 */
public record StepVerdict(Kind kind, String reason) {
  /** All gates hold. */
  public static final StepVerdict HOLDS = new StepVerdict(Kind.HOLDS, "");

  /** The answers. */
  public enum Kind {
    /** All gates hold. */
    HOLDS,
    /** A gate does not. */
    FAILS,
    /** The step says nothing of the endpoint: the client itself was late. */
    INVALID,
    /** The search has to end: throttled, interrupted, or out of time or money. */
    STOP
  }
}
