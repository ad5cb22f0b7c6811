package io.bidiclient.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One stack in the stand-in for AWS. */
final class StackStandIn {
  /** Something that CloudFormation says of it. */
  record Event(int id, Instant at, String resource, String type, String status, String reason) {}

  /** A change that was planned. */
  static final class ChangeSet {
    final String id;
    final boolean creates;
    final boolean deletesOnFailure;
    final Map<String, String> parameters;
    final List<String> changes;
    String status = "CREATE_PENDING";
    String execution = "UNAVAILABLE";
    String token = "";

    ChangeSet(
        String id,
        boolean creates,
        boolean deletesOnFailure,
        Map<String, String> parameters,
        List<String> changes) {
      this.id = id;
      this.creates = creates;
      this.deletesOnFailure = deletesOnFailure;
      this.parameters = parameters;
      this.changes = changes;
    }
  }

  static final String STACK_TYPE = "AWS::CloudFormation::Stack";

  final String name;
  final String id;
  final Instant created;
  final Map<String, ChangeSet> changeSets = new LinkedHashMap<>();
  final List<Event> events = new ArrayList<>();
  Map<String, String> parameters = new LinkedHashMap<>();
  Optional<Instant> updated = Optional.empty();
  String status;
  String reason = "";

  /** SageMaker's status of its endpoint; empty where there is none. */
  String endpoint = "";

  StackStandIn(String name, String id, Instant created, String status) {
    this.name = name;
    this.id = id;
    this.created = created;
    this.status = status;
  }

  void happen(Instant at, String resource, String became, String why) {
    boolean whole = resource.equals(name);
    String type = whole ? STACK_TYPE : "AWS::SageMaker::" + resource;
    events.add(new Event(events.size() + 1, at, resource, type, became, why));
    if (whole) {
      status = became;
      reason = why;
    }
    if (resource.equals("Endpoint")) {
      endpoint =
          switch (became) {
            case "CREATE_IN_PROGRESS" -> "Creating";
            case "CREATE_FAILED" -> "Failed";
            case "UPDATE_IN_PROGRESS" -> "Updating";
            case "DELETE_IN_PROGRESS" -> "Deleting";
            case "DELETE_COMPLETE" -> "";
            default -> "InService";
          };
    }
  }

  String xml() {
    StringBuilder all = new StringBuilder();
    parameters.forEach(
        (key, value) ->
            all.append(
                "<member><ParameterKey>%s</ParameterKey><ParameterValue>%s</ParameterValue></member>"
                    .formatted(key, value)));
    return ("<member><StackName>%s</StackName><StackId>%s</StackId><StackStatus>%s</StackStatus>"
            + "<StackStatusReason>%s</StackStatusReason><CreationTime>%s</CreationTime>%s"
            + "<Parameters>%s</Parameters></member>")
        .formatted(
            name,
            id,
            status,
            reason,
            created,
            updated.map(at -> "<LastUpdatedTime>" + at + "</LastUpdatedTime>").orElse(""),
            all);
  }

  String eventsXml() {
    StringBuilder all = new StringBuilder();
    for (Event event : events) {
      all.insert(
          0,
          ("<member><EventId>%s-%d</EventId><StackId>%s</StackId><StackName>%s</StackName>"
                  + "<LogicalResourceId>%s</LogicalResourceId><ResourceType>%s</ResourceType>"
                  + "<Timestamp>%s</Timestamp><ResourceStatus>%s</ResourceStatus>"
                  + "<ResourceStatusReason>%s</ResourceStatusReason></member>")
              .formatted(
                  id,
                  event.id(),
                  id,
                  name,
                  event.resource(),
                  event.type(),
                  event.at(),
                  event.status(),
                  event.reason()));
    }
    return all.toString();
  }
}
