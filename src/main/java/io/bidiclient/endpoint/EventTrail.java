package io.bidiclient.endpoint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;

/**
 * Reads a stack's events, each once, oldest first. AWS gives them newest first, in pages. A call
 * that fails half-way takes nothing: the next one starts again. For use by one thread.
 */
public final class EventTrail {
  private final CloudFormationClient aws;
  private final String stackId;
  private final StackPlace place;
  private final Set<String> seen = new HashSet<>();

  EventTrail(CloudFormationClient aws, String stackId, StackPlace place) {
    this.aws = aws;
    this.stackId = stackId;
    this.place = place;
  }

  /** The events since the last call. */
  public List<StackEvent> next() throws StackException {
    List<StackEvent> fresh = new ArrayList<>();
    try {
      readUntilSeen(fresh);
    } catch (SdkException e) {
      throw AwsErrors.of("cannot read the events of the stack " + place, e);
    }
    fresh.forEach(event -> seen.add(event.id()));
    Collections.reverse(fresh);
    return fresh;
  }

  private void readUntilSeen(List<StackEvent> fresh) {
    Optional<String> page = Optional.empty();
    boolean met = false;
    do {
      String token = page.orElse(null);
      DescribeStackEventsResponse answer =
          aws.describeStackEvents(r -> r.stackName(stackId).nextToken(token));
      for (var event : answer.stackEvents()) {
        met |= seen.contains(event.eventId());
        if (!met) {
          fresh.add(read(event));
        }
      }
      page = Optional.ofNullable(answer.nextToken());
    } while (!met && page.isPresent());
  }

  private static StackEvent read(
      software.amazon.awssdk.services.cloudformation.model.StackEvent event) {
    return new StackEvent(
        event.eventId(),
        event.timestamp(),
        event.logicalResourceId(),
        event.resourceType(),
        event.resourceStatusAsString(),
        Optional.ofNullable(event.resourceStatusReason()).filter(why -> !why.isBlank()));
  }
}
