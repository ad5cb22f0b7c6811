package io.bidiclient.cli;

import static io.bidiclient.cli.EndpointJar.timeless;
import static io.bidiclient.cli.EndpointProgram.IMAGE;
import static io.bidiclient.cli.EndpointProgram.OPTIONS;
import static io.bidiclient.cli.EndpointProgram.WHERE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.JarProcess;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each promise of hosting, once through the packaged program before the stand-in for AWS. What
 * takes minutes, and all variants, are tested in virtual time beside this.
 */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class EndpointJarIT {

  @TempDir private Path folder;
  private final VirtualTimer timer = new VirtualTimer(Instant.now().minus(Duration.ofHours(2)));
  private final AwsStandIn aws = new AwsStandIn(timer);
  private final EndpointJar jar = new EndpointJar(aws);

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void fromNothingToAStackThatEndsByItselfAndBackToNothing() throws Exception {
    aws.passPerRequest(Duration.ofSeconds(40));
    JarProcess.Finished deploy =
        jar.command("deploy", "--image", IMAGE, "--price", "0.1", "--for", "4h", "--env", "A=b c")
            .run("y\n".getBytes(UTF_8));
    assertEquals(
        """
        bidi-client: new stack WHERE:
          add     Model               AWS::SageMaker::Model
          add     Endpoint            AWS::SageMaker::Endpoint
        bidi-client: it runs 1 to 2 × ml.g6.4xlarge, billed until the stack is deleted, used or not: 0.10 to 0.20 an hour, 2.40 to 4.80 a day
          it deletes itself at TIME
        bidi-client: run it in eu-west-1? [y/N]
               T  voxtral-realtime    CREATE_IN_PROGRESS
               T  Model               CREATE_IN_PROGRESS
               T  Endpoint            CREATE_IN_PROGRESS
               T  Endpoint            CREATE_COMPLETE
               T  voxtral-realtime    CREATE_COMPLETE
        bidi-client: ready after T; try: bidi-client audio.wav --region eu-west-1
          it is billed until: bidi-client endpoint deleteOPTIONS
        """
            .replace("WHERE", WHERE)
            .replace("OPTIONS", OPTIONS),
        timeless(deploy.err()));
    assertEquals(0, deploy.code());
    String sent = aws.body("CreateChangeSet");
    assertTrue(sent.contains("LEAST_OUTSTANDING_REQUESTS"), "the template of the jar is sent");
    assertEquals("A=b c", aws.stacks.byName.get("voxtral-realtime").parameters.get("Variables"));

    aws.passPerRequest(Duration.ZERO).streams(3);
    JarProcess.Finished status = jar.plain("status", "--region", "eu-west-1").run();
    assertEquals(
        """
        stack      voxtral-realtime  CREATE_COMPLETE
        where      eu-west-1, account 111122223333
        endpoint   voxtral-realtime  InService
        instances  1 now, 1 to 2 × ml.g6.4xlarge
        streams    3 on the busiest instance
        """,
        status.out().lines().limit(5).map(line -> line + "\n").collect(Collectors.joining()));
    assertTrue(
        timeless(status.out()).contains("ends       deletes itself in H, at TIME\n"), status.out());
    assertTrue(
        status.out().contains("cost       billed until `bidi-client endpoint delete" + OPTIONS),
        status.out());

    aws.passPerRequest(Duration.ofSeconds(40));
    JarProcess.Finished delete = jar.command("delete").run("y\n".getBytes(UTF_8));
    assertEquals(
        """
        bidi-client: delete the stack WHERE with the endpoint voxtral-realtime (1 to 2 × ml.g6.4xlarge)? [y/N]
               T  voxtral-realtime    DELETE_IN_PROGRESS
               T  Endpoint            DELETE_COMPLETE
               T  voxtral-realtime    DELETE_COMPLETE
        bidi-client: deleted the stack WHERE after T, nothing of it is billed; left, and yours to delete:
          the log group /aws/sagemaker/Endpoints/voxtral-realtime
          the image IMAGE
        """
            .replace("WHERE", WHERE)
            .replace("IMAGE", IMAGE),
        timeless(delete.err()));
    assertEquals(0, delete.code());
    assertTrue(aws.stacks.byName.isEmpty());
  }

  @Test
  void ofTwoWhoDeployAtOnceTheOneWhoSaysNoLeavesTheOthersStackAlone() throws Exception {
    aws.passPerRequest(Duration.ofSeconds(40));
    Process first = jar.command("deploy", "--image", IMAGE).spawn();
    try (BufferedReader says = first.errorReader(UTF_8);
        OutputStream types = first.getOutputStream()) {
      String line = says.readLine();
      while (line != null && !line.contains("[y/N]")) {
        line = says.readLine();
      }
      JarProcess.Finished second = jar.command("deploy", "--yes", "--image", IMAGE).run();
      assertEquals(0, second.code(), second.err());
      types.write("n\n".getBytes(UTF_8));
      types.flush();
      assertEquals("bidi-client: nothing was changed", says.readLine());
      assertEquals(0, first.waitFor());
    }
    assertEquals("CREATE_COMPLETE", aws.stacks.byName.get("voxtral-realtime").status);
    assertFalse(aws.actions.contains("DeleteStack"), aws.actions.toString());
  }

  @Test
  void anUpdateIsWatchedThroughABrokenNetworkToAnEndThatSaysWhatIsBilled() throws Exception {
    aws.stacks.stack("CREATE_COMPLETE");
    aws.stacks.next(
        new StackStep(0, "voxtral-realtime", "UPDATE_IN_PROGRESS"),
        new StackStep(9, "Endpoint", "UPDATE_FAILED", "no capacity"),
        new StackStep(200, "voxtral-realtime", "UPDATE_ROLLBACK_FAILED"));
    aws.passPerRequest(Duration.ofSeconds(15));
    timer.after(105, () -> aws.breakOff("DescribeStacks", 1));
    JarProcess.Finished run = jar.command("deploy", "--yes", "--max-instances", "3").run();
    assertEquals(5, run.code(), run.err());
    assertTrue(
        run.err().contains("bidi-client: the work goes on, but cannot be watched: "), run.err());
    assertTrue(
        run.err()
            .endsWith(
                "bidi-client: the stack "
                    + WHERE
                    + " could not be changed, nor brought back, and its instances are billed:"
                    + " Endpoint: no capacity\n"
                    + "  hint: run `aws cloudformation continue-update-rollback --stack-name"
                    + " voxtral-realtime --region eu-west-1`, or end it with `bidi-client endpoint"
                    + " delete"
                    + OPTIONS
                    + "`\n"),
        run.err());
  }

  @ParameterizedTest
  @CsvSource({"status", "delete"})
  void whereThereIsNoStackTheOtherRegionsAreNamed(String command) throws Exception {
    Path config =
        Files.writeString(folder.resolve("config"), "[profile work]\nregion = us-west-2\n");
    JarProcess.Finished run =
        jar.env("AWS_CONFIG_FILE", config.toString()).plain(command, "--region", "eu-west-1").run();
    assertEquals(
        "bidi-client: there is no stack "
            + WHERE
            + "\n  hint: if one should be there, look in the other regions of your configuration"
            + " too (us-west-2): what runs elsewhere is billed\n",
        run.err());
    assertEquals(5, run.code());
    assertEquals("", run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server-sagemaker-cuda-v2.3 | the image's name does not contain its CUDA version: {}"
            + " | give --cuda 12 or --cuda 13: a wrong driver fails without any log",
        "cu130 --min-instances 3 | at least 3 instances and at most 2 cannot be"
            + " | raise --max-instances or lower --min-instances",
      })
  void whatCannotBeIsToldBeforeAnythingIsPlanned(String tag, String what, String hint)
      throws Exception {
    String image = IMAGE.replaceFirst(":.*", ":") + tag;
    JarProcess.Finished run =
        jar.plain(("deploy --region eu-west-1 --image " + image).split(" ", -1)).run();
    assertEquals(
        "bidi-client: " + what.replace("{}", image) + "\n  hint: " + hint + "\n", run.err());
    assertEquals(2, run.code());
    assertFalse(aws.actions.contains("CreateChangeSet"));
  }

  @Test
  void anotherInstanceTypeIsTwoUpdatesWithScalingOffBetweenThem() throws Exception {
    StackStandIn stack = aws.stacks.stack("CREATE_COMPLETE");
    aws.passPerRequest(Duration.ofSeconds(40));
    JarProcess.Finished run =
        jar.command("deploy", "--yes", "--instance-type", "ml.g6e.xlarge").run();
    assertEquals(0, run.code(), run.err());
    assertEquals(2, aws.count("ExecuteChangeSet"));
    assertEquals("ml.g6e.xlarge", stack.parameters.get("InstanceType"));
    assertEquals("on", stack.parameters.get("Scaling"));
  }

  @Test
  void asWantedSaysThatATagMayHaveMoved() throws Exception {
    StackStandIn stack = aws.stacks.stack("UPDATE_COMPLETE");
    stack.parameters.put("ImageUri", IMAGE);
    stack.parameters.put("ImageRepository", "bidi-voxtral");
    stack.parameters.put("Cuda", "13");
    aws.passPerRequest(Duration.ofSeconds(1));
    JarProcess.Finished run = jar.command("deploy", "--image", IMAGE).run();
    assertEquals(0, run.code(), run.err());
    assertTrue(
        run.err().startsWith("bidi-client: the stack " + WHERE + " is as wanted: nothing to do\n"),
        run.err());
    assertTrue(run.err().contains("give its digest"), run.err());
    assertEquals(0, stack.changeSets.size());
  }

  @Test
  void noRegionIsOneSentence() throws Exception {
    JarProcess.Finished run = jar.plain("status").run();
    assertEquals(
        "bidi-client: no AWS region is set\n  hint: name a --region, or set AWS_REGION\n",
        run.err());
    assertEquals(2, run.code());
  }

  @Test
  void aDeniedStartHasBegunNothingAndAFirstDeploymentThatFailedCanBeTriedAgain() throws Exception {
    aws.passPerRequest(Duration.ofSeconds(40));
    aws.fail("ExecuteChangeSet", 1, 403, "AccessDenied", "User me is not authorized");
    JarProcess.Finished denied = jar.command("deploy", "--yes", "--image", IMAGE).run();
    assertEquals(4, denied.code());
    assertTrue(
        denied
            .err()
            .endsWith(
                "bidi-client: nothing was changed: cannot start the plan for "
                    + WHERE
                    + ": User me is not authorized [AccessDenied]\n"
                    + "  hint: ask for the rights that the hosting page lists\n"),
        denied.err());
    assertTrue(aws.stacks.byName.isEmpty());

    aws.stacks.next(
        new StackStep(0, "voxtral-realtime", "CREATE_IN_PROGRESS"),
        new StackStep(
            48, "Endpoint", "CREATE_FAILED", "The container did not pass the ping check."),
        new StackStep(50, "voxtral-realtime", "CREATE_FAILED"));
    JarProcess.Finished failed = jar.command("deploy", "--yes", "--image", IMAGE).run();
    assertEquals(5, failed.code());
    assertTrue(
        failed
            .err()
            .endsWith(
                "bidi-client: the stack "
                    + WHERE
                    + " could not be made and was taken away, nothing is billed: Endpoint: The"
                    + " container did not pass the ping check.\n"
                    + "  hint: read the log group /aws/sagemaker/Endpoints/voxtral-realtime\n"),
        failed.err());
    JarProcess.Finished again = jar.command("deploy", "--yes", "--image", IMAGE).run();
    assertEquals(0, again.code(), again.err());
  }
}
