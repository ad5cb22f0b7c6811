package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.bidiclient.transcript.write.Schema;
import java.util.Set;

/** Holds JSON Lines against the schema that the jar gives out. */
public final class SchemaCheck {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Schema.text());

  private SchemaCheck() {}

  /** Fails unless every line is valid and is numbered in order; returns how many there are. */
  public static int lines(String jsonl) throws JsonProcessingException {
    int seq = 0;
    for (String line : jsonl.lines().toList()) {
      JsonNode node = MAPPER.readTree(line);
      assertEquals(Set.of(), SCHEMA.validate(node), line);
      assertEquals(seq++, node.get("seq").asInt(), line);
    }
    return seq;
  }

  /** Whether a line is refused. */
  public static boolean refuses(String line) throws JsonProcessingException {
    return !SCHEMA.validate(MAPPER.readTree(line)).isEmpty();
  }

  /** A JSON document. */
  public static JsonNode document(String json) throws JsonProcessingException {
    return MAPPER.readTree(json);
  }
}
