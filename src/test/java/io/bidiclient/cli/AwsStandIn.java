package io.bidiclient.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Stands for CloudFormation, STS, SageMaker and CloudWatch over HTTP, and for what goes wrong on
 * the way to them. A test arranges it, and reads it, while no request is under way.
 */
final class AwsStandIn implements AutoCloseable {
  static final String ACCOUNT = "111122223333";

  static {
    // Head and body are two writes: without this every answer waits 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  final CloudFormationStandIn stacks;

  /** What was asked for, in order. */
  final List<String> actions = new ArrayList<>();

  private final List<String> bodies = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final VirtualTimer timer;
  private final HttpServer server;
  private final Map<String, Integer> lost = new LinkedHashMap<>();
  private Optional<Integer> streams = Optional.empty();
  private Duration perRequest = Duration.ZERO;

  /** What goes wrong with requests that match, as long as it lasts. */
  private record Fault(
      Predicate<String> action, AwsAnswer answer, Instant until, AtomicInteger left) {}

  AwsStandIn(VirtualTimer timer) {
    this.timer = timer;
    stacks = new CloudFormationStandIn(timer);
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

  /** So many streams are live, says CloudWatch. */
  AwsStandIn streams(int live) {
    streams = Optional.of(live);
    return this;
  }

  /** So many requests of an action fail like this. */
  AwsStandIn fail(String action, int times, int status, String code, String message) {
    AwsAnswer answer = new AwsRefusal(status, code, message).answer();
    faults.add(new Fault(action::equals, answer, Instant.MAX, new AtomicInteger(times)));
    return this;
  }

  /** A login page answers so many requests of an action in AWS's place. */
  AwsStandIn capture(String action, int times) {
    AwsAnswer page = new AwsAnswer(200, "<html><body><p>Welcome to our network</p></body></html>");
    faults.add(new Fault(action::equals, page, Instant.MAX, new AtomicInteger(times)));
    return this;
  }

  /** The connection breaks for so many requests of an action. */
  AwsStandIn breakOff(String action, int times) {
    faults.add(
        new Fault(action::equals, new AwsAnswer(0, ""), Instant.MAX, new AtomicInteger(times)));
    return this;
  }

  /** So many requests of an action are carried out, and their answers never arrive. */
  AwsStandIn loseAnswers(String action, int times) {
    lost.put(action, times);
    return this;
  }

  /** Lets time pass with every request, for a program that has a time of its own. */
  AwsStandIn passPerRequest(Duration length) {
    perRequest = length;
    return this;
  }

  /** Everything fails like this for a time. */
  AwsStandIn outage(double seconds, int status, String code, String message) {
    AwsAnswer answer =
        status == 0 ? new AwsAnswer(0, "") : new AwsRefusal(status, code, message).answer();
    Instant until = timer.now().plusMillis(Math.round(seconds * 1000));
    faults.add(new Fault(any -> true, answer, until, new AtomicInteger(Integer.MAX_VALUE)));
    return this;
  }

  /** How often an action was asked for. */
  int count(String action) {
    return Collections.frequency(actions, action);
  }

  /** The body of the last request of an action, decoded, a field a line. */
  String body(String action) {
    int last = actions.lastIndexOf(action);
    return last < 0 ? "" : bodies.get(last);
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
      AwsAnswer answer = fault(action).orElseGet(() -> answer(action, fields, body));
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      if (answer.status() != 0 && lost.merge(action, -1, Integer::sum) < 0) {
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private Optional<AwsAnswer> fault(String action) {
    for (Fault fault : faults) {
      if (fault.action().test(action)
          && timer.now().isBefore(fault.until())
          && fault.left().getAndDecrement() > 0) {
        return Optional.of(fault.answer());
      }
    }
    return Optional.empty();
  }

  private AwsAnswer answer(String action, Map<String, String> fields, String body) {
    try {
      return switch (action) {
        case "DescribeEndpoint" -> describeEndpoint(body);
        case "GetMetricStatistics" -> new AwsAnswer(200, metrics());
        case "GetCallerIdentity" ->
            AwsAnswer.xml(
                action,
                "<Arn>arn:aws:iam::%1$s:user/me</Arn><UserId>A</UserId><Account>%1$s</Account>"
                    .formatted(ACCOUNT));
        default -> AwsAnswer.xml(action, stacks.result(action, fields));
      };
    } catch (AwsRefusal e) {
      return e.answer();
    }
  }

  private AwsAnswer describeEndpoint(String body) {
    String name = body.replaceFirst("(?s).*\"EndpointName\":\"([^\"]+)\".*", "$1");
    Optional<StackStandIn> stack = stacks.withEndpoint(name);
    if (stack.isEmpty()) {
      return new AwsAnswer(
          400,
          "{\"__type\":\"ValidationException\",\"message\":\"Could not find endpoint"
              + " \\\"arn:x\\\".\"}");
    }
    return new AwsAnswer(
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
