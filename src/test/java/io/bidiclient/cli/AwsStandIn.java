package io.bidiclient.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bidiclient.cli.StackStandIn.ChangeSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Stands for CloudFormation, STS, SageMaker and CloudWatch: it keeps stacks and change sets, lets
 * work on them take its (virtual) time, and refuses what AWS refuses, in AWS's words.
 */
final class AwsStandIn implements AutoCloseable {
  static final String ACCOUNT = "111122223333";

  /** What work on a stack does, a step after so many seconds. */
  record Step(double after, String resource, String status, String reason) {
    Step(double after, String resource, String status) {
      this(after, resource, status, "");
    }
  }

  /** An answer with its HTTP status; 0 for no answer at all. */
  record Answer(int status, String body) {}

  /** Ends a request as AWS would. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    final transient Answer answer;

    Refusal(int status, String code, String message) {
      super(message);
      answer =
          new Answer(
              status,
              "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>r</RequestId></ErrorResponse>"
                  .formatted(code, message));
    }
  }

  static {
    // Head and body are two writes: without this every answer waits 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final List<String> MADE =
      List.of("Add Model AWS::SageMaker::Model", "Add Endpoint AWS::SageMaker::Endpoint");

  final List<String> actions = new ArrayList<>();
  final List<String> bodies = new ArrayList<>();
  final Map<String, StackStandIn> byName = new LinkedHashMap<>();
  private final Map<String, StackStandIn> byId = new LinkedHashMap<>();
  private final List<Fault> faults = new ArrayList<>();
  private final VirtualTimer timer;
  private final HttpServer server;
  private final Map<String, Integer> lost = new LinkedHashMap<>();
  private Optional<List<Step>> next = Optional.empty();
  private Optional<List<Step>> afterNext = Optional.empty();
  private Optional<Integer> streams = Optional.empty();
  private Duration perRequest = Duration.ZERO;
  private int count;

  /** What goes wrong with requests that match, as long as it lasts. */
  private record Fault(
      Predicate<String> action, Answer answer, Instant until, AtomicInteger left) {}

