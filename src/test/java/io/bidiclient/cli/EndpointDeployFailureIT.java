package io.bidiclient.cli;

import static io.bidiclient.cli.EndpointProgram.IMAGE;
import static io.bidiclient.cli.EndpointProgram.OPTIONS;
import static io.bidiclient.cli.EndpointProgram.WHERE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deployments that fail or cannot be watched: what is left, what is billed and what to do. */
class EndpointDeployFailureIT {
  @RegisterExtension private final EndpointProgram program = new EndpointProgram();
  private final AwsStandIn aws = program.aws;

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
    assertTrue(aws.count("DescribeStackEvents") < 30, aws.actions.toString());
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

  @Test
  void aStartWhoseAnswerIsLostIsFoundOutAndFollowed() {
    aws.loseAnswers("ExecuteChangeSet", 1);
    Program run = program.run("", "deploy", "--yes", "--image", IMAGE);
    assertEquals(0, run.code(), run.err());
    assertEquals(1, aws.count("ExecuteChangeSet"));
  }

  @Test
  void aStartThatDidNotArriveLeavesNothing() {
    aws.breakOff("ExecuteChangeSet", 1);
    Program run = program.run("", "deploy", "--yes", "--image", IMAGE);
    assertEquals(6, run.code(), run.err());
    assertTrue(run.err().contains("bidi-client: nothing was changed: cannot start"), run.err());
    assertEquals(List.of(), List.copyOf(aws.stacks.byName.keySet()));
  }

  private String watchWith(Runnable trouble, String command) {
    program.timer.after(20, trouble);
    return command;
  }
}
