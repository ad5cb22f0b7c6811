package io.bidiclient.endpoint;

import io.bidiclient.endpoint.StackException.Category;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * The stack that hosts the model. Calls block until CloudFormation is done, and look again at a
 * given interval; one thread at a time.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/Welcome.html">CloudFormation's
 *     API</a>
 */
public final class EndpointStack implements AutoCloseable {
  private final CloudFormationClient aws;
  private final String name;
  private final Duration interval;

  private EndpointStack(CloudFormationClient aws, String name, Duration interval) {
    this.aws = aws;
    this.name = name;
    this.interval = interval;
  }

  /**
   * A stack of the given name, which need not exist; nothing is sent yet.
   *
   * @param interval between two looks at work in progress
   */
  public static EndpointStack open(AwsAccess access, String name, Duration interval)
      throws StackException {
    try {
      return new EndpointStack(access.client(CloudFormationClient.builder()), name, interval);
    } catch (SdkException e) {
      throw AwsErrors.of("cannot reach CloudFormation", e);
    }
  }

  @Override
  public void close() {
    aws.close();
  }

  /** The stack as it is now; empty where there is none. */
  public Optional<StackState> state() throws StackException {
    try {
      return aws.describeStacks(r -> r.stackName(name)).stacks().stream()
          .findFirst()
          .map(EndpointStack::read);
    } catch (AwsServiceException e) {
      if (AwsErrors.words(e).endsWith("does not exist")) {
        return Optional.empty();
      }
      throw AwsErrors.of("cannot read the stack " + name, e);
    } catch (SdkException e) {
      throw AwsErrors.of("cannot read the stack " + name, e);
    }
  }

  /**
   * Lets CloudFormation work out what would change.
   *
   * @param given values of the template's parameters; the others keep the values that the stack
   *     has, or the template's defaults where it is new
   */
  public StackPlan plan(Map<String, String> given) throws StackException, InterruptedException {
    Optional<StackState> now = state().filter(state -> !state.inReview());
    if (now.isPresent()) {
      refuseUnlessAtRest(now.get());
    } else if (!given.containsKey("ImageUri")) {
      throw new StackException(
          Category.VALUE,
          "a new stack needs --image",
          "build and push one with scripts/container/build");
    }
    List<Parameter> parameters = parameters(given, now.map(StackState::parameters));
    try {
      var made =
          aws.createChangeSet(
              r ->
                  r.stackName(name)
                      .changeSetName("bidi-client-" + System.currentTimeMillis())
                      .changeSetType(now.isEmpty() ? ChangeSetType.CREATE : ChangeSetType.UPDATE)
                      .templateBody(StackTemplate.text())
                      .capabilities(Capability.CAPABILITY_IAM)
                      .parameters(parameters));
      return workedOut(made.stackId(), made.id(), now.isEmpty());
    } catch (SdkException e) {
      throw AwsErrors.of("cannot plan the stack " + name, e);
    }
  }

  /** Drops a plan, and with it a stack that was never made. */
  public void discard(StackPlan plan) throws StackException {
    try {
      aws.deleteChangeSet(r -> r.changeSetName(plan.changeSet()));
      if (plan.creates()) {
        aws.deleteStack(r -> r.stackName(plan.stackId()));
      }
    } catch (SdkException e) {
      throw AwsErrors.of("cannot drop the plan for " + name, e);
    }
  }

  /**
   * Runs a plan to its end, telling each step.
   *
   * @throws StackException where it ends otherwise than planned, with the first real reason
   */
  public void run(StackPlan plan, Consumer<StackEvent> steps)
      throws StackException, InterruptedException {
    String wanted = plan.creates() ? "CREATE_COMPLETE" : "UPDATE_COMPLETE";
    try {
      EventTrail trail = new EventTrail(aws, plan.stackId());
      trail.next();
      aws.executeChangeSet(r -> r.changeSetName(plan.changeSet()));
      follow(trail, wanted, steps);
    } catch (SdkException e) {
      throw AwsErrors.of("lost sight of the stack " + name + ", whose work goes on", e);
    }
  }

  /** Deletes the stack that has the given state, telling each step. */
  public void delete(StackState state, Consumer<StackEvent> steps)
      throws StackException, InterruptedException {
    try {
      EventTrail trail = new EventTrail(aws, state.id());
      trail.next();
      aws.deleteStack(r -> r.stackName(state.id()));
      follow(trail, "DELETE_COMPLETE", steps);
    } catch (SdkException e) {
      throw AwsErrors.of("cannot delete the stack " + name, e);
    }
  }

