package io.bidiclient.endpoint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;

/** Reads a stack's events, each once, oldest first. AWS gives them newest first, in pages. */
final class EventTrail {
  private final CloudFormationClient aws;
  private final String stackId;
  private final Set<String> seen = new HashSet<>();

  EventTrail(CloudFormationClient aws, String stackId) {
    this.aws = aws;
    this.stackId = stackId;
  }

  /** The events since the last call. */
  List<StackEvent> next() {
    List<StackEvent> fresh = new ArrayList<>();
    Optional<String> page = Optional.empty();
    boolean met = false;
    do {
      String token = page.orElse(null);
      DescribeStackEventsResponse answer =
          aws.describeStackEvents(r -> r.stackName(stackId).nextToken(token));
      for (var event : answer.stackEvents()) {
        met |= !seen.add(event.eventId());
        if (!met) {
          fresh.add(read(event));
        }
      }
      page = Optional.ofNullable(answer.nextToken());
    } while (!met && page.isPresent());
    Collections.reverse(fresh);
    return fresh;
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
