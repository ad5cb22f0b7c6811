package io.bidiclient.endpoint;

import static io.bidiclient.endpoint.StackParameters.HUB;
import static io.bidiclient.endpoint.StackParameters.S3;
import static io.bidiclient.endpoint.StackParameters.strings;
import static io.bidiclient.endpoint.StackParameters.template;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the stack's roles may do, and how a stack ends by itself. */
class StackRolesTest {
  @Test
  void theRoleMayDoNothingMoreThanTheContainerNeeds() throws Exception {
    JsonNode role = template(S3).properties("Role");
    JsonNode trust = role.at("/AssumeRolePolicyDocument/Statement");
    assertEquals(1, trust.size());
    assertEquals("sagemaker.amazonaws.com", trust.at("/0/Principal/Service").asText());
    assertEquals("111122223333", trust.at("/0/Condition/StringEquals/aws:SourceAccount").asText());
    assertFalse(role.has("ManagedPolicyArns"));
    JsonNode statements = role.at("/Policies/0/PolicyDocument/Statement");
    assertEquals(8, statements.size());
    for (JsonNode statement : statements) {
      assertEquals("Allow", statement.get("Effect").asText());
      for (String action : strings(statement.get("Action"))) {
        assertFalse(action.contains("*"), action);
      }
      if (strings(statement.get("Resource")).contains("*")) {
        boolean conditional = statement.has("Condition");
        assertTrue(
            conditional
                || strings(statement.get("Action")).equals(List.of("ecr:GetAuthorizationToken")),
            statement.toString());
      }
    }
    assertEquals(
        "arn:aws:ecr:eu-west-1:444455556666:repository/bidi-voxtral",
        statements.at("/0/Resource").asText());
    assertEquals(
        "arn:aws:logs:us-east-1:111122223333:log-group:/aws/sagemaker/Endpoints/voxtral-realtime:*",
        statements.at("/2/Resource/1").asText());
    assertEquals("voxtral/4b/*", statements.at("/4/Condition/StringLike/s3:prefix").asText());
    assertEquals("arn:aws:s3:::models/voxtral/4b/*", statements.at("/5/Resource").asText());
    assertEquals(
        4, template(HUB).properties("Role").at("/Policies/0/PolicyDocument/Statement").size());
  }

  @Test
  void aStackThatEndsIsDeletedByAScheduleAndAnotherHasNone() throws Exception {
    for (String name : List.of("End", "EndRole")) {
      assertTrue(template(S3).made(name), name);
      assertFalse(template(HUB).made(name), name);
    }
    JsonNode end = template(S3).properties("End");
    assertEquals("at(2026-11-26T16:00:00)", end.get("ScheduleExpression").asText());
    assertEquals(
        "arn:aws:scheduler:::aws-sdk:cloudformation:deleteStack", end.at("/Target/Arn").asText());
    assertEquals(
        "arn:aws:cloudformation:us-east-1:111122223333:stack/bidi/1",
        new ObjectMapper().readTree(end.at("/Target/Input").asText()).get("StackName").asText());
  }

  @Test
  void theRoleThatDeletesTheStackIsDeletedLast() throws Exception {
    JsonNode resources = template(S3).root().get("Resources");
    Set<String> after = new TreeSet<>(Set.of("EndRole"));
    for (int i = 0; i < resources.size(); i++) {
      resources
          .properties()
          .forEach(
              resource -> {
                if (after.stream().anyMatch(name -> names(resource.getValue(), name))) {
                  after.add(resource.getKey());
                }
              });
    }
    resources.fieldNames().forEachRemaining(name -> assertTrue(after.contains(name), name));
  }

  @Test
  void theRoleThatDeletesTheStackMayDeleteNothingElse() throws Exception {
    JsonNode role = template(S3).properties("EndRole");
    JsonNode statements = role.at("/Policies/0/PolicyDocument/Statement");
    assertTrue(statements.size() > 5, statements.toString());
    for (JsonNode statement : statements) {
      for (String action : strings(statement.get("Action"))) {
        assertFalse(action.contains("*"), action);
        boolean looks = action.matches(".*:(Describe|Get|List).*");
        for (String resource : strings(statement.get("Resource"))) {
          boolean own = resource.contains("bidi") || resource.contains("voxtral-realtime");
          assertTrue(looks || own || statement.has("Condition"), action + " on " + resource);
        }
      }
    }
  }

  /** Whether a resource waits for another: it names it in some way. */
  private static boolean names(JsonNode resource, String other) {
    String text = resource.toString();
    return text.contains("{\"Ref\":\"" + other + "\"}")
        || text.contains("[\"" + other + "\",")
        || text.contains("${" + other + ".")
        || text.contains("\"DependsOn\":\"" + other + "\"");
  }
}
