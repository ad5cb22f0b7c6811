package io.bidiclient.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Two sets of parameters of the stack's template, and the template with them. */
final class StackParameters {
  static final String IMAGE =
      "444455556666.dkr.ecr.eu-west-1.amazonaws.com/bidi-voxtral:0.17.1-gpu-py312-cu129";

  /** The least that has to be given: the model comes from the hub. */
  static final Map<String, String> HUB = Map.of("ImageUri", IMAGE);

  /** All that can be given: the model comes from S3. */
  static final Map<String, String> S3 =
      Map.ofEntries(
          Map.entry("ImageUri", IMAGE),
          Map.entry("ImageRepository", "bidi-voxtral"),
          Map.entry("ModelBucket", "models"),
          Map.entry("ModelPrefix", "voxtral/4b/"),
          Map.entry("ModelKey", "arn:aws:kms:us-east-1:111122223333:key/k"),
          Map.entry("VolumeKey", "key"),
          Map.entry("HubToken", "hush"),
          Map.entry("Variables", "A=1\nB=2"),
          Map.entry("SubnetIds", "subnet-1,subnet-2"),
          Map.entry("SecurityGroupIds", "sg-1"),
          Map.entry("NetworkIsolation", "on"),
          Map.entry("Scaling", "off"),
          Map.entry("DeleteAt", "2026-11-26T16:00:00"),
          Map.entry("AlarmTopicArn", "arn:aws:sns:us-east-1:111122223333:pager"));

  private StackParameters() {}

  static Template template(Map<String, String> parameters) throws Exception {
    return new Template(StackTemplate.text(), parameters);
  }

  /** A text, or each text of an array. */
  static List<String> strings(JsonNode one) {
    return one.isArray()
        ? StreamSupport.stream(one.spliterator(), false).map(JsonNode::asText).toList()
        : List.of(one.asText());
  }
}
