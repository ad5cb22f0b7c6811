package io.bidiclient.cli;

import static io.bidiclient.cli.EndpointProgram.WHERE;
import static io.bidiclient.cli.EndpointProgram.meanwhile;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code endpoint delete} before the stand-in for AWS, with all that it says. */
class EndpointDeleteIT {
  @RegisterExtension private final EndpointProgram program = new EndpointProgram();
  private final AwsStandIn aws = program.aws;

  @Test
  void itAsksWithTheAccountAndTheInstancesWaitsAndSaysWhatIsLeft() {
    aws.stacks.stack("CREATE_COMPLETE");
    Program run = program.run("yes\n", "delete");
    assertEquals(
        """
        bidi-client: delete the stack voxtral-realtime in eu-west-1, account 111122223333 with the endpoint voxtral-realtime (1 to 2 × ml.g6.4xlarge)? [y/N]
            0:00  voxtral-realtime    DELETE_IN_PROGRESS
            0:10  Endpoint            DELETE_COMPLETE
            0:15  voxtral-realtime    DELETE_COMPLETE
        bidi-client: deleted the stack voxtral-realtime in eu-west-1, account 111122223333 after 0:15, nothing of it is billed; left, and yours to delete:
          the log group /aws/sagemaker/Endpoints/voxtral-realtime
          the image 111122223333.dkr.ecr.eu-west-1.amazonaws.com/bidi-voxtral:1
          the model s3://models/voxtral/
        """,
        run.err());
    assertEquals(0, run.code());
  }

  @Test
  void noForAnAnswerChangesNothing() {
    aws.stacks.stack("CREATE_COMPLETE");
    Program run = program.run("n\n", "delete");
    assertEquals(0, run.code());
    assertTrue(run.err().endsWith("[y/N]\nbidi-client: nothing was changed\n"), run.err());
    assertFalse(aws.actions.contains("DeleteStack"));
  }

  @Test
  void noStackIsAnErrorThatNamesTheRegionTheAccountAndWhereElseToLook() {
    System.setProperty("aws.region", "us-west-2");
    Program run;
    try {
      run = program.run("", "delete", "--yes");
    } finally {
      System.clearProperty("aws.region");
    }
    assertEquals(5, run.code());
    assertEquals(
        "bidi-client: there is no stack "
            + WHERE
            + "\n  hint: if one should be there, look in the other regions of your configuration"
            + " too (us-west-2): what runs elsewhere is billed\n",
        run.err());
  }

  @Test
  void whoIsNotAllowedToAskStsIsToldWithoutTheAccount() {
    aws.fail("GetCallerIdentity", 1, 403, "AccessDenied", "no");
    Program run = program.run("", "delete", "--yes");
    assertEquals(5, run.code());
    assertTrue(
        run.err().startsWith("bidi-client: there is no stack voxtral-realtime in eu-west-1\n"),
        run.err());
  }

  @Test
  void aStackThatChangesWhileTheQuestionStandsIsNotDeleted() {
    StackStandIn stack = aws.stacks.stack("CREATE_COMPLETE");
    Program run =
        program.run(
            meanwhile(
                () -> stack.happen(program.timer.now(), stack.name, "UPDATE_IN_PROGRESS", ""),
                "y\n"),
            "delete");
    assertEquals(5, run.code());
    assertTrue(
        run.err()
            .contains(
                "somebody else was faster: the stack "
                    + WHERE
                    + " is UPDATE_IN_PROGRESS now; nothing was changed"),
        run.err());
    assertFalse(aws.actions.contains("DeleteStack"));
  }

  @Test
  void aStackOfTheSameNameThatCameMeanwhileIsNotDeleted() {
    aws.stacks.stack("CREATE_COMPLETE");
    Program run =
        program.run(
            meanwhile(
                () -> {
                  program.run("", "delete", "--yes");
                  aws.stacks.stack("CREATE_COMPLETE");
                },
                "y\n"),
            "delete");
    assertEquals(5, run.code(), run.err());
    assertEquals("CREATE_COMPLETE", aws.stacks.byName.get("voxtral-realtime").status);
  }

  @Test
  void aDeletionThatGoesOnAlreadyIsWatchedToItsEnd() {
    StackStandIn stack = aws.stacks.stack("CREATE_COMPLETE");
    aws.stacks.play(stack, StackStep.deletion(stack.name));
    Program run = program.run("", "delete");
    assertEquals(0, run.code(), run.err());
    assertTrue(
        run.err().startsWith("bidi-client: the stack " + WHERE + " is being deleted already\n"),
        run.err());
    assertFalse(aws.actions.contains("DeleteStack"));
  }

