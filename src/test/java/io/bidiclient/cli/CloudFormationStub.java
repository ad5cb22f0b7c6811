package io.bidiclient.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Stands for CloudFormation: answers of each action in the order they are given, the last one for
 * ever.
 */
public final class CloudFormationStub implements AutoCloseable {
  static final String STACK_ID =
      "arn:aws:cloudformation:eu-west-1:111122223333:stack/voxtral-realtime/1";
  static final String CHANGE_SET =
      "arn:aws:cloudformation:eu-west-1:111122223333:changeSet/bidi-client-1/2";
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());

  CloudFormationStub() {
    server.start();
  }

  String url() {
    return server.baseUrl();
  }

  CloudFormationStub answer(String action, ResponseDefinitionBuilder... answers) {
    for (int i = 0; i < answers.length; i++) {
      String now = i == 0 ? STARTED : action + i;
      String next = action + Math.min(i + 1, answers.length - 1);
      server.stubFor(
          post(urlPathEqualTo("/"))
              .withRequestBody(containing("Action=" + action + "&"))
              .inScenario(action)
              .whenScenarioStateIs(now)
              .willSetStateTo(answers.length == 1 ? STARTED : next)
              .willReturn(answers[i]));
    }
    return this;
  }

  /** The actions asked for, in order. */
  List<String> actions() {
    List<String> all = new ArrayList<>();
    for (var event : server.getAllServeEvents()) {
      all.add(0, event.getRequest().getBodyAsString().replaceFirst("(?s).*Action=(\\w+).*", "$1"));
    }
    return all;
  }

  /** The body of the last request of an action, decoded, a field a line. */
  String body(String action) {
    return server.getAllServeEvents().stream()
        .map(event -> event.getRequest().getBodyAsString())
        .filter(body -> body.contains("Action=" + action + "&"))
        .findFirst()
        .map(body -> URLDecoder.decode(body.replace("&", "\n"), StandardCharsets.UTF_8))
        .orElse("");
  }

  @Override
  public void close() {
    server.stop();
  }

  public static ResponseDefinitionBuilder xml(String action, String result) {
    return aResponse()
        .withStatus(200)
        .withHeader("Content-Type", "text/xml")
        .withBody(
            "<%1$sResponse xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
                .formatted(action, result));
  }

  public static ResponseDefinitionBuilder error(int status, String code, String message) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "text/xml")
        .withBody(
            "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>r</RequestId></ErrorResponse>"
                .formatted(code, message));
  }

  static ResponseDefinitionBuilder noStack() {
    return error(400, "ValidationError", "Stack with id voxtral-realtime does not exist");
  }

  /** A stack with the template's defaults. */
  static ResponseDefinitionBuilder stack(String status, Instant created) {
    StringBuilder parameters = new StringBuilder();
    Map.of(
            "EndpointName", "voxtral-realtime",
            "ImageUri", "111122223333.dkr.ecr.eu-west-1.amazonaws.com/bidi-voxtral:1",
            "InstanceType", "ml.g6.4xlarge",
            "MinInstances", "1",
            "MaxInstances", "2",
            "ModelBucket", "models",
            "ModelPrefix", "voxtral/")
        .forEach(
            (key, value) ->
                parameters.append(
                    "<member><ParameterKey>%s</ParameterKey><ParameterValue>%s</ParameterValue></member>"
                        .formatted(key, value)));
    return xml(
        "DescribeStacks",
        ("<Stacks><member><StackName>voxtral-realtime</StackName><StackId>%s</StackId>"
                + "<StackStatus>%s</StackStatus><CreationTime>%s</CreationTime>"
                + "<Parameters>%s</Parameters></member></Stacks>")
            .formatted(STACK_ID, status, created, parameters));
  }

  static ResponseDefinitionBuilder changeSetMade() {
    return xml(
        "CreateChangeSet", "<Id>%s</Id><StackId>%s</StackId>".formatted(CHANGE_SET, STACK_ID));
  }

  static ResponseDefinitionBuilder changeSet(String status, String reason, String... changes) {
    StringBuilder all = new StringBuilder();
    for (String change : changes) {
      String[] parts = change.split(" ", -1);
      all.append(
          ("<member><Type>Resource</Type><ResourceChange><Action>%s</Action>"
                  + "<LogicalResourceId>%s</LogicalResourceId><ResourceType>%s</ResourceType>"
                  + "<Replacement>%s</Replacement></ResourceChange></member>")
              .formatted(parts[0], parts[1], parts[2], parts.length > 3 ? "True" : "False"));
    }
    return xml(
        "DescribeChangeSet",
        "<ChangeSetId>%s</ChangeSetId><StackId>%s</StackId><Status>%s</Status><StatusReason>%s</StatusReason><Changes>%s</Changes>"
            .formatted(CHANGE_SET, STACK_ID, status, reason, all));
  }

  /** Events as {@code seconds resource status [reason]}, oldest first; answered newest first. */
  static ResponseDefinitionBuilder events(String... oldestFirst) {
    StringBuilder all = new StringBuilder();
    for (String event : oldestFirst) {
      String[] parts = event.split(" ", 4);
      boolean whole = parts[1].equals("voxtral-realtime");
      all.insert(
          0,
          ("<member><EventId>%s</EventId><StackId>%s</StackId><StackName>voxtral-realtime</StackName>"
                  + "<LogicalResourceId>%s</LogicalResourceId><ResourceType>%s</ResourceType>"
                  + "<Timestamp>%s</Timestamp><ResourceStatus>%s</ResourceStatus>"
                  + "<ResourceStatusReason>%s</ResourceStatusReason></member>")
              .formatted(
                  event.hashCode(),
                  STACK_ID,
                  parts[1],
                  whole ? "AWS::CloudFormation::Stack" : "AWS::SageMaker::" + parts[1],
                  NOON.plus(Duration.ofSeconds(Long.parseLong(parts[0]))),
                  parts[2],
                  parts.length > 3 ? parts[3] : ""));
    }
    return xml("DescribeStackEvents", "<StackEvents>" + all + "</StackEvents>");
  }
}