  AwsStandIn(VirtualTimer timer) {
    this.timer = timer;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  // What a test arranges.

  /** The next work goes like this, and not as usual. */
  AwsStandIn next(Step... steps) {
    next = Optional.of(List.of(steps));
    return this;
  }

  AwsStandIn streams(int live) {
    streams = Optional.of(live);
    return this;
  }

  /** So many requests of an action fail like this. */
  AwsStandIn fail(String action, int times, int status, String code, String message) {
    Answer answer = new Refusal(status, code, message).answer;
    faults.add(new Fault(action::equals, answer, Instant.MAX, new AtomicInteger(times)));
    return this;
  }

  /** A login page answers so many requests of an action in AWS's place. */
  AwsStandIn capture(String action, int times) {
    Answer page = new Answer(200, "<html><body><p>Welcome to our network</p></body></html>");
    faults.add(new Fault(action::equals, page, Instant.MAX, new AtomicInteger(times)));
    return this;
  }

  /** The connection breaks for so many requests of an action. */
  AwsStandIn breakOff(String action, int times) {
    faults.add(new Fault(action::equals, new Answer(0, ""), Instant.MAX, new AtomicInteger(times)));
    return this;
  }

  /** So many requests of an action are carried out, and their answers never arrive. */
  AwsStandIn loseAnswers(String action, int times) {
    lost.put(action, times);
    return this;
  }

  /** The work after the next goes like this, and not as usual. */
  AwsStandIn afterNext(Step... steps) {
    afterNext = Optional.of(List.of(steps));
    return this;
  }

  /** Lets time pass with every request, for a program that has a time of its own. */
  AwsStandIn passPerRequest(Duration length) {
    perRequest = length;
    return this;
  }

  /** Everything fails like this for a time. */
  AwsStandIn outage(double seconds, int status, String code, String message) {
    Answer answer = status == 0 ? new Answer(0, "") : new Refusal(status, code, message).answer;
    Instant until = timer.now().plusMillis(Math.round(seconds * 1000));
    faults.add(new Fault(any -> true, answer, until, new AtomicInteger(Integer.MAX_VALUE)));
    return this;
  }

  /** A stack that is there already. */
  StackStandIn stack(String status) {
    StackStandIn stack = add("voxtral-realtime", status);
    stack.parameters.putAll(
        new TreeMap<>(
            Map.of(
                "EndpointName", "voxtral-realtime",
                "ImageUri", ACCOUNT + ".dkr.ecr.eu-west-1.amazonaws.com/bidi-voxtral:1",
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

  /** The body of the last request of an action, decoded, a field a line. */
  String body(String action) {
    int last = actions.lastIndexOf(action);
    return last < 0 ? "" : bodies.get(last);
  }

  private StackStandIn add(String name, String status) {
    count++;
    String id = "arn:aws:cloudformation:eu-west-1:" + ACCOUNT + ":stack/" + name + "/" + count;
    StackStandIn stack = new StackStandIn(name, id, timer.now(), status);
    byName.put(name, stack);
    byId.put(id, stack);
    return stack;
  }

  // What comes over the wire.

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      Map<String, String> fields = target == null ? fields(body) : Map.of();
      String action =
          target == null
              ? fields.getOrDefault("Action", "")
              : target.substring(target.indexOf('.') + 1);
      actions.add(action);
      timer.pass(perRequest);
      bodies.add(
          target == null
              ? URLDecoder.decode(body.replace("&", "\n"), StandardCharsets.UTF_8)
              : body);
      Answer answer = fault(action).orElseGet(() -> answer(action, fields, body));
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      if (answer.status() != 0 && lost.merge(action, -1, Integer::sum) < 0) {
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private Optional<Answer> fault(String action) {
    for (Fault fault : faults) {
      if (fault.action().test(action)
          && timer.now().isBefore(fault.until())
          && fault.left().getAndDecrement() > 0) {
        return Optional.of(fault.answer());
      }
    }
    return Optional.empty();
  }

  private Answer answer(String action, Map<String, String> fields, String body) {
    try {
      return switch (action) {
        case "DescribeEndpoint" -> describeEndpoint(body);
        case "GetMetricStatistics" -> new Answer(200, metrics());
        default -> xml(action, result(action, fields));
      };
    } catch (Refusal e) {
      return e.answer;
    }
  }

  private String result(String action, Map<String, String> fields) {
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
      case "GetCallerIdentity" ->
          "<Arn>arn:aws:iam::%1$s:user/me</Arn><UserId>A</UserId><Account>%1$s</Account>"
              .formatted(ACCOUNT);
      default -> throw new Refusal(400, "InvalidAction", "no action " + action);
    };
  }

  private StackStandIn find(String name) {
    StackStandIn stack = name.startsWith("arn:") ? byId.get(name) : byName.get(name);
    if (stack == null) {
      throw new Refusal(400, "ValidationError", "Stack with id " + name + " does not exist");
    }
    return stack;
  }

  private StackStandIn owner(String changeSet) {
    return byId.values().stream()
        .filter(stack -> stack.changeSets.containsKey(changeSet))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
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
      throw new Refusal(
          400,
          "ValidationError",
          "Stack [" + name + "] already exists and cannot be created again with the changeSet [x]");
    }
    if (!creates && !stack.status.matches("(CREATE|UPDATE|IMPORT).*(?<!IN_PROGRESS)(?<!FAILED)")) {
      throw new Refusal(
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
                .formatted(ACCOUNT, fields.get("ChangeSetName"), count),
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
      throw new Refusal(400, "InvalidChangeSetStatus", "ChangeSet [" + id + "] is being executed");
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
      throw new Refusal(
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
    List<Step> usual = set.creates ? creation(stack.name) : update(stack.name, locked);
    List<Step> steps = next.orElse(usual);
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
            play(stack, deletion(stack.name));
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
      throw new Refusal(
          400,
          "ValidationError",
          "Stack [" + stack.id + "] cannot be deleted while in status " + stack.status);
    }
    if (stack.status.equals("REVIEW_IN_PROGRESS")) {
      stack.happen(timer.now(), stack.name, "DELETE_COMPLETE", "");
      byName.remove(stack.name);
      return "";
    }
    List<Step> steps = next.orElse(deletion(stack.name));
    next = Optional.empty();
    play(stack, steps);
    return "";
  }

  /** Lets work take its time; the first step may come at once. */
  void play(StackStandIn stack, List<Step> steps) {
    for (Step step : steps) {
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

  static List<Step> creation(String stack) {
    return List.of(
        new Step(0, stack, "CREATE_IN_PROGRESS", "User Initiated"),
        new Step(4, "Model", "CREATE_IN_PROGRESS"),
        new Step(14, "Endpoint", "CREATE_IN_PROGRESS"),
        new Step(209, "Endpoint", "CREATE_COMPLETE"),
        new Step(214, stack, "CREATE_COMPLETE"));
  }

  private static List<Step> update(String stack, boolean locked) {
    return locked
        ? List.of(
            new Step(0, stack, "UPDATE_IN_PROGRESS"),
            new Step(
                10,
                "Endpoint",
                "UPDATE_FAILED",
                "The variant primary is a scalable target: deregister it first."),
            new Step(11, stack, "UPDATE_ROLLBACK_IN_PROGRESS"),
            new Step(20, stack, "UPDATE_ROLLBACK_COMPLETE"))
        : List.of(
            new Step(0, stack, "UPDATE_IN_PROGRESS"),
            new Step(15, stack, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"),
            new Step(19, stack, "UPDATE_COMPLETE"));
  }

  static List<Step> deletion(String stack) {
    return List.of(
        new Step(0, stack, "DELETE_IN_PROGRESS", "User Initiated"),
        new Step(9, "Endpoint", "DELETE_COMPLETE"),
        new Step(14, stack, "DELETE_COMPLETE"));
  }

  private Answer describeEndpoint(String body) {
    String name = body.replaceFirst("(?s).*\"EndpointName\":\"([^\"]+)\".*", "$1");
    Optional<StackStandIn> stack =
        byId.values().stream()
            .filter(s -> s.parameters.getOrDefault("EndpointName", "").equals(name))
            .filter(s -> !s.endpoint.isEmpty())
            .findFirst();
    if (stack.isEmpty()) {
      return new Answer(
          400,
          "{\"__type\":\"ValidationException\",\"message\":\"Could not find endpoint \\\"arn:x\\\".\"}");
    }
    return new Answer(
        200,
        ("{\"EndpointName\":\"%s\",\"EndpointStatus\":\"%s\",\"CreationTime\":%d.5,"
                + "\"ProductionVariants\":[{\"VariantName\":\"primary\",\"CurrentInstanceCount\":1}]}")
            .formatted(name, stack.get().endpoint, stack.get().created.getEpochSecond()));
  }

  private String metrics() {
    return streams
        .map(
            live ->
                "{\"Datapoints\":[{\"Timestamp\":1.0,\"Maximum\":9.0},{\"Timestamp\":%d.0,\"Maximum\":%d.0}]}"
                    .formatted(timer.now().getEpochSecond(), live))
        .orElse("{\"Datapoints\":[],\"Label\":\"ConcurrentRequestsPerModel\"}");
  }

  private static Answer xml(String action, String result) {
    return new Answer(
        200,
        "<%1$sResponse xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
            .formatted(action, result));
  }

  private static Map<String, String> fields(String body) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String field : body.split("&", -1)) {
      String[] parts = field.split("=", 2);
      all.put(
          parts[0], parts.length > 1 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
    }
    return all;
  }
}
