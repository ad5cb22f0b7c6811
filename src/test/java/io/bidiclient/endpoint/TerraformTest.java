package io.bidiclient.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The Terraform form names the same resources, defaults and values as the template. */
class TerraformTest {
  private static final Path DIRECTORY = Path.of("scripts", "terraform");
  private static final Pattern BLOCK =
      Pattern.compile(
          "(?ms)^(variable|resource) \"([a-z0-9_]+)\"(?: \"([a-z0-9_]+)\")? \\{\\n(.*?)^}");
  private static final Pattern SETTING = Pattern.compile("(?m)^\\s*([a-z_0-9]+)\\s*= (.*)$");
  private static final Pattern RIGHT = Pattern.compile("\"([a-z0-9-]+:[A-Za-z]+)\"");

  /** Terraform's name of each type. */
  private static final Map<String, String> TYPES =
      Map.of(
          "AWS::IAM::Role", "aws_iam_role",
          "AWS::SageMaker::Model", "aws_sagemaker_model",
          "AWS::SageMaker::EndpointConfig", "aws_sagemaker_endpoint_configuration",
          "AWS::SageMaker::Endpoint", "aws_sagemaker_endpoint",
          "AWS::ApplicationAutoScaling::ScalableTarget", "aws_appautoscaling_target",
          "AWS::ApplicationAutoScaling::ScalingPolicy", "aws_appautoscaling_policy",
          "AWS::CloudWatch::Alarm", "aws_cloudwatch_metric_alarm",
          "AWS::CloudWatch::Dashboard", "aws_cloudwatch_dashboard",
          "AWS::Scheduler::Schedule", "aws_scheduler_schedule");

  /** What Terraform calls otherwise than by the template's word in its own spelling. */
  private static final Map<String, String> NAMES =
      Map.of("alarm_actions", "", "scaling_target_id", "", "policy_name", "");

  private static final Set<String> COMPARED =
      Set.of(
          "AWS::CloudWatch::Alarm",
          "AWS::ApplicationAutoScaling::ScalableTarget",
          "AWS::ApplicationAutoScaling::ScalingPolicy");

  private final JsonNode template = new ObjectMapper().readTree(StackTemplate.text());
  private final String main = Files.readString(DIRECTORY.resolve("main.tf"));
  private final String variables = Files.readString(DIRECTORY.resolve("variables.tf"));

  TerraformTest() throws Exception {}

  @Test
  void itHasTheSameResources() {
    Set<String> theirs = new TreeSet<>();
    template
        .get("Resources")
        .properties()
        .forEach(
            resource ->
                theirs.add(
                    TYPES.get(resource.getValue().get("Type").asText())
                        + "."
                        + snake(resource.getKey())));
    Set<String> ours = new TreeSet<>(blocks(main, "resource").keySet());
    // A role's policy is a resource of its own in Terraform.
    ours.removeIf(name -> name.startsWith("aws_iam_role_policy."));
    assertEquals(theirs, ours);
  }

  @Test
  void itsVariablesAreTheParametersWithTheirDefaults() {
    Map<String, String> theirs = new TreeMap<>();
    template
        .get("Parameters")
        .properties()
        .forEach(
            parameter ->
                theirs.put(
                    snake(parameter.getKey()),
                    parameter.getValue().path("Default").asText("none")));
    Map<String, String> ours = new TreeMap<>();
    blocks(variables, "variable")
        .forEach(
            (name, body) ->
                ours.put(
                    name,
                    settings(body)
                        .getOrDefault("default", "none")
                        .replace("[]", "")
                        .replace("\"", "")));
    assertEquals(theirs, ours);
  }

  @Test
  void alarmsAndScalingHaveTheSameValues() {
    List<String> wrong = new ArrayList<>();
    template
        .get("Resources")
        .properties()
        .forEach(
            resource -> {
              String type = resource.getValue().get("Type").asText();
              if (COMPARED.contains(type)) {
                String name = TYPES.get(type) + "." + snake(resource.getKey());
                Map<String, String> ours = settings(blocks(main, "resource").get(name));
                compare(name, resource.getValue().get("Properties"), ours, wrong);
              }
            });
    assertEquals(List.of(), wrong);
  }

