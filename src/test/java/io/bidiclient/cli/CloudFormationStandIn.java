package io.bidiclient.cli;

import io.bidiclient.cli.StackStandIn.ChangeSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Stands for CloudFormation: it keeps stacks and change sets, lets work on them take its (virtual)
 * time, and refuses what AWS refuses, in AWS's words. Not thread-safe.
 */
final class CloudFormationStandIn {
  private static final List<String> MADE =
      List.of("Add Model AWS::SageMaker::Model", "Add Endpoint AWS::SageMaker::Endpoint");

  final Map<String, StackStandIn> byName = new LinkedHashMap<>();
  private final Map<String, StackStandIn> byId = new LinkedHashMap<>();
  private final VirtualTimer timer;
  private Optional<List<StackStep>> next = Optional.empty();
  private Optional<List<StackStep>> afterNext = Optional.empty();
  private int count;

  CloudFormationStandIn(VirtualTimer timer) {
    this.timer = timer;
  }

  /** The next work goes like this, and not as usual. */
  void next(StackStep... steps) {
    next = Optional.of(List.of(steps));
  }

  /** The work after the next goes like this, and not as usual. */
  void afterNext(StackStep... steps) {
    afterNext = Optional.of(List.of(steps));
  }

  /** A stack that is there already. */
  StackStandIn stack(String status) {
    StackStandIn stack = add("voxtral-realtime", status);
    stack.parameters.putAll(
        new TreeMap<>(
            Map.of(
                "EndpointName", "voxtral-realtime",
                "ImageUri", AwsStandIn.ACCOUNT + ".dkr.ecr.eu-west-1.amazonaws.com/bidi-voxtral:1",
                "InstanceType", "ml.g6.4xlarge",
                "MinInstances", "1",
                "MaxInstances", "2",
                "ModelBucket", "models",
                "ModelPrefix", "voxtral/",
                "Scaling", "on")));
    stack.happen(timer.now(), stack.name, status, "");
    if (!status.equals("REVIEW_IN_PROGRESS")
        && !status.equals("ROLLBACK_COMPLETE")
        && !status.equals("DELETE_COMPLETE")) {
      stack.endpoint = "InService";
    }
    if (status.equals("DELETE_COMPLETE")) {
      byName.remove(stack.name);
    }
    return stack;
  }

  private StackStandIn add(String name, String status) {
    count++;
    String id =
        "arn:aws:cloudformation:eu-west-1:" + AwsStandIn.ACCOUNT + ":stack/" + name + "/" + count;
    StackStandIn stack = new StackStandIn(name, id, timer.now(), status);
    byName.put(name, stack);
    byId.put(id, stack);
    return stack;
  }

  /** The one that has a SageMaker endpoint of that name. */
  Optional<StackStandIn> withEndpoint(String endpoint) {
    return byId.values().stream()
        .filter(stack -> stack.parameters.getOrDefault("EndpointName", "").equals(endpoint))
        .filter(stack -> !stack.endpoint.isEmpty())
        .findFirst();
  }

  /** Carries out an action of the query protocol; the result as XML. */
  String result(String action, Map<String, String> fields) {
    return switch (action) {
      case "DescribeStacks" -> "<Stacks>" + find(fields.get("StackName")).xml() + "</Stacks>";
      case "DescribeStackEvents" ->
          "<StackEvents>" + find(fields.get("StackName")).eventsXml() + "</StackEvents>";
      case "ListChangeSets" -> list(find(fields.get("StackName")));
      case "CreateChangeSet" -> plan(fields);
      case "DescribeChangeSet" -> describe(changeSet(fields.get("ChangeSetName")));
      case "DeleteChangeSet" -> drop(fields.get("ChangeSetName"));
      case "ExecuteChangeSet" ->
          execute(fields.get("ChangeSetName"), fields.getOrDefault("ClientRequestToken", ""));
      case "DeleteStack" -> delete(fields.get("StackName"));
      default -> throw new AwsRefusal(400, "InvalidAction", "no action " + action);
    };
  }

  private StackStandIn find(String name) {
    StackStandIn stack = name.startsWith("arn:") ? byId.get(name) : byName.get(name);
    if (stack == null) {
      throw new AwsRefusal(400, "ValidationError", "Stack with id " + name + " does not exist");
    }
    return stack;
  }

