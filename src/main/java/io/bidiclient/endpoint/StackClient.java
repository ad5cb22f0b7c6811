package io.bidiclient.endpoint;

import io.bidiclient.endpoint.StackException.Category;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.OnStackFailure;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/**
 * CloudFormation as far as one stack goes: each method is one question or one request, and none
 * waits for the work that it starts. Calls block for at most a minute; safe for use from two
 * threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/Welcome.html">CloudFormation's
 *     API</a>
 */
public final class StackClient implements AutoCloseable {
  private final AwsAccess access;
  private final CloudFormationClient aws;
  private final StackPlace asked;

  private StackClient(AwsAccess access, CloudFormationClient aws, StackPlace asked) {
    this.access = access;
    this.aws = aws;
    this.asked = asked;
  }

  /** A stack of the given name, which need not exist; nothing is sent yet. */
  public static StackClient open(AwsAccess access, String name) throws StackException {
    StackPlace place =
        new StackPlace(name, access.requireRegion(), Optional.empty(), access.profile());
    try {
      return new StackClient(access, access.client(CloudFormationClient.builder()), place);
    } catch (SdkException e) {
      throw AwsErrors.of("cannot reach CloudFormation", e);
    }
  }

  @Override
  public void close() {
    aws.close();
  }

  /** Where the stack was looked for, with the caller's account where AWS tells it. */
  public StackPlace asked() {
    try {
      return asked.in(CallerIdentity.ask(access.withoutUrl(), clock -> {}).account());
    } catch (StackException e) {
      // The account is a courtesy here; what is asked for next says why AWS does not answer.
      return asked;
    }
  }

  /** The stack as it is now; empty where there is none of its name. */
  public Optional<StackState> state() throws StackException {
    return state(asked.name());
  }

  /**
   * A stack as it is now, also for a while after it was deleted.
   *
   * @param id its full name (ARN), or its name
   */
  public Optional<StackState> state(String id) throws StackException {
    try {
      List<Stack> found = aws.describeStacks(r -> r.stackName(id)).stacks();
      if (found.isEmpty()) {
        // CloudFormation answers with a stack, or says that there is none.
        throw AwsErrors.notFromAws("cannot read the stack " + asked);
      }
      return Optional.of(read(found.get(0)));
    } catch (AwsServiceException e) {
      if (AwsErrors.words(e).endsWith("does not exist")) {
        return Optional.empty();
      }
      throw AwsErrors.of("cannot read the stack " + asked, e);
    } catch (SdkException e) {
      throw AwsErrors.of("cannot read the stack " + asked, e);
    }
  }

  /**
   * Lets CloudFormation begin to work out what would change.
   *
   * @param given values of the template's parameters; the others keep the values that the stack
   *     has, or the template's defaults where it is new
   * @param tags put on the stack and all that it holds; none leaves them as they are
   * @param before the stack as it is; empty to make one
   * @return the plan, whose changes are not known yet
   */
  public StackPlan plan(
      Map<String, String> given, Map<String, String> tags, Optional<StackState> before)
      throws StackException {
    List<Parameter> parameters = parameters(given, before.map(StackState::parameters));
    String name = "bidi-client-" + System.currentTimeMillis();
    CreateChangeSetResponse made =
        call(
            "cannot plan the stack " + asked,
            () ->
                aws.createChangeSet(
                    r -> {
                      r.stackName(before.map(StackState::id).orElse(asked.name()))
                          .changeSetName(name)
                          .clientToken(name)
                          .templateBody(StackTemplate.text())
                          .capabilities(Capability.CAPABILITY_IAM)
                          .parameters(parameters);
                      if (before.isEmpty()) {
                        // A first deployment that fails leaves nothing that bars the next one.
                        r.changeSetType(ChangeSetType.CREATE).onStackFailure(OnStackFailure.DELETE);
                      } else {
                        r.changeSetType(ChangeSetType.UPDATE);
                      }
                      if (!tags.isEmpty()) {
                        r.tags(tags.entrySet().stream().map(StackClient::tag).toList());
                      }
                    }));
    if (made.id() == null || made.stackId() == null) {
      throw AwsErrors.notFromAws("cannot plan the stack " + asked);
    }
    StackPlace place = StackPlace.of(made.stackId(), asked);
    return new StackPlan(place, made.stackId(), made.id(), before, List.of());
  }

