package io.bidiclient.cli;

import static io.bidiclient.cli.EndpointProgram.IMAGE;
import static io.bidiclient.cli.EndpointProgram.meanwhile;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code endpoint deploy} before the stand-in for AWS, with all that it says. */
class EndpointDeployIT {
  private static final String WHERE = "voxtral-realtime in eu-west-1, account 111122223333";
  private static final String OPTIONS = " --stack voxtral-realtime --region eu-west-1";

  @RegisterExtension private final Dialogues dialogues = new Dialogues();
  private final EndpointProgram program = new EndpointProgram(dialogues);
  private final AwsStandIn aws = program.aws;

  @AfterEach
  void stop() {
    program.close();
  }

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
    assertEquals(1, count("ExecuteChangeSet"));
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
  void aFirstDeploymentThatFailsIsTakenAwayAndCanBeTriedAgain() {
    aws.stacks.next(
        new StackStep(0, "voxtral-realtime", "CREATE_IN_PROGRESS"),
        new StackStep(3, "Dashboard", "CREATE_FAILED", "Resource creation cancelled"),
        new StackStep(
            48, "Endpoint", "CREATE_FAILED", "The container did not pass the ping check."),
        new StackStep(49, "Model", "CREATE_FAILED", "Later failure"),
        new StackStep(50, "voxtral-realtime", "CREATE_FAILED"));
    Program run = program.run("", "deploy", "--yes", "--image", IMAGE);
    assertEquals(5, run.code());
    assertTrue(
        run.err()
            .endsWith(
                "bidi-client: the stack "
                    + WHERE
                    + " could not be made and was taken away, nothing is billed: Endpoint: The"
                    + " container did not pass the ping check.\n"
                    + "  hint: read the log group /aws/sagemaker/Endpoints/voxtral-realtime\n"),
        run.err());
    assertEquals(0, program.run("", "deploy", "--yes", "--image", IMAGE).code());
  }

  @Test
  void aQuotaOfZeroIsSentToServiceQuotas() {
    aws.stacks.next(
        new StackStep(0, "voxtral-realtime", "CREATE_IN_PROGRESS"),
        new StackStep(
            9, "Endpoint", "CREATE_FAILED", "The account-level service limit is 0 instances"),
        new StackStep(20, "voxtral-realtime", "CREATE_FAILED"));
    Program run = program.run("", "deploy", "--yes", "--image", IMAGE);
    assertEquals(5, run.code());
    assertTrue(run.err().contains("\n  hint: ask Service Quotas in eu-west-1 for"), run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE_ROLLBACK_COMPLETE | could not be changed and is as it was, billed as before:"
            + " Endpoint: no capacity | read the log group",
        "UPDATE_ROLLBACK_FAILED | could not be changed, nor brought back, and its instances are"
            + " billed: Endpoint: no capacity | run `aws cloudformation continue-update-rollback"
            + " --stack-name voxtral-realtime --region eu-west-1`, or end it with `bidi-client"
            + " endpoint delete --stack voxtral-realtime --region eu-west-1`",
        "UPDATE_FAILED | ended as UPDATE_FAILED, 1 to 3 × ml.g6.4xlarge may still be billed:"
            + " Endpoint: no capacity | end it with `bidi-client endpoint delete --stack"
            + " voxtral-realtime --region eu-west-1`"
      })
  void anUpdateThatFailsSaysWhatIsBilledAndWhatToDo(String end, String what, String hint) {
    aws.stacks.stack("CREATE_COMPLETE");
    aws.stacks.next(
        new StackStep(0, "voxtral-realtime", "UPDATE_IN_PROGRESS"),
        new StackStep(9, "Endpoint", "UPDATE_FAILED", "no capacity"),
        new StackStep(20, "voxtral-realtime", end));
    Program run = program.run("", "deploy", "--yes", "--max-instances", "3");
    assertEquals(5, run.code());
    assertTrue(run.err().contains("the stack " + WHERE + " " + what + "\n"), run.err());
    assertTrue(run.err().contains("  hint: " + hint), run.err());
  }