  private void follow(EventTrail trail, String wanted, Consumer<StackEvent> steps)
      throws StackException, InterruptedException {
    Optional<StackEvent> first = Optional.empty();
    while (true) {
      for (StackEvent event : trail.next()) {
        steps.accept(event);
        first = first.or(() -> Optional.of(event).filter(StackEvent::failsFirst));
        if (event.ends() && event.status().equals(wanted)) {
          return;
        }
        if (event.ends()) {
          throw failed(event, first);
        }
      }
      Thread.sleep(interval.toMillis());
    }
  }

  private StackException failed(StackEvent end, Optional<StackEvent> first) throws StackException {
    StackEvent cause = first.orElse(end);
    String why = cause.reason().orElse("CloudFormation gave no reason");
    String hint =
        state()
            .map(state -> "read the log group /aws/sagemaker/Endpoints/" + state.endpointName())
            .orElse("look at the stack's events in the console");
    if (why.contains("ResourceLimitExceeded") || why.contains("account-level service limit")) {
      hint = "ask Service Quotas for the instance type \"for endpoint usage\", then deploy again";
    }
    return new StackException(
        Category.STACK,
        "the stack " + name + " ended as " + end.status() + ": " + cause.resource() + ": " + why,
        hint);
  }

  private StackPlan workedOut(String stackId, String changeSet, boolean creates)
      throws StackException, InterruptedException {
    DescribeChangeSetResponse answer = aws.describeChangeSet(r -> r.changeSetName(changeSet));
    while (answer.status() == ChangeSetStatus.CREATE_PENDING
        || answer.status() == ChangeSetStatus.CREATE_IN_PROGRESS) {
      Thread.sleep(interval.toMillis());
      answer = aws.describeChangeSet(r -> r.changeSetName(changeSet));
    }
    StackPlan plan = new StackPlan(stackId, changeSet, creates, changes(answer));
    if (answer.status() != ChangeSetStatus.CREATE_COMPLETE) {
      discard(plan);
      String why = String.valueOf(answer.statusReason());
      if (why.contains("didn't contain changes")
          || why.contains("No updates are to be performed")) {
        return new StackPlan(stackId, changeSet, creates, List.of());
      }
      throw new StackException(
          Category.STACK, "cannot plan the stack " + name + ": " + why, "change what it names");
    }
    return plan;
  }

  private List<StackChange> changes(DescribeChangeSetResponse first) {
    List<StackChange> all = new ArrayList<>();
    DescribeChangeSetResponse page = first;
    while (true) {
      for (var change : page.changes()) {
        var resource = change.resourceChange();
        all.add(
            new StackChange(
                resource.actionAsString(),
                resource.logicalResourceId(),
                resource.resourceType(),
                resource.replacement() == Replacement.TRUE));
      }
      String token = page.nextToken();
      if (token == null) {
        return all;
      }
      page = aws.describeChangeSet(r -> r.changeSetName(first.changeSetId()).nextToken(token));
    }
  }

  private void refuseUnlessAtRest(StackState state) throws StackException {
    if (state.busy()) {
      throw new StackException(
          Category.STACK,
          "the stack " + name + " is busy: " + state.status(),
          "wait until `endpoint status` shows it at rest");
    }
    if (state.stillborn()) {
      throw new StackException(
          Category.STACK,
          "the stack " + name + " cannot be changed: " + state.status(),
          "run `endpoint delete`, then deploy again");
    }
  }

  private static List<Parameter> parameters(
      Map<String, String> given, Optional<Map<String, String>> kept) {
    Set<String> names = new TreeSet<>(given.keySet());
    kept.ifPresent(values -> names.addAll(values.keySet()));
    return names.stream().map(key -> parameter(key, Optional.ofNullable(given.get(key)))).toList();
  }

  private static Parameter parameter(String key, Optional<String> value) {
    Parameter.Builder parameter = Parameter.builder().parameterKey(key);
    return value
        .map(parameter::parameterValue)
        .orElseGet(() -> parameter.usePreviousValue(true))
        .build();
  }

  private static StackState read(Stack stack) {
    Map<String, String> parameters = new HashMap<>();
    stack.parameters().forEach(p -> parameters.put(p.parameterKey(), p.parameterValue()));
    Map<String, String> outputs = new HashMap<>();
    stack.outputs().forEach(o -> outputs.put(o.outputKey(), o.outputValue()));
    return new StackState(
        stack.stackId(),
        stack.stackStatusAsString(),
        Optional.ofNullable(stack.stackStatusReason()).filter(why -> !why.isBlank()),
        stack.creationTime(),
        Optional.ofNullable(stack.lastUpdatedTime()),
        parameters,
        outputs);
  }
}
