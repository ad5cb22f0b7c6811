package io.bidiclient.endpoint;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A stack as it is now.
 *
 * @param id its full name (ARN)
 * @param status in CloudFormation's words, such as {@code CREATE_COMPLETE}
 * @param reason why it is so, where CloudFormation says so
 * @param created when it was made
 * @param updated when it was last changed, if it was
 * @param parameters what it was made with; hidden ones as asterisks
 * @param outputs what it gives; empty until it is made
 */
public record StackState(
    String id,
    String status,
    Optional<String> reason,
    Instant created,
    Optional<Instant> updated,
    Map<String, String> parameters,
    Map<String, String> outputs) {
  /** Copies the maps. */
  public StackState {
    parameters = Map.copyOf(parameters);
    outputs = Map.copyOf(outputs);
  }

  /** The name of the endpoint that it makes. */
  public String endpointName() {
    return parameters.getOrDefault("EndpointName", "");
  }

  /** Whether something is being done to it. */
  public boolean busy() {
    return status.endsWith("_IN_PROGRESS") && !inReview();
  }

  /** Whether there is only a change set that was never run. */
  boolean inReview() {
    return status.equals("REVIEW_IN_PROGRESS");
  }

  /** Whether its making failed: it holds nothing and can only be deleted. */
  boolean stillborn() {
    return status.equals("ROLLBACK_COMPLETE")
        || status.equals("ROLLBACK_FAILED")
        || status.equals("CREATE_FAILED")
        || status.equals("DELETE_FAILED");
  }
}
