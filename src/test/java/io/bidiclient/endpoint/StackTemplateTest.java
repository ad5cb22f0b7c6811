package io.bidiclient.endpoint;

import static io.bidiclient.endpoint.StackParameters.HUB;
import static io.bidiclient.endpoint.StackParameters.IMAGE;
import static io.bidiclient.endpoint.StackParameters.S3;
import static io.bidiclient.endpoint.StackParameters.strings;
import static io.bidiclient.endpoint.StackParameters.template;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The stack's template, worked out as CloudFormation would: references, parameters, the model and
 * its endpoint.
 */
class StackTemplateTest {
  /** What CloudFormation's resource reference calls required. */
  private static final Map<String, Set<String>> REQUIRED =
      Map.of(
          "AWS::IAM::Role", Set.of("AssumeRolePolicyDocument"),
          "AWS::SageMaker::Model", Set.of("ExecutionRoleArn", "PrimaryContainer"),
          "AWS::SageMaker::EndpointConfig", Set.of("ProductionVariants"),
          "AWS::SageMaker::Endpoint", Set.of("EndpointConfigName"),
          "AWS::Scheduler::Schedule", Set.of("FlexibleTimeWindow", "ScheduleExpression", "Target"),
          "AWS::ApplicationAutoScaling::ScalableTarget",
              Set.of(
                  "MaxCapacity",
                  "MinCapacity",
                  "ResourceId",
                  "ScalableDimension",
                  "ServiceNamespace"),
          "AWS::ApplicationAutoScaling::ScalingPolicy", Set.of("PolicyName", "PolicyType"),
          "AWS::CloudWatch::Alarm", Set.of("ComparisonOperator", "EvaluationPeriods"),
          "AWS::CloudWatch::Dashboard", Set.of("DashboardBody"));

  private static final Set<String> TYPES = Set.of("String", "Number", "CommaDelimitedList");

  @Test
  void everyReferenceLeadsSomewhereAndEverythingDeclaredIsUsed() throws Exception {
    Set<String> used = new TreeSet<>();
    for (Map<String, String> parameters : List.of(HUB, S3)) {
      Template template = template(parameters);
      template.root().get("Resources").fieldNames().forEachRemaining(template::made);
      template.root().get("Resources").fieldNames().forEachRemaining(template::properties);
      template.root().get("Outputs").forEach(template::resolve);
      used.addAll(template.used());
    }
    for (String section : List.of("Parameters", "Mappings", "Conditions")) {
      template(HUB)
          .root()
          .get(section)
          .fieldNames()
          .forEachRemaining(name -> assertTrue(used.contains(name), name + " is never used"));
    }
  }

  @Test
  void aReferenceToNothingIsFound() throws Exception {
    String broken = StackTemplate.text().replace("\"Ref\": \"MaxNumSeqs\"", "\"Ref\": \"Nothing\"");
    Template template = new Template(broken, HUB);
    assertThrows(IllegalArgumentException.class, () -> template.properties("Model"));
  }

  @Test
  void itIsSmallEnoughToBeSentInTheRequest() {
    int bytes = StackTemplate.text().getBytes(StandardCharsets.UTF_8).length;
    assertTrue(bytes <= 51_200, bytes + " bytes");
  }

  @Test
  void everyParameterHasATypeADescriptionAndADefaultThatItAllows() throws Exception {
    template(HUB)
        .root()
        .get("Parameters")
        .properties()
        .forEach(
            parameter -> {
              String name = parameter.getKey();
              JsonNode rules = parameter.getValue();
              assertTrue(TYPES.contains(rules.get("Type").asText()), name);
              assertFalse(rules.get("Description").asText().isBlank(), name);
              assertEquals(name.equals("ImageUri"), !rules.has("Default"), name);
              if (rules.has("Default")) {
                assertTrue(allows(rules, rules.get("Default").asText()), name);
              }
            });
  }

