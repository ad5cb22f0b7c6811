package io.bidiclient.cli;

import static io.bidiclient.cli.EndpointProgram.IMAGE;
import static io.bidiclient.cli.EndpointProgram.OPTIONS;
import static io.bidiclient.cli.EndpointProgram.WHERE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code endpoint deploy} before the stand-in for AWS: what is planned, asked and done, to the
 * letter.
 */
class EndpointDeployIT {
  @RegisterExtension private final EndpointProgram program = new EndpointProgram();
  private final AwsStandIn aws = program.aws;

  @Test
  void aNewStackIsShownWithItsPriceAskedAboutAndFollowedToItsEnd() {
    Program run = program.run("y\n", "deploy", "--image", IMAGE, "--price", "1.25");
    assertEquals(
        """
        bidi-client: new stack voxtral-realtime in eu-west-1, account 111122223333:
          add     Model               AWS::SageMaker::Model
          add     Endpoint            AWS::SageMaker::Endpoint
        bidi-client: it runs 1 to 2 × ml.g6.4xlarge, billed until the stack is deleted, used or not: 1.25 to 2.50 an hour, 30.00 to 60.00 a day
        bidi-client: run it in eu-west-1? [y/N]
            0:00  voxtral-realtime    CREATE_IN_PROGRESS
            0:05  Model               CREATE_IN_PROGRESS
            0:15  Endpoint            CREATE_IN_PROGRESS
            1:15  still CREATE_IN_PROGRESS; the endpoint is Creating
            2:15  still CREATE_IN_PROGRESS; the endpoint is Creating
            3:15  still CREATE_IN_PROGRESS; the endpoint is Creating
            3:30  Endpoint            CREATE_COMPLETE
            3:35  voxtral-realtime    CREATE_COMPLETE
        bidi-client: ready after 3:35; try: bidi-client audio.wav --region eu-west-1
          it is billed until: bidi-client endpoint delete --stack voxtral-realtime --region eu-west-1
        """,
        run.err());
    assertEquals(0, run.code());
    assertEquals("", run.out());
    String sent = aws.body("CreateChangeSet");
    assertTrue(sent.contains("ChangeSetType=CREATE"), sent);
    assertTrue(sent.contains("OnStackFailure=DELETE"), sent);
    assertTrue(sent.contains("ParameterKey=Cuda\nParameters.member.1.ParameterValue=13"), sent);
    assertTrue(sent.contains("ParameterValue=" + IMAGE), sent);
    assertTrue(sent.contains("CAPABILITY_IAM"), sent);
  }

  @Test
  void noForAnAnswerLeavesNothingBehind() {
    Program run = program.run("n\n", "deploy", "--image", IMAGE);
    assertEquals(0, run.code());
    assertTrue(run.err().endsWith("[y/N]\nbidi-client: nothing was changed\n"), run.err());
    assertEquals(List.of(), List.copyOf(aws.stacks.byName.keySet()));
    assertFalse(aws.actions.contains("ExecuteChangeSet"));
  }

  @Test
  void nobodyToAnswerIsNoYes() {
    Program run = program.run("", "deploy", "--image", IMAGE);
    assertEquals(2, run.code());
    assertTrue(
        run.err()
            .endsWith(
                """
                no answer was given: nothing was changed
                  hint: give --yes to run without a question
                """),
        run.err());
    assertEquals(List.of(), List.copyOf(aws.stacks.byName.keySet()));
  }

  @Test
  void anUpdateKeepsWhatIsNotGivenAndTellsOfReplacements() {
    aws.stacks.stack("CREATE_COMPLETE");
    Program run = program.run("", "deploy", "--yes", "--max-instances", "5");
    assertEquals(
        """
        bidi-client: change of the stack voxtral-realtime in eu-west-1, account 111122223333:
          modify  EndpointConfig      AWS::SageMaker::EndpointConfig  (replaced)
        bidi-client: it runs 1 to 5 × ml.g6.4xlarge, billed until the stack is deleted, used or not (see --price)
            0:00  voxtral-realtime    UPDATE_IN_PROGRESS
            0:15  voxtral-realtime    UPDATE_COMPLETE_CLEANUP_IN_PROGRESS
            0:20  voxtral-realtime    UPDATE_COMPLETE
        bidi-client: ready after 0:20; try: bidi-client audio.wav --region eu-west-1
          it is billed until: bidi-client endpoint delete --stack voxtral-realtime --region eu-west-1
        """,
        run.err());
    assertEquals(0, run.code());
    String sent = aws.body("CreateChangeSet");
    assertTrue(sent.contains("ChangeSetType=UPDATE"), sent);
    assertTrue(sent.contains("ImageUri\nParameters.member.2.UsePreviousValue=true"), sent);
    assertFalse(sent.contains("OnStackFailure"), sent);
  }