  private StackStandIn owner(String changeSet) {
    return byId.values().stream()
        .filter(stack -> stack.changeSets.containsKey(changeSet))
        .findFirst()
        .orElseThrow(
            () ->
                new AwsRefusal(
                    404, "ChangeSetNotFound", "ChangeSet [" + changeSet + "] does not exist"));
  }

  private ChangeSet changeSet(String id) {
    return owner(id).changeSets.get(id);
  }

  private String plan(Map<String, String> fields) {
    String name = fields.get("StackName");
    boolean creates = fields.get("ChangeSetType").equals("CREATE");
    StackStandIn stack = name.startsWith("arn:") ? byId.get(name) : byName.get(name);
    if (creates && stack != null && !stack.status.equals("REVIEW_IN_PROGRESS")) {
      throw new AwsRefusal(
          400,
          "ValidationError",
          "Stack [" + name + "] already exists and cannot be created again with the changeSet [x]");
    }
    if (!creates && !stack.status.matches("(CREATE|UPDATE|IMPORT).*(?<!IN_PROGRESS)(?<!FAILED)")) {
      throw new AwsRefusal(
          400,
          "ValidationError",
          "Stack:" + stack.id + " is in " + stack.status + " state and can not be updated.");
    }
    if (stack == null) {
      stack = add(name, "REVIEW_IN_PROGRESS");
      stack.happen(timer.now(), name, "REVIEW_IN_PROGRESS", "User Initiated");
    }
    Map<String, String> asked = parameters(fields, stack);
    count++;
    ChangeSet made =
        new ChangeSet(
            "arn:aws:cloudformation:eu-west-1:%s:changeSet/%s/%d"
                .formatted(AwsStandIn.ACCOUNT, fields.get("ChangeSetName"), count),
            creates,
            fields.getOrDefault("OnStackFailure", "").equals("DELETE"),
            asked,
            creates ? MADE : changes(stack.parameters, asked));
    stack.changeSets.put(made.id, made);
    timer.after(
        1,
        () -> {
          made.status = made.changes.isEmpty() ? "FAILED" : "CREATE_COMPLETE";
          made.execution = made.changes.isEmpty() ? "UNAVAILABLE" : "AVAILABLE";
        });
    return "<Id>%s</Id><StackId>%s</StackId>".formatted(made.id, stack.id);
  }