  @ParameterizedTest
  @CsvSource({
    "ImageUri, " + IMAGE + ", true",
    "ImageUri, 444455556666.dkr.ecr-fips.us-gov-west-1.amazonaws.com/a/b/c:1, true",
    "ImageUri, 444455556666.dkr.ecr.cn-north-1.amazonaws.com.cn/voxtral:1, true",
    "ImageUri, 444455556666.dkr.ecr.eusc-de-east-1.amazonaws.eu/voxtral:1, true",
    "ImageUri, 444455556666.dkr.ecr.us-iso-east-1.c2s.ic.gov/voxtral:1, true",
    "ImageUri,"
        + " 444455556666.dkr.ecr.eu-west-1.amazonaws.com/a/b@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,"
        + " true",
    "ImageUri, 444455556666.dkr.ecr.eu-west-1.amazonaws.com/a@sha256:0123, false",
    "ImageUri, docker.io/vllm/vllm-openai:latest, false",
    "ImageUri, 444455556666.dkr.ecr.eu-west-1.amazonaws.com/voxtral, false",
    "ImageUri, 444455556666.dkr.ecr.eu-west-1.amazonaws.com/Voxtral:1, false",
    "ImageUri, 444455556666.dkr.ecr.eu-west-1.amazonaws.com/a//b:1, false",
    "InstanceType, ml.p6-b200.48xlarge, true",
    "DeleteAt, 2026-11-26T16:00:00, true",
    "DeleteAt, tomorrow, false",
    "ModelPrefix, voxtral/, true",
    "ModelPrefix, voxtral, false",
    "ModelPrefix, /voxtral/, false",
    "StartupSeconds, 3601, false",
    "DownloadSeconds, 59, false",
    "EndpointName, a_b, false",
    "Cuda, 11, false"
  })
  void parametersAllowWhatTheServiceTakes(String name, String value, boolean allowed)
      throws Exception {
    assertEquals(allowed, allows(template(HUB).root().get("Parameters").get(name), value));
  }

  @Test
  void everyResourceHasItsRequiredProperties() throws Exception {
    Template template = template(HUB);
    template
        .root()
        .get("Resources")
        .properties()
        .forEach(
            resource -> {
              String type = resource.getValue().get("Type").asText();
              assertTrue(REQUIRED.containsKey(type), type);
              JsonNode properties = template.properties(resource.getKey());
              REQUIRED
                  .get(type)
                  .forEach(
                      name -> assertTrue(properties.has(name), resource.getKey() + "." + name));
            });
  }

  @Test
  void theModelComesFromTheHubOrFromS3() throws Exception {
    JsonNode hub = template(HUB).properties("Model").get("PrimaryContainer");
    assertEquals(IMAGE, hub.get("Image").asText());
    assertFalse(hub.has("ModelDataSource"));
    assertEquals(
        "mistralai/Voxtral-Mini-4B-Realtime-2602", hub.at("/Environment/SM_VLLM_MODEL").asText());
    assertEquals("45000", hub.at("/Environment/SM_VLLM_MAX_MODEL_LEN").asText());
    JsonNode s3 = template(S3).properties("Model").get("PrimaryContainer");
    assertEquals("s3://models/voxtral/4b/", s3.at("/ModelDataSource/S3DataSource/S3Uri").asText());
    assertEquals("/opt/ml/model", s3.at("/Environment/SM_VLLM_MODEL").asText());
    assertEquals("hush", s3.at("/Environment/HF_TOKEN").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "12, al2-ami-sagemaker-inference-gpu-3-1",
    "13, al2023-ami-sagemaker-inference-gpu-4-1"
  })
  void theHostImageFollowsTheImagesCuda(String cuda, String ami) throws Exception {
    JsonNode variant =
        template(Map.of("ImageUri", IMAGE, "Cuda", cuda))
            .properties("EndpointConfig")
            .at("/ProductionVariants/0");
    assertEquals(ami, variant.get("InferenceAmiVersion").asText());
    assertEquals("1800", variant.get("ContainerStartupHealthCheckTimeoutInSeconds").asText());
    assertEquals("1800", variant.get("ModelDataDownloadTimeoutInSeconds").asText());
    assertEquals("ml.g6.4xlarge", variant.get("InstanceType").asText());
  }

