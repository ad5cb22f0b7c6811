package io.bidiclient.endpoint;

import static io.bidiclient.endpoint.StackParameters.HUB;
import static io.bidiclient.endpoint.StackParameters.IMAGE;
import static io.bidiclient.endpoint.StackParameters.S3;
import static io.bidiclient.endpoint.StackParameters.strings;
import static io.bidiclient.endpoint.StackParameters.template;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stack's alarms and its dashboard. */
class StackAlarmsTest {
  /** The metrics that streams emit. */
  private static final Set<String> METRICS =
      Set.of(
          "ConcurrentRequestsPerModel",
          "FirstChunkLatency",
          "Invocations",
          "MidStreamErrors",
          "Invocation4XXErrors",
          "Invocation5XXErrors",
          "InvocationModelErrors",
          "GPUUtilization",
          "GPUMemoryUtilization",
          "CPUUtilization");

  @Test
  void aQueuedStreamRaisesTheAlarmOfTheInstanceThatHasTooMany() throws Exception {
    JsonNode alarm = template(HUB).properties("QueueAlarm");
    assertEquals("ConcurrentRequestsPerModel", alarm.get("MetricName").asText());
    assertEquals("Maximum", alarm.get("Statistic").asText());
    assertEquals("4", alarm.get("Threshold").asText());
    assertEquals("GreaterThanThreshold", alarm.get("ComparisonOperator").asText());
    assertFalse(alarm.has("ExtendedStatistic"));
  }

  @Test
  void anIdleEndpointRaisesAnAlarmThatSaysHowToEndIt() throws Exception {
    JsonNode alarm = template(HUB).properties("IdleAlarm");
    assertEquals("Maximum", alarm.get("Statistic").asText());
    assertEquals(3600 * 2, alarm.get("Period").asInt() * alarm.get("EvaluationPeriods").asInt());
    assertEquals("breaching", alarm.get("TreatMissingData").asText());
    assertTrue(
        alarm
            .get("AlarmDescription")
            .asText()
            .endsWith("bidi-client endpoint delete --stack bidi --region us-east-1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BrokenStreamsAlarm",
        "RefusedStreamsAlarm",
        "QueueAlarm",
        "IdleAlarm",
        "NoInstancesAlarm"
      })
  void alarmsWatchMetricsThatStreamsEmitAndTellTheTopic(String name) throws Exception {
    JsonNode alarm = template(S3).properties(name);
    assertTrue(METRICS.contains(alarm.get("MetricName").asText()));
    assertEquals(S3.get("AlarmTopicArn"), alarm.at("/AlarmActions/0").asText());
    assertFalse(template(HUB).properties(name).has("AlarmActions"));
    assertTrue(alarm.has("Statistic") != alarm.has("ExtendedStatistic"));
  }

  @Test
  void theDashboardIsJsonWithMetricsThatStreamsEmit() throws Exception {
    String body = template(HUB).properties("Dashboard").get("DashboardBody").asText();
    JsonNode widgets = new ObjectMapper().readTree(body).get("widgets");
    assertEquals(4, widgets.size());
    for (JsonNode widget : widgets) {
      assertEquals("us-east-1", widget.at("/properties/region").asText());
      for (JsonNode metric : widget.at("/properties/metrics")) {
        String name = metric.path(1).asText();
        assertTrue(metric.get(0).asText().equals("...") || METRICS.contains(name), name);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "aws, console.aws.amazon.com",
    "aws-cn, console.amazonaws.cn",
    "aws-us-gov, console.amazonaws-us-gov.com",
    "aws-eusc, console.amazonaws-eusc.eu"
  })
  void theDashboardsLinkLeadsToThePartitionsConsole(String partition, String host)
      throws Exception {
    Template template = template(Map.of("ImageUri", IMAGE, "AWS::Partition", partition));
    String url =
        template.resolve(template.root().at("/Outputs/DashboardUrl/Value")).orElseThrow().asText();
    assertTrue(url.startsWith("https://" + host + "/cloudwatch/home?region=us-east-1#"), url);
  }
}
