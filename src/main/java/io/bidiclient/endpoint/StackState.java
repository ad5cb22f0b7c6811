package io.bidiclient.endpoint;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A stack as it is now.
 *
 * @param place where it is
 * @param id its full name (ARN)
 * @param words its status in CloudFormation's words, such as {@code CREATE_COMPLETE}
 * @param reason why it is so, where CloudFormation says so
 * @param created when it was made
 * @param updated when it was last changed, if it was
 * @param parameters what it was made with; hidden ones as asterisks
 * @param outputs what it gives; empty until it is made
 */
public record StackState(
    StackPlace place,
    String id,
    String words,
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

  /** What its status means. */
  public StackStatus status() {
    return StackStatus.of(words);
  }

  /** The name of the endpoint that it makes. */
  public String endpointName() {
    return parameters.getOrDefault("EndpointName", "");
  }

  /** The same once CloudFormation does not know it any more. */
  public StackState gone() {
    return new StackState(
        place, id, "DELETE_COMPLETE", Optional.empty(), created, updated, parameters, outputs);
  }

  /** Whether nobody did anything to it between this look and another. */
  public boolean unchangedSince(StackState before) {
    return id.equals(before.id) && words.equals(before.words) && updated.equals(before.updated);
  }
}