  @Test
  void aCreationWhoseRemainsCannotBeTakenAwaySaysThatTheyMayBeBilled() {
    aws.stacks.next(
        new StackStep(0, "voxtral-realtime", "CREATE_IN_PROGRESS"),
        new StackStep(9, "Endpoint", "CREATE_FAILED", "no capacity"),
        new StackStep(20, "voxtral-realtime", "DELETE_FAILED"));
    Program run = program.run("", "deploy", "--yes", "--image", IMAGE);
    assertEquals(5, run.code());
    assertTrue(
        run.err()
            .contains(
                WHERE
                    + " ended as DELETE_FAILED, 1 to 2 × ml.g6.4xlarge may still be billed:"
                    + " Endpoint: no capacity\n"
                    + "  hint: end it with `bidi-client endpoint delete"
                    + OPTIONS
                    + "`"),
        run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | | ",
        "400 | Throttling | Rate exceeded",
        "503 | ServiceUnavailable | busy",
        "403 | ExpiredToken | It has expired."
      })
  void aWatchSeesThroughFiveMinutesOfTrouble(int status, String code, String words) {
    Program run =
        program.run(
            "",
            watchWith(() -> aws.outage(300, status, code, words), "deploy"),
            "--yes",
            "--image",
            IMAGE);
    assertEquals(0, run.code(), run.err());
    assertEquals(
        1, run.err().split("the work goes on, but cannot be watched", -1).length - 1, run.err());
    assertTrue(run.err().contains("looking again for 15 minutes"), run.err());
    assertTrue(run.err().contains("CREATE_COMPLETE"), run.err());
  }

  @Test
  void aWatchThatSeesNothingForAQuarterOfAnHourSaysWhatGoesOnAndIsBilled() {
    Program run =
        program.run(
            "",
            watchWith(() -> aws.outage(7200, 400, "Throttling", "Rate exceeded"), "deploy"),
            "--yes",
            "--image",
            IMAGE);
    assertEquals(6, run.code(), run.err());
    assertTrue(
        run.err()
            .contains(
                "bidi-client: lost sight of the stack "
                    + WHERE
                    + ", whose work goes on, and 1 to 2 × ml.g6.4xlarge are billed until it is"
                    + " deleted: cannot read the stack "),
        run.err());
    assertTrue(
        run.err()
            .endsWith(
                "  hint: see it with `bidi-client endpoint status"
                    + OPTIONS
                    + "`, end it with `bidi-client endpoint delete"
                    + OPTIONS
                    + "`\n"),
        run.err());
    // Looked 5, 10, 20, 40, 60, 60 ... seconds apart and not faster.
    assertTrue(count("DescribeStackEvents") < 30, aws.actions.toString());
  }

  @Test
  void aDeniedStartHasBegunNothingAndLeavesNothing() {
    aws.fail("ExecuteChangeSet", 1, 403, "AccessDenied", "User me is not authorized");
    Program run = program.run("", "deploy", "--yes", "--image", IMAGE);
    assertEquals(4, run.code());
    assertTrue(
        run.err()
            .endsWith(
                "bidi-client: nothing was changed: cannot start the plan for "
                    + WHERE
                    + ": User me is not authorized [AccessDenied]\n"
                    + "  hint: ask for the rights that the hosting page lists\n"),
        run.err());
    assertEquals(List.of(), List.copyOf(aws.stacks.byName.keySet()));
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

  @Test
  void aStartWhoseAnswerIsLostIsFoundOutAndFollowed() {
    aws.loseAnswers("ExecuteChangeSet", 1);
    Program run = program.run("", "deploy", "--yes", "--image", IMAGE);
    assertEquals(0, run.code(), run.err());
    assertEquals(1, count("ExecuteChangeSet"));
  }

  @Test
  void aStartThatDidNotArriveLeavesNothing() {
    aws.breakOff("ExecuteChangeSet", 1);
    Program run = program.run("", "deploy", "--yes", "--image", IMAGE);
    assertEquals(6, run.code(), run.err());
    assertTrue(run.err().contains("bidi-client: nothing was changed: cannot start"), run.err());
    assertEquals(List.of(), List.copyOf(aws.stacks.byName.keySet()));
  }

  @Test
  void anotherInstanceTypeIsTwoUpdatesWithScalingOffBetweenThem() {
    StackStandIn stack = aws.stacks.stack("CREATE_COMPLETE");
    Program run = program.run("", "deploy", "--yes", "--instance-type", "ml.g6e.xlarge");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("  in two updates: AWS takes no other instance type"), run.err());
    assertEquals(2, count("ExecuteChangeSet"));
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
    assertEquals(1, count("ExecuteChangeSet"));
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

  private String watchWith(Runnable trouble, String command) {
    program.timer.after(20, trouble);
    return command;
  }

  private int count(String action) {
    return (int) aws.actions.stream().filter(action::equals).count();
  }
}
