package io.bidiclient.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Works a template out as CloudFormation would, for given parameters: every reference to something
 * that is not there throws. A reference to a resource becomes {@code <Name>}, an attribute {@code
 * <Name.Attribute>}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html">intrinsic
 *     functions</a>
 */
final class Template {
  private static final Map<String, String> PSEUDO =
      Map.of(
          "AWS::Partition", "aws",
          "AWS::Region", "us-east-1",
          "AWS::AccountId", "111122223333",
          "AWS::StackName", "bidi",
          "AWS::StackId", "arn:aws:cloudformation:us-east-1:111122223333:stack/bidi/1");
  private static final Map<String, Set<String>> ATTRIBUTES =
      Map.of(
          "AWS::IAM::Role", Set.of("Arn", "RoleId"),
          "AWS::SageMaker::Model", Set.of("ModelName"),
          "AWS::SageMaker::EndpointConfig", Set.of("EndpointConfigName"),
          "AWS::SageMaker::Endpoint", Set.of("EndpointName"));
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonNode root;
  private final Map<String, String> parameters = new HashMap<>();
  private final Set<String> used = new TreeSet<>();

  Template(String text, Map<String, String> given) throws Exception {
    root = JSON.readTree(text);
    root.get("Parameters")
        .properties()
        .forEach(
            parameter -> {
              JsonNode value = parameter.getValue().get("Default");
              if (value != null) {
                parameters.put(parameter.getKey(), value.asText());
              }
            });
    parameters.putAll(given);
  }

  JsonNode root() {
    return root;
  }

  /** The names of parameters, mappings and conditions that were read so far. */
  Set<String> used() {
    return used;
  }

  /** Whether a resource is made for these parameters. */
  boolean made(String resource) {
    JsonNode condition = root.get("Resources").get(resource).path("Condition");
    return condition.isMissingNode() || holds(condition.asText());
  }

  /** A resource's properties, worked out. */
  JsonNode properties(String resource) {
    return resolve(root.get("Resources").get(resource).get("Properties")).orElseThrow();
  }

  Optional<JsonNode> resolve(JsonNode node) {
    if (node.isArray()) {
      ArrayNode all = NODES.arrayNode();
      node.forEach(element -> resolve(element).ifPresent(all::add));
      return Optional.of(all);
    }
    if (!node.isObject()) {
      return Optional.of(node);
    }
    if (node.size() == 1) {
      String function = node.fieldNames().next();
      if (function.equals("Ref") || function.startsWith("Fn::")) {
        return apply(function, node.get(function));
      }
    }
    ObjectNode all = NODES.objectNode();
    node.properties()
        .forEach(
            entry -> resolve(entry.getValue()).ifPresent(value -> all.set(entry.getKey(), value)));
    return Optional.of(all);
  }

  private Optional<JsonNode> apply(String function, JsonNode argument) {
    return switch (function) {
      case "Ref" ->
          argument.asText().equals("AWS::NoValue")
              ? Optional.empty()
              : Optional.of(value(argument.asText()));
      case "Fn::GetAtt" -> text(attribute(argument.get(0).asText(), argument.get(1).asText()));
      case "Fn::Sub" -> text(substitute(argument));
      case "Fn::Join" -> text(join(argument));
      case "Fn::If" -> resolve(argument.get(holds(argument.get(0).asText()) ? 1 : 2));
      case "Fn::Select" ->
          Optional.of(resolve(argument.get(1)).orElseThrow().path(argument.get(0).asInt()));
      case "Fn::Split" -> Optional.of(split(argument));
      case "Fn::FindInMap" -> Optional.of(find(argument));
      default -> throw new IllegalArgumentException("no function " + function);
    };
  }

  /** A list parameter is a list. */
  private JsonNode value(String name) {
    String text = reference(name);
    JsonNode type = root.get("Parameters").path(name).path("Type");
    if (!type.asText().equals("CommaDelimitedList")) {
      return TextNode.valueOf(text);
    }
    ArrayNode all = NODES.arrayNode();
    for (String part : text.split(",", -1)) {
      all.add(part);
    }
    return all;
  }

  private String reference(String name) {
    used.add(name);
    if (PSEUDO.containsKey(name)) {
      return parameters.getOrDefault(name, PSEUDO.get(name));
    }
    if (root.get("Parameters").has(name)) {
      if (!parameters.containsKey(name)) {
        throw new IllegalArgumentException("parameter without a value: " + name);
      }
      return parameters.get(name);
    }
    if (root.get("Resources").has(name)) {
      return "<" + name + ">";
    }
    throw new IllegalArgumentException("nothing is named " + name);
  }

  private String attribute(String resource, String name) {
    JsonNode found = root.get("Resources").get(resource);
    if (found == null
        || !ATTRIBUTES.getOrDefault(found.get("Type").asText(), Set.of()).contains(name)) {
      throw new IllegalArgumentException("no attribute " + resource + "." + name);
    }
    return "<" + resource + "." + name + ">";
  }

  private String substitute(JsonNode argument) {
    String text = argument.isArray() ? argument.get(0).asText() : argument.asText();
    JsonNode own = argument.isArray() ? argument.get(1) : NODES.objectNode();
    return VARIABLE
        .matcher(text)
        .replaceAll(
            variable -> {
              String name = variable.group(1);
              String value;
              if (own.has(name)) {
                value = resolve(own.get(name)).orElseThrow().asText();
              } else if (name.contains(".")) {
                value = attribute(name.split("\\.", 2)[0], name.split("\\.", 2)[1]);
              } else {
                value = reference(name);
              }
              return Matcher.quoteReplacement(value);
            });
  }

  private String join(JsonNode argument) {
    StringBuilder all = new StringBuilder();
    String separator = "";
    for (JsonNode part : resolve(argument.get(1)).orElseThrow()) {
      all.append(separator).append(part.asText());
      separator = argument.get(0).asText();
    }
    return all.toString();
  }

  private JsonNode split(JsonNode argument) {
    ArrayNode parts = NODES.arrayNode();
    String text = resolve(argument.get(1)).orElseThrow().asText();
    for (String part : text.split(Pattern.quote(argument.get(0).asText()), -1)) {
      parts.add(part);
    }
    return parts;
  }

  private JsonNode find(JsonNode argument) {
    used.add(argument.get(0).asText());
    JsonNode found = root.get("Mappings").get(argument.get(0).asText());
    for (int i = 1; i < 3; i++) {
      found = found.get(resolve(argument.get(i)).orElseThrow().asText());
    }
    return found;
  }

  private boolean holds(String condition) {
    used.add(condition);
    JsonNode test = root.get("Conditions").get(condition);
    if (test == null) {
      throw new IllegalArgumentException("no condition " + condition);
    }
    return evaluate(test);
  }

  private boolean evaluate(JsonNode test) {
    if (test.has("Fn::Not")) {
      return !evaluate(test.get("Fn::Not").get(0));
    }
    JsonNode equals = test.get("Fn::Equals");
    return resolve(equals.get(0)).equals(resolve(equals.get(1)));
  }

  private static Optional<JsonNode> text(String value) {
    return Optional.of(TextNode.valueOf(value));
  }
}