  @Test
  void aNewStreamGoesToTheInstanceWithTheFewest() throws Exception {
    JsonNode variant = template(HUB).properties("EndpointConfig").at("/ProductionVariants/0");
    assertEquals(
        "LEAST_OUTSTANDING_REQUESTS", variant.at("/RoutingConfig/RoutingStrategy").asText());
  }

  @Test
  void networkKeysAndVariablesAreThereOnlyWhereTheyAreAskedFor() throws Exception {
    JsonNode plain = template(HUB).properties("Model");
    assertFalse(plain.has("VpcConfig"));
    assertFalse(plain.get("EnableNetworkIsolation").asBoolean());
    assertFalse(plain.at("/PrimaryContainer/Environment").has("BIDI_VARIABLES"));
    assertFalse(template(HUB).properties("EndpointConfig").has("KmsKeyId"));
    JsonNode full = template(S3).properties("Model");
    assertEquals("subnet-2", full.at("/VpcConfig/Subnets/1").asText());
    assertEquals("sg-1", full.at("/VpcConfig/SecurityGroupIds/0").asText());
    assertTrue(full.get("EnableNetworkIsolation").asBoolean());
    assertEquals("A=1\nB=2", full.at("/PrimaryContainer/Environment/BIDI_VARIABLES").asText());
    assertEquals("key", template(S3).properties("EndpointConfig").get("KmsKeyId").asText());
  }

  @Test
  void withoutScalingThereIsNoTargetThatLocksTheInstanceType() throws Exception {
    for (String name : List.of("ScalableTarget", "ScalingPolicy")) {
      assertTrue(template(HUB).made(name), name);
      assertFalse(template(Map.of("ImageUri", IMAGE, "Scaling", "off")).made(name), name);
    }
  }

  @Test
  void itScalesOnConcurrentStreamsAtHighResolution() throws Exception {
    JsonNode policy =
        template(HUB).properties("ScalingPolicy").get("TargetTrackingScalingPolicyConfiguration");
    assertEquals(
        "SageMakerVariantConcurrentRequestsPerModelHighResolution",
        policy.at("/PredefinedMetricSpecification/PredefinedMetricType").asText());
    assertEquals("3", policy.get("TargetValue").asText());
    assertEquals(
        "endpoint/<Endpoint.EndpointName>/variant/primary",
        template(HUB).properties("ScalableTarget").get("ResourceId").asText());
  }

  @Test
  void anUpdateDoesNotTakeInstancesFromLiveStreams() throws Exception {
    assertTrue(template(HUB).properties("Endpoint").get("RetainAllVariantProperties").asBoolean());
  }

  @Test
  void theTokenIsNeverShown() throws Exception {
    assertTrue(template(HUB).root().at("/Parameters/HubToken/NoEcho").asBoolean());
    assertFalse(template(S3).root().get("Outputs").toString().contains("HubToken"));
    assertFalse(template(HUB).properties("Model").toString().contains("HF_TOKEN"));
  }

  private static boolean allows(JsonNode rules, String value) {
    boolean listed =
        !rules.has("AllowedValues") || strings(rules.get("AllowedValues")).contains(value);
    boolean patterned =
        !rules.has("AllowedPattern") || value.matches(rules.get("AllowedPattern").asText());
    boolean low =
        !rules.has("MinValue") || Double.parseDouble(value) >= rules.get("MinValue").asDouble();
    boolean high =
        !rules.has("MaxValue") || Double.parseDouble(value) <= rules.get("MaxValue").asDouble();
    return listed && patterned && low && high;
  }
}