  @Test
  void nothingToChangeIsSaidAndNothingKept() {
    StackStandIn stack = aws.stacks.stack("UPDATE_COMPLETE");
    Program run = program.run("", "deploy");
    assertEquals(0, run.code());
    assertEquals("bidi-client: the stack " + WHERE + " is as wanted: nothing to do\n", run.err());
    assertEquals(0, stack.changeSets.size());
    assertFalse(aws.actions.contains("DeleteStack"));
  }

  @ParameterizedTest
  @CsvSource({
    "bidi-voxtral:0.27.1-cu130, true",
    "bidi-voxtral:0.27.1-cu130-0123456789ab, false",
    "bidi-voxtral@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, false"
  })
  void asWantedSaysThatATagMayHaveMoved(String image, boolean moves) {
    StackStandIn stack = aws.stacks.stack("UPDATE_COMPLETE");
    String uri = AwsStandIn.ACCOUNT + ".dkr.ecr.eu-west-1.amazonaws.com/" + image;
    stack.parameters.put("ImageUri", uri);
    stack.parameters.put("ImageRepository", "bidi-voxtral");
    stack.parameters.put("Cuda", "13");
    Program run = program.run("", "deploy", "--image", uri, "--cuda", "13");
    assertTrue(run.err().contains("is as wanted"), run.err());
    assertEquals(moves, run.err().contains("give its digest"), run.err());
  }

  @Test
  void anotherInstanceTypeIsTwoUpdatesWithScalingOffBetweenThem() {
    StackStandIn stack = aws.stacks.stack("CREATE_COMPLETE");
    Program run = program.run("", "deploy", "--yes", "--instance-type", "ml.g6e.xlarge");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("  in two updates: AWS takes no other instance type"), run.err());
    assertEquals(2, aws.count("ExecuteChangeSet"));
    assertEquals("ml.g6e.xlarge", stack.parameters.get("InstanceType"));
    assertEquals("on", stack.parameters.get("Scaling"));
  }

  @Test
  void anotherInstanceTypeThatFailsSaysThatScalingIsOff() {
    StackStandIn stack = aws.stacks.stack("CREATE_COMPLETE");
    aws.stacks.afterNext(
        new StackStep(0, "voxtral-realtime", "UPDATE_IN_PROGRESS"),
        new StackStep(9, "Endpoint", "UPDATE_FAILED", "no capacity"),
        new StackStep(20, "voxtral-realtime", "UPDATE_ROLLBACK_COMPLETE"));
    Program run = program.run("", "deploy", "--yes", "--instance-type", "ml.g6e.xlarge");
    assertEquals(5, run.code(), run.err());
    assertTrue(
        run.err()
            .contains(
                "no capacity; scaling is off: put it on with `bidi-client endpoint deploy"
                    + OPTIONS
                    + " --parameter Scaling=on`"),
        run.err());
    assertEquals("off", stack.parameters.get("Scaling"));
    assertEquals("ml.g6.4xlarge", stack.parameters.get("InstanceType"));
  }

  @Test
  void aStackWithoutScalingTakesAnotherInstanceTypeAtOnceAndStaysWithoutScaling() {
    StackStandIn stack = aws.stacks.stack("CREATE_COMPLETE");
    stack.parameters.put("Scaling", "off");
    Program run = program.run("", "deploy", "--yes", "--instance-type", "ml.g6e.xlarge");
    assertEquals(0, run.code(), run.err());
    assertEquals(1, aws.count("ExecuteChangeSet"));
    assertEquals("off", stack.parameters.get("Scaling"));
  }

  @Test
  void aStackForFourHoursSaysWhenItDeletesItself() {
    Program run = program.run("y\n", "deploy", "--image", IMAGE, "--for", "4h");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("\n  it deletes itself at 2026-11-26T16:00:00Z\n"), run.err());
    assertEquals(
        "2026-11-26T16:00:00",
        aws.stacks.byName.get("voxtral-realtime").parameters.get("DeleteAt"));
    assertTrue(
        program.run("", "status").out().contains("ends       deletes itself in 3 h 56 min, at"),
        run.out());
    assertEquals(0, program.run("", "deploy", "--yes", "--for", "off").code());
    assertEquals("", aws.stacks.byName.get("voxtral-realtime").parameters.get("DeleteAt"));
  }
}