  @Test
  void aDeletionThatFailsSaysWhyAndWhetherTheEndpointStands() {
    aws.stacks.stack("CREATE_COMPLETE");
    aws.stacks.next(
        new StackStep(0, "voxtral-realtime", "DELETE_IN_PROGRESS"),
        new StackStep(5, "Role", "DELETE_FAILED", "Access denied"),
        new StackStep(9, "voxtral-realtime", "DELETE_FAILED", "Failed: [Role]."));
    Program run = program.run("", "delete", "--yes");
    assertEquals(5, run.code());
    assertTrue(
        run.err()
            .endsWith(
                "bidi-client: the stack "
                    + WHERE
                    + " ended as DELETE_FAILED, the endpoint is InService, 1 to 2 × ml.g6.4xlarge"
                    + " may still be billed: Role: Access denied\n"
                    + "  hint: fix what it names, then run `bidi-client endpoint delete --stack"
                    + " voxtral-realtime --region eu-west-1` again\n"),
        run.err());
  }

  @Test
  void aFailedDeletionWhoseEndpointIsGoneIsNotBilled() {
    aws.stacks.stack("CREATE_COMPLETE");
    aws.stacks.next(
        new StackStep(0, "voxtral-realtime", "DELETE_IN_PROGRESS"),
        new StackStep(4, "Endpoint", "DELETE_COMPLETE"),
        new StackStep(5, "Role", "DELETE_FAILED", "Access denied"),
        new StackStep(9, "voxtral-realtime", "DELETE_FAILED"));
    Program run = program.run("", "delete", "--yes");
    assertEquals(5, run.code());
    assertTrue(
        run.err().contains("DELETE_FAILED, the endpoint is gone and nothing of it is billed: Role"),
        run.err());
  }

  @Test
  void aRefusedDeletionSaysThatTheBillGoesOn() {
    aws.stacks.stack("CREATE_COMPLETE");
    aws.fail("DeleteStack", 1, 403, "AccessDenied", "no");
    Program run = program.run("", "delete", "--yes");
    assertEquals(4, run.code());
    assertTrue(run.err().contains("; nothing was changed, and what it holds is billed"), run.err());
  }

  @Test
  void aDeletionWhoseAnswerIsLostIsFollowedAndNotCalledImpossible() {
    aws.stacks.stack("CREATE_COMPLETE");
    aws.loseAnswers("DeleteStack", 1);
    Program run = program.run("", "delete", "--yes");
    assertEquals(0, run.code(), run.err());
    assertFalse(run.err().contains("cannot delete"), run.err());
  }

  @Test
  void aDeletionThatIsLostSightOfGoesOn() {
    aws.stacks.stack("CREATE_COMPLETE");
    program.timer.after(3, () -> aws.outage(7200, 0, "", ""));
    Program run = program.run("", "delete", "--yes");
    assertEquals(6, run.code(), run.err());
    assertTrue(
        run.err()
            .contains(
                "lost sight of the stack "
                    + WHERE
                    + ", whose deletion goes on; until it is done 1 to 2 × ml.g6.4xlarge may be"
                    + " billed: "),
        run.err());
    assertFalse(run.err().contains("cannot delete"), run.err());
  }

  @Test
  void aStackThatCloudFormationForgetsMeanwhileIsGone() {
    aws.stacks.stack("CREATE_COMPLETE");
    aws.stacks.next(
        new StackStep(0, "voxtral-realtime", "DELETE_IN_PROGRESS"),
        new StackStep(9, "voxtral-realtime", "DELETE_IN_PROGRESS"));
    program.timer.after(
        12, () -> aws.fail("DescribeStacks", 9, 400, "ValidationError", "Stack does not exist"));
    Program run = program.run("", "delete", "--yes");
    assertEquals(0, run.code(), run.err());
    assertEquals(List.of("DescribeStacks"), aws.actions.subList(0, 1));
  }

  @Test
  void aDeletionThatALoginPageSwallowedIsNotWaitedForForEver() {
    aws.stacks.stack("CREATE_COMPLETE");
    aws.capture("DeleteStack", 1);
    Program run = program.run("", "delete", "--yes");
    assertEquals(5, run.code(), run.err());
    assertTrue(
        run.err()
            .contains(
                "the stack "
                    + WHERE
                    + " is CREATE_COMPLETE as before: CloudFormation never began; its instances are"
                    + " billed\n"),
        run.err());
  }
}
