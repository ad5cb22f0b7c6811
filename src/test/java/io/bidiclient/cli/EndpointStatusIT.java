package io.bidiclient.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code endpoint status} before the stand-in for AWS, and what all three commands refuse. */
class EndpointStatusIT {
  @RegisterExtension private final EndpointProgram program = new EndpointProgram();
  private final AwsStandIn aws = program.aws;

  @Test
  void itIsATable() {
    aws.stacks.stack("CREATE_COMPLETE");
    aws.streams(3);
    program.timer.pass(Duration.ofMinutes(126));
    Program run = program.run("", "status", "--price", "1.25");
    assertEquals(
        """
        stack      voxtral-realtime  CREATE_COMPLETE
        where      eu-west-1, account 111122223333
        endpoint   voxtral-realtime  InService
        instances  1 now, 1 to 2 × ml.g6.4xlarge
        streams    3 on the busiest instance
        created    2 h 6 min ago
        log group  /aws/sagemaker/Endpoints/voxtral-realtime
        cost       about 2.62 so far; 1.25 to 2.50 an hour, 30.00 to 60.00 a day, used or not
        """,
        run.out());
    assertEquals(0, run.code());
    assertEquals("", run.err());
  }

  @Test
  void itIsJson() {
    aws.stacks.stack("CREATE_COMPLETE");
    aws.streams(3);
    program.timer.pass(Duration.ofMinutes(60));
    Program run = program.run("", "status", "--json", "--price", "1");
    assertEquals(
        """
        {"stack":"voxtral-realtime","region":"eu-west-1","account":"111122223333",\
        "status":"CREATE_COMPLETE","endpoint":"voxtral-realtime","endpoint_status":"InService",\
        "instance_type":"ml.g6.4xlarge","min_instances":1,"max_instances":2,"instances":1,\
        "streams":3,"created":"2026-11-26T12:00:00Z","age_seconds":3600,\
        "log_group":"/aws/sagemaker/Endpoints/voxtral-realtime","billed":"yes","spent":1.00,\
        "cost_per_day_min":24.00,"cost_per_day_max":48.00}
        """,
        run.out());
  }

  @Test
  void aStackWithoutAnEndpointIsNotBilled() {
    StackStandIn stack = aws.stacks.stack("DELETE_FAILED");
    stack.endpoint = "";
    Program run = program.run("", "status", "--price", "1.25");
    assertTrue(run.out().contains("endpoint   voxtral-realtime  none\n"), run.out());
    assertTrue(
        run.out().contains("cost       nothing is billed: there is no endpoint\n"), run.out());
  }

  @Test
  void whoMayNotSeeTheEndpointSeesTheStack() {
    aws.stacks.stack("CREATE_COMPLETE");
    aws.fail("DescribeEndpoint", 1, 400, "AccessDeniedException", "no");
    Program run = program.run("", "status");
    assertEquals(0, run.code());
    assertTrue(
        run.out().contains("endpoint   voxtral-realtime  unknown: it cannot be read\n"), run.out());
    assertTrue(
        run.out()
            .contains(
                "cost       billed until `bidi-client endpoint delete --stack voxtral-realtime"
                    + " --region eu-west-1`, used or not; see --price\n"),
        run.out());
  }

  @Test
  void noStackIsAnErrorThatNamesTheRegion() {
    Program run = program.run("", "status");
    assertEquals(5, run.code());
    assertEquals(
        """
        bidi-client: there is no stack voxtral-realtime in eu-west-1, account 111122223333
          hint: if one should be there, look in other regions with --region, and in other accounts with --profile: what runs elsewhere is billed
        """,
        run.err());
    assertEquals("", run.out());
  }

  @ParameterizedTest
  @CsvSource({
    "400, ExpiredToken, 4, log in again",
    "403, AccessDenied, 4, ask for the rights",
    "403, SignatureDoesNotMatch, 4, check the access key",
    "400, Throttling, 6, try again in a minute",
    "400, ValidationError, 2, change the value",
    "500, InternalFailure, 6, try again"
  })
  void refusalsBecomeExitCodesWithAwssWords(int status, String code, int exit, String hint) {
    aws.fail("DescribeStacks", 1, status, code, "So it is.");
    Program run = program.run("", "status");
    assertEquals(exit, run.code(), run.err());
    assertTrue(
        run.err()
            .startsWith(
                "bidi-client: cannot read the stack voxtral-realtime in eu-west-1: So it is. ["
                    + code
                    + "]\n"),
        run.err());
    assertTrue(run.err().contains("  hint: " + hint), run.err());
    assertEquals(2, run.err().lines().count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"status", "delete --yes", "deploy --yes --image " + EndpointProgram.IMAGE})
  void aLoginPageIsNoStackAndNoAbsence(String command) {
    aws.capture("DescribeStacks", 1);
    Program run = program.run("", command.split(" ", -1));
    assertEquals(6, run.code(), run.err());
    assertEquals(
        """
        bidi-client: cannot read the stack voxtral-realtime in eu-west-1: the answer is not AWS's; a login page or a proxy may answer in its place
          hint: open a browser, and log in to this network
        """,
        run.err());
    assertEquals(List.of("DescribeStacks"), aws.actions);
  }

