package io.bidiclient.cli;

import static io.bidiclient.cli.EndpointProgram.IMAGE;
import static io.bidiclient.cli.EndpointProgram.WHERE;
import static io.bidiclient.cli.EndpointProgram.meanwhile;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two people who deploy the same stack at once, and a start that is refused for another reason. */
class EndpointDeployRaceIT {
  @RegisterExtension private final EndpointProgram program = new EndpointProgram();
  private final AwsStandIn aws = program.aws;

  @Test
  void ofTwoWhoDeployAtOnceTheOneWhoSaysNoLeavesTheOthersStackAlone() {
    List<Program> other = new ArrayList<>();
    Program run =
        program.run(
            meanwhile(() -> other.add(program.run("", "deploy", "--yes", "--image", IMAGE)), "n\n"),
            "deploy",
            "--image",
            IMAGE);
    assertEquals(0, other.get(0).code(), other.get(0).err());
    assertEquals("CREATE_COMPLETE", aws.stacks.byName.get("voxtral-realtime").status);
    assertFalse(aws.actions.contains("DeleteStack"), aws.actions.toString());
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().endsWith("[y/N]\nbidi-client: nothing was changed\n"), run.err());
  }

  @Test
  void ofTwoWhoDeployAtOnceTheOneWhoAgreesLaterIsToldAndChangesNothing() {
    Program run =
        program.run(
            meanwhile(() -> program.run("", "deploy", "--yes", "--image", IMAGE), "y\n"),
            "deploy",
            "--image",
            IMAGE,
            "--max-instances",
            "9");
    assertEquals(5, run.code());
    assertTrue(
        run.err()
            .endsWith(
                "bidi-client: somebody else was faster: the stack "
                    + WHERE
                    + " is CREATE_COMPLETE now; nothing was changed\n"
                    + "  hint: run the same command again to see what it would do now\n"),
        run.err());
    assertEquals(1, aws.count("ExecuteChangeSet"));
  }

  @Test
  void noWhileTheOtherStillThinksLeavesTheOthersPlan() {
    Program second =
        program.run(
            meanwhile(() -> program.run("n\n", "deploy", "--image", IMAGE), "y\n"),
            "deploy",
            "--image",
            IMAGE);
    assertEquals(0, second.code(), second.err());
    assertEquals("CREATE_COMPLETE", aws.stacks.byName.get("voxtral-realtime").status);
  }

  @Test
  void anUpdateOvertakenByAnotherIsRefused() {
    aws.stacks.stack("CREATE_COMPLETE");
    Program run =
        program.run(
            meanwhile(() -> program.run("", "deploy", "--yes", "--max-instances", "7"), "y\n"),
            "deploy",
            "--max-instances",
            "5");
    assertEquals(5, run.code(), run.err());
    assertTrue(run.err().contains("is UPDATE_COMPLETE now; nothing was changed"), run.err());
    assertEquals("7", aws.stacks.byName.get("voxtral-realtime").parameters.get("MaxInstances"));
  }

  @ParameterizedTest
  @CsvSource({
    "InvalidChangeSetStatus, somebody else was faster: the stack",
    "ValidationException, nothing was changed: cannot start the plan for",
    "InsufficientCapabilities, nothing was changed: cannot start the plan for"
  })
  void aRefusedStartIsNotAlwaysSomebodyElsesDoing(String code, String words) {
    aws.fail("ExecuteChangeSet", 1, 400, code, "So it is.");
    Program run = program.run("", "deploy", "--yes", "--image", IMAGE);
    assertEquals(5, run.code(), run.err());
    assertTrue(run.err().contains("bidi-client: " + words), run.err());
    assertTrue(run.err().contains("So it is. [" + code + "]"), run.err());
  }
}
