package io.bidiclient.endpoint.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bidiclient.endpoint.StackTemplate;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploySettingsTest {
  private static final String REGISTRY = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/";

  @Test
  void theDefaultsAreTheTemplates() throws Exception {
    JsonNode parameters = new ObjectMapper().readTree(StackTemplate.text()).get("Parameters");
    DeploySettings.DEFAULTS.forEach(
        (name, value) ->
            assertEquals(value, parameters.at("/" + name + "/Default").asText(), name));
  }

  @Test
  void anImageIsWhatTheTemplateAllows() throws Exception {
    assertEquals(
        new ObjectMapper()
            .readTree(StackTemplate.text())
            .at("/Parameters/ImageUri/AllowedPattern")
            .asText(),
        ImageUri.FORM);
  }

  @ParameterizedTest
  @CsvSource({
    "0.17.1-gpu-py312-cu129-ubuntu22.04-sagemaker, 12",
    "0.27.1-gpu-py312-cu130-ubuntu22.04-sagemaker-0123456789ab, 13",
    "cu130, 13",
    "vllm-cuda12.9, 12",
    "vllm-cuda-13, 13",
    "x-cuda13-y, 13",
    "server-sagemaker-cuda-v2.3, ''",
    "omni-sagemaker-cuda-v1.5, ''",
    "x-cu118-y, ''",
    "x-cu1300-y, ''",
    "focus12, ''",
    "latest, ''"
  })
  void theTagTellsTheCuda(String tag, String cuda) {
    assertEquals(
        cuda, ImageUri.parse(REGISTRY + "a/cu118-b:" + tag).orElseThrow().cuda().orElse(""));
  }

  @ParameterizedTest
  @CsvSource({"a:1, a", "a/b-c/d_e:1, a/b-c/d_e"})
  void theRepositoryIsWhatStandsBetweenRegistryAndTag(String rest, String repository) {
    assertEquals(repository, ImageUri.parse(REGISTRY + rest).orElseThrow().repository());
    String digest = "@sha256:" + "0123456789abcdef".repeat(4);
    assertEquals(
        repository, ImageUri.parse(REGISTRY + repository + digest).orElseThrow().repository());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, 1.25, '1.25 to 2.50 an hour, 30.00 to 60.00 a day', 1 to 2 × ml.x",
    "2, 2, 1, '2.00 an hour, 48.00 a day', 2 × ml.x"
  })
  void theBillIsThePriceOfTheInstances(
      String least, String most, BigDecimal price, String rates, String instances) {
    InstanceBill bill =
        InstanceBill.of(
            Map.of("InstanceType", "ml.x", "MinInstances", least, "MaxInstances", most),
            Optional.of(price));
    assertEquals(rates, bill.rates().orElseThrow());
    assertEquals(instances, bill.instances());
  }
}