  /**
   * What a plan would do; empty while CloudFormation works it out.
   *
   * @return the plan with its changes, which are none where the stack is as wanted
   */
  public Optional<StackPlan> workedOut(StackPlan plan) throws StackException {
    DescribeChangeSetResponse answer = describe(plan);
    ChangeSetStatus status = answer.status();
    if (status == ChangeSetStatus.CREATE_PENDING || status == ChangeSetStatus.CREATE_IN_PROGRESS) {
      return Optional.empty();
    }
    if (status == ChangeSetStatus.CREATE_COMPLETE) {
      return Optional.of(
          new StackPlan(
              plan.place(), plan.stackId(), plan.changeSet(), plan.before(), changes(answer)));
    }
    String why = Optional.ofNullable(answer.statusReason()).orElse("CloudFormation gave no reason");
    if (why.contains("didn't contain changes") || why.contains("No updates are to be performed")) {
      return Optional.of(plan);
    }
    throw new StackException(
        Category.STACK,
        "cannot plan the stack " + plan.place() + ": " + why,
        "change what it names");
  }

  /**
   * Drops a plan, and with it a stack that exists only for its sake. The stack is looked at again
   * first: it may have come to life while somebody thought about the plan.
   */
  public void discard(StackPlan plan) throws StackException {
    call(
        "cannot drop the plan for " + plan.place(),
        () -> aws.deleteChangeSet(r -> r.changeSetName(plan.changeSet())));
    if (plan.creates()
        && state(plan.stackId()).filter(StackClient::onlyReviewed).isPresent()
        && changeSetsOf(plan.stackId()).stream().allMatch(plan.changeSet()::equals)) {
      delete(plan.stackId());
    }
  }

  /**
   * Lets CloudFormation run a plan.
   *
   * @throws StackException where it refuses, or where it is not known whether it began: see {@link
   *     #begun}
   */
  public void execute(StackPlan plan) throws StackException {
    call(
        "cannot start the plan for " + plan.place(),
        () ->
            aws.executeChangeSet(
                r ->
                    r.changeSetName(plan.changeSet()).clientRequestToken(token(plan.changeSet()))));
  }

  /** Whether CloudFormation has begun to run a plan. */
  public boolean begun(StackPlan plan) throws StackException {
    ExecutionStatus status = describe(plan).executionStatus();
    return status != ExecutionStatus.AVAILABLE && status != ExecutionStatus.OBSOLETE;
  }

  /** Lets CloudFormation delete the stack of a full name (ARN). */
  public void delete(String stackId) throws StackException {
    call(
        "cannot delete the stack " + StackPlace.of(stackId, asked),
        () -> aws.deleteStack(r -> r.stackName(stackId)));
  }

  /** Reads the events of the stack of a full name (ARN). */
  public EventTrail trail(String stackId) {
    return new EventTrail(aws, stackId, asked);
  }

  private DescribeChangeSetResponse describe(StackPlan plan) throws StackException {
    String tried = "cannot read the plan for " + plan.place();
    DescribeChangeSetResponse answer =
        call(tried, () -> aws.describeChangeSet(r -> r.changeSetName(plan.changeSet())));
    if (answer.status() == null) {
      throw AwsErrors.notFromAws(tried);
    }
    return answer;
  }

  private List<String> changeSetsOf(String stackId) throws StackException {
    return call(
        "cannot read the change sets of " + asked,
        () ->
            aws.listChangeSetsPaginator(r -> r.stackName(stackId)).summaries().stream()
                .map(summary -> summary.changeSetId())
                .toList());
  }

  private static boolean onlyReviewed(StackState state) {
    return state.status() == StackStatus.REVIEW_IN_PROGRESS;
  }

  private List<StackChange> changes(DescribeChangeSetResponse first) throws StackException {
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
      page =
          call(
              "cannot read the plan for " + asked,
              () ->
                  aws.describeChangeSet(
                      r -> r.changeSetName(first.changeSetId()).nextToken(token)));
    }
  }

  private static <T> T call(String tried, Supplier<T> call) throws StackException {
    try {
      return call.get();
    } catch (SdkException e) {
      throw AwsErrors.of(tried, e);
    }
  }

  /** The same for every attempt at one plan, so that a second attempt is no second request. */
  private static String token(String changeSet) {
    String name = changeSet.substring(changeSet.indexOf('/') + 1);
    return name.replaceAll("[^a-zA-Z0-9-]", "-");
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

  private static Tag tag(Map.Entry<String, String> entry) {
    return Tag.builder().key(entry.getKey()).value(entry.getValue()).build();
  }

  private StackState read(Stack stack) {
    Map<String, String> parameters = new HashMap<>();
    stack.parameters().forEach(p -> parameters.put(p.parameterKey(), p.parameterValue()));
    Map<String, String> outputs = new HashMap<>();
    stack.outputs().forEach(o -> outputs.put(o.outputKey(), o.outputValue()));
    return new StackState(
        StackPlace.of(stack.stackId(), asked),
        stack.stackId(),
        stack.stackStatusAsString(),
        Optional.ofNullable(stack.stackStatusReason()).filter(why -> !why.isBlank()),
        stack.creationTime(),
        Optional.ofNullable(stack.lastUpdatedTime()),
        parameters,
        outputs);
  }
}