  private static Map<String, String> parameters(Map<String, String> fields, StackStandIn stack) {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 1; fields.containsKey("Parameters.member." + i + ".ParameterKey"); i++) {
      String prefix = "Parameters.member." + i + ".";
      String key = fields.get(prefix + "ParameterKey");
      String value = fields.get(prefix + "ParameterValue");
      all.put(key, value == null ? stack.parameters.get(key) : value);
    }
    all.putIfAbsent("EndpointName", "voxtral-realtime");
    return all;
  }

  private static List<String> changes(Map<String, String> before, Map<String, String> asked) {
    List<String> all = new ArrayList<>();
    String scaling = asked.getOrDefault("Scaling", "on");
    boolean scaled = before.getOrDefault("Scaling", "on").equals("on");
    if (scaled && scaling.equals("off")) {
      all.add("Remove ScalableTarget AWS::ApplicationAutoScaling::ScalableTarget");
    } else if (!scaled && scaling.equals("on")) {
      all.add("Add ScalableTarget AWS::ApplicationAutoScaling::ScalableTarget");
    }
    Map<String, String> rest = new TreeMap<>(asked);
    rest.remove("Scaling");
    if (rest.entrySet().stream().anyMatch(e -> !e.getValue().equals(before.get(e.getKey())))) {
      all.add("Modify EndpointConfig AWS::SageMaker::EndpointConfig replaced");
    }
    return all;
  }

  private static String describe(ChangeSet set) {
    StringBuilder all = new StringBuilder();
    if (!set.status.endsWith("PENDING")) {
      for (String change : set.changes) {
        String[] parts = change.split(" ", -1);
        all.append(
            ("<member><Type>Resource</Type><ResourceChange><Action>%s</Action>"
                    + "<LogicalResourceId>%s</LogicalResourceId><ResourceType>%s</ResourceType>"
                    + "<Replacement>%s</Replacement></ResourceChange></member>")
                .formatted(parts[0], parts[1], parts[2], parts.length > 3 ? "True" : "False"));
      }
    }
    String why =
        set.status.equals("FAILED") ? "The submitted information didn't contain changes." : "";
    return "<ChangeSetId>%s</ChangeSetId><Status>%s</Status><ExecutionStatus>%s</ExecutionStatus><StatusReason>%s</StatusReason><Changes>%s</Changes>"
        .formatted(set.id, set.status, set.execution, why, all);
  }

  private static String list(StackStandIn stack) {
    return "<Summaries>"
        + stack.changeSets.values().stream()
            .map(set -> "<member><ChangeSetId>" + set.id + "</ChangeSetId></member>")
            .collect(Collectors.joining())
        + "</Summaries>";
  }

  private String drop(String id) {
    if (byId.values().stream().noneMatch(stack -> stack.changeSets.containsKey(id))) {
      // One that is gone is no error to AWS.
      return "";
    }
    StackStandIn stack = owner(id);
    if (stack.changeSets.get(id).execution.equals("EXECUTE_IN_PROGRESS")) {
      throw new AwsRefusal(
          400, "InvalidChangeSetStatus", "ChangeSet [" + id + "] is being executed");
    }
    stack.changeSets.remove(id);
    return "";
  }

  private String execute(String id, String token) {
    StackStandIn stack = owner(id);
    ChangeSet set = stack.changeSets.get(id);
    if (!set.token.isEmpty() && set.token.equals(token)) {
      return "";
    }
    if (!set.execution.equals("AVAILABLE")) {
      throw new AwsRefusal(
          400,
          "InvalidChangeSetStatus",
          "ChangeSet ["
              + id
              + "] cannot be executed in its current status of ["
              + set.status
              + "]");
    }
    set.execution = "EXECUTE_IN_PROGRESS";
    set.token = token;
    stack.changeSets.values().removeIf(other -> other != set);
    boolean locked =
        !set.creates
            && stack.parameters.getOrDefault("Scaling", "on").equals("on")
            && !set.parameters
                .getOrDefault("InstanceType", "")
                .equals(stack.parameters.getOrDefault("InstanceType", ""));
    Map<String, String> before = stack.parameters;
    stack.parameters = set.parameters;
    if (!set.creates) {
      stack.updated = Optional.of(timer.now());
    }
    List<StackStep> usual =
        set.creates ? StackStep.creation(stack.name) : StackStep.update(stack.name, locked);
    List<StackStep> steps = next.orElse(usual);
    next = afterNext;
    afterNext = Optional.empty();
    play(stack, steps);
    timer.after(
        steps.get(steps.size() - 1).after(),
        () -> {
          stack.changeSets.remove(set.id);
          if (stack.status.startsWith("UPDATE_ROLLBACK")) {
            stack.parameters = before;
          }
          if (set.creates && stack.status.equals("CREATE_FAILED") && set.deletesOnFailure) {
            play(stack, StackStep.deletion(stack.name));
          }
        });
    return "";
  }

  private String delete(String name) {
    StackStandIn stack = name.startsWith("arn:") ? byId.get(name) : byName.get(name);
    if (stack == null || stack.status.equals("DELETE_COMPLETE")) {
      return "";
    }
    if (stack.status.matches("(UPDATE|IMPORT).*IN_PROGRESS")) {
      throw new AwsRefusal(
          400,
          "ValidationError",
          "Stack [" + stack.id + "] cannot be deleted while in status " + stack.status);
    }
    if (stack.status.equals("REVIEW_IN_PROGRESS")) {
      stack.happen(timer.now(), stack.name, "DELETE_COMPLETE", "");
      byName.remove(stack.name);
      return "";
    }
    List<StackStep> steps = next.orElse(StackStep.deletion(stack.name));
    next = Optional.empty();
    play(stack, steps);
    return "";
  }

  /** Lets work take its time; the first step may come at once. */
  void play(StackStandIn stack, List<StackStep> steps) {
    for (StackStep step : steps) {
      Runnable deed =
          () -> {
            stack.happen(timer.now(), step.resource(), step.status(), step.reason());
            if (stack.status.equals("DELETE_COMPLETE")) {
              byName.remove(stack.name, stack);
            }
          };
      if (step.after() == 0) {
        deed.run();
      } else {
        timer.after(step.after(), deed);
      }
    }
  }
}
