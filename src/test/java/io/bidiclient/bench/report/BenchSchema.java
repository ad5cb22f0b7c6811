package io.bidiclient.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * Holds a report in JSON against the published schema, and allows no field that it does not name.
 */
public final class BenchSchema {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonSchema SCHEMA = read();

  private BenchSchema() {}

  /** The report; fails unless it is valid. */
  public static JsonNode valid(String json) throws IOException {
    JsonNode report = MAPPER.readTree(json);
    assertEquals(Set.of(), SCHEMA.validate(report), json);
    return report;
  }

  /** Whether a report is refused. */
  static boolean refuses(JsonNode report) {
    return !SCHEMA.validate(report).isEmpty();
  }

  private static JsonSchema read() {
    try (InputStream file = BenchJson.class.getResourceAsStream("bench-v1.schema.json")) {
      JsonNode schema = MAPPER.readTree(file);
      close(schema);
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.has("properties")
        && object.path("type").asText().equals("object")) {
      object.put("additionalProperties", false);
    }
    schema.forEach(BenchSchema::close);
  }
}