  @Test
  void theVariantHasTheSameValues() {
    String body =
        blocks(main, "resource").get("aws_sagemaker_endpoint_configuration.endpoint_config");
    Map<String, String> ours = settings(body);
    assertEquals("\"LEAST_OUTSTANDING_REQUESTS\"", ours.get("routing_strategy"));
    assertEquals(
        "var.startup_seconds", ours.get("container_startup_health_check_timeout_in_seconds"));
    assertEquals("var.download_seconds", ours.get("model_data_download_timeout_in_seconds"));
    assertEquals("local.host_image[var.cuda]", ours.get("inference_ami_version"));
    assertEquals("\"primary\"", ours.get("variant_name"));
    template
        .at("/Mappings/HostImage")
        .properties()
        .forEach(
            image ->
                assertTrue(
                    main.contains(
                        "\"%s\" = \"%s\""
                            .formatted(image.getKey(), image.getValue().get("Ami").asText()))));
  }

  @Test
  void theContainerHasTheSameVariables() {
    Set<String> theirs = new TreeSet<>();
    template
        .at("/Resources/Model/Properties/PrimaryContainer/Environment")
        .fieldNames()
        .forEachRemaining(theirs::add);
    Set<String> ours = new TreeSet<>();
    Matcher found = Pattern.compile("(?m)^    ([A-Z][A-Z_]+)\\s+= ").matcher(main);
    while (found.find()) {
      ours.add(found.group(1));
    }
    assertEquals(theirs, ours);
  }

  @Test
  void theContainersRoleHasTheSameRights() {
    assertEquals(
        rights(template.at("/Resources/Role").toString()),
        rights(
            blocks(main, "resource").get("aws_iam_role.role")
                + blocks(main, "resource").get("aws_iam_role_policy.container")));
  }

  private static Set<String> rights(String text) {
    Set<String> all = new TreeSet<>();
    Matcher found = RIGHT.matcher(text);
    while (found.find()) {
      all.add(found.group(1));
    }
    // Keys of conditions look like rights.
    all.removeIf(name -> name.startsWith("aws:") || name.equals("cloudwatch:namespace"));
    all.removeIf(name -> name.startsWith("bidi-client:") || name.equals("s3:prefix"));
    return all;
  }

  /** Compares each plain value or reference of the template with Terraform's of the same name. */
  private static void compare(
      String where, JsonNode properties, Map<String, String> ours, List<String> wrong) {
    properties
        .properties()
        .forEach(
            property -> {
              String name = snake(property.getKey());
              JsonNode value = property.getValue();
              boolean reference = value.has("Ref");
              if (NAMES.containsKey(name) || name.equals("alarm_description")) {
                return;
              }
              if (value.isObject() && !reference && !value.fieldNames().next().startsWith("Fn::")) {
                compare(where, value, ours, wrong);
              } else if (value.isValueNode() || reference) {
                String expected =
                    reference
                        ? "var." + snake(value.get("Ref").asText())
                        : value.isTextual() ? "\"" + value.asText() + "\"" : value.asText();
                if (!expected.equals(ours.get(name))) {
                  wrong.add(where + "." + name + ": " + expected + " / " + ours.get(name));
                }
              }
            });
  }

  private static Map<String, String> blocks(String text, String kind) {
    Map<String, String> all = new TreeMap<>();
    Matcher found = BLOCK.matcher(text);
    while (found.find()) {
      if (found.group(1).equals(kind)) {
        String name = found.group(2) + (found.group(3) == null ? "" : "." + found.group(3));
        all.put(name, found.group(4));
      }
    }
    return all;
  }

  private static Map<String, String> settings(String body) {
    Map<String, String> all = new TreeMap<>();
    Matcher found = SETTING.matcher(body);
    while (found.find()) {
      all.put(found.group(1), found.group(2).strip());
    }
    return all;
  }

  private static String snake(String name) {
    return name.replaceAll("(?<=[a-z0-9])([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