  @Test
  void noRegionIsOneSentence() {
    Assumptions.assumeTrue(System.getenv("AWS_REGION") == null);
    Program run = program.plain(InputStream.nullInputStream(), "endpoint", "status");
    assertEquals(2, run.code());
    assertEquals(
        "bidi-client: no AWS region is set\n  hint: name a --region, or set AWS_REGION\n",
        run.err());
  }

  @Test
  void noCredentialsAreToldInOneShortLine() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    Program run = program.run("", "status");
    assertEquals(4, run.code());
    assertTrue(run.err().lines().allMatch(line -> line.length() < 170), run.err());
  }

  @Test
  void noServerIsANetworkError() {
    Program run =
        program.plain(
            InputStream.nullInputStream(),
            "endpoint status --region eu-west-1 --cloudformation-url http://127.0.0.1:9"
                .split(" ", -1));
    assertEquals(6, run.code(), run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deploy | a new stack needs --image",
        "deploy --image docker.io/vllm/vllm-openai:latest | not an image in ECR: docker.io",
        "deploy --image 111122223333.dkr.ecr.eu-west-1.amazonaws.com/x:server-sagemaker-cuda-v2.3 |"
            + " the image's name does not contain its CUDA version",
        "deploy --image 111122223333.dkr.ecr.eu-west-1.amazonaws.com/x:cu130 --min-instances 3 | at"
            + " least 3 instances and at most 2 cannot be",
        "deploy --image 111122223333.dkr.ecr.eu-west-1.amazonaws.com/x:cu130 --min-instances 0 |"
            + " MinInstances is not a number above 0: 0",
        "deploy --image 111122223333.dkr.ecr.eu-west-1.amazonaws.com/x:cu130 --streams-per-instance"
            + " 4 | scaling at 4 streams an instance comes too late: it carries 4",
        "deploy --image 111122223333.dkr.ecr.eu-west-1.amazonaws.com/x:cu130 --parameter"
            + " MaxNumSeqs=3 | scaling at 3 streams an instance comes too late: it carries 3",
        "deploy --image 111122223333.dkr.ecr.eu-west-1.amazonaws.com/x:cu130 --instance-type"
            + " g6.4xlarge | not an instance type: g6.4xlarge",
        "deploy --image 111122223333.dkr.ecr.eu-west-1.amazonaws.com/x:cu130 --for 5m | --for is"
            + " shorter than a deployment may take",
        "deploy --image 111122223333.dkr.ecr.eu-west-1.amazonaws.com/x:cu130 --parameter"
            + " VolumeKey=k | ml.g6.4xlarge has disks of its own",
        "deploy --image 111122223333.dkr.ecr.eu-west-1.amazonaws.com/x:cu130 --parameter"
            + " NetworkIsolation=on | a container without a network cannot fetch",
        "deploy --for tomorrow | 'tomorrow' is not a duration such as 30s or 250ms",
        "deploy --cuda 11 | --cuda takes 12 or 13",
        "deploy --env A | ",
        "deploy --model-data s3://bucket/no-slash | --model-data takes s3://BUCKET/PREFIX/",
        "status --poll 1s | --poll takes 2s or more"
      })
  void whatCannotBeIsToldBeforeAnythingIsPlanned(String arguments, String complaint) {
    Program run = program.run("", arguments.split(" ", -1));
    assertEquals(2, run.code(), run.err());
    assertTrue(
        run.err().startsWith("bidi-client: " + (complaint == null ? "" : complaint)), run.err());
    assertFalse(aws.actions.contains("CreateChangeSet"));
  }

  @Test
  void variablesThatAreTooLongAreToldBeforeAnythingIsPlanned() {
    Program run =
        program.run(
            "", "deploy", "--image", EndpointProgram.IMAGE, "--env", "A=" + "b".repeat(1100));
    assertEquals(2, run.code());
    assertTrue(run.err().contains("the variables of --env are 1102 bytes long"), run.err());
  }

  @Test
  void endpointAloneIsNoCommand() {
    Program run = program.plain(InputStream.nullInputStream(), "endpoint");
    assertEquals(2, run.code());
    assertTrue(run.err().startsWith("bidi-client: endpoint needs deploy"), run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"endpoint", "endpoint deploy", "endpoint status", "endpoint delete", "doctor"})
  void helpFitsEightyColumns(String command) {
    Program run = Program.run(Map.of(), "", (command + " --help").split(" ", -1));
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().startsWith("Usage: bidi-client " + command), run.out());
    run.out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
    assertFalse(run.out().contains("\n\n\n"), run.out());
  }
}
