package io.bidiclient.cli;

import static io.bidiclient.cli.CloudFormationStub.changeSet;
import static io.bidiclient.cli.CloudFormationStub.changeSetMade;
import static io.bidiclient.cli.CloudFormationStub.error;
import static io.bidiclient.cli.CloudFormationStub.events;
import static io.bidiclient.cli.CloudFormationStub.noStack;
import static io.bidiclient.cli.CloudFormationStub.stack;
import static io.bidiclient.cli.CloudFormationStub.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The three commands against a stand-in for CloudFormation, with all that they say. */
class EndpointCommandIT {
  private static final String IMAGE =
      "111122223333.dkr.ecr.eu-west-1.amazonaws.com/bidi-voxtral:0.27.1-cu130-sagemaker";
  private static final String REQUEST = "0 voxtral-realtime CREATE_IN_PROGRESS User Initiated";
  private static final String REVIEW = "-9 voxtral-realtime REVIEW_IN_PROGRESS User Initiated";

  private CloudFormationStub aws;

  @BeforeAll
  static void credentials() {
    System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
    System.setProperty("aws.secretAccessKey", "hush");
  }

  @AfterAll
  static void noCredentials() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @BeforeEach
  void start() {
    aws = new CloudFormationStub();
    for (String action : List.of("ExecuteChangeSet", "DeleteChangeSet", "DeleteStack")) {
      aws.answer(action, xml(action, ""));
    }
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void aNewStackIsShownAskedAboutAndFollowedToItsEnd() {
    creation();
    String[] so = {REVIEW, REQUEST, "4 Model CREATE_IN_PROGRESS", "605 Endpoint CREATE_COMPLETE"};
    aws.answer(
        "DescribeStackEvents",
        events(REVIEW),
        events(REVIEW, REQUEST),
        events(so),
        events(with(so, "610 voxtral-realtime CREATE_COMPLETE")));
    Program run = deploy("y\n", "--image", IMAGE);
    assertEquals(
        """
        bidi-client: new stack voxtral-realtime:
          add     Model               AWS::SageMaker::Model
          add     Endpoint            AWS::SageMaker::Endpoint
        bidi-client: run it? [y/N]
            0:00  voxtral-realtime    CREATE_IN_PROGRESS
            0:04  Model               CREATE_IN_PROGRESS
           10:05  Endpoint            CREATE_COMPLETE
           10:10  voxtral-realtime    CREATE_COMPLETE
        bidi-client: ready after 10:10; try: bidi-client audio.wav --region eu-west-1
        """,
        run.err());
    assertEquals(0, run.code());
    assertEquals("", run.out());
    String sent = aws.body("CreateChangeSet");
    assertTrue(sent.contains("ChangeSetType=CREATE"), sent);
    assertTrue(sent.contains("ParameterKey=Cuda\nParameters.member.1.ParameterValue=13"), sent);
    assertTrue(sent.contains("ParameterValue=" + IMAGE), sent);
    assertTrue(sent.contains("CAPABILITY_IAM"), sent);
  }

  @Test
  void noForAnAnswerLeavesNothingBehind() {
    creation();
    Program run = deploy("n\n", "--image", IMAGE);
    assertEquals(0, run.code());
    assertTrue(run.err().endsWith("run it? [y/N]\nbidi-client: nothing was changed\n"), run.err());
    assertFalse(aws.actions().contains("ExecuteChangeSet"));
    assertTrue(aws.actions().containsAll(List.of("DeleteChangeSet", "DeleteStack")));
  }

  @Test
  void nobodyToAnswerIsNoYes() {
    creation();
    Program run = deploy("", "--image", IMAGE);
    assertEquals(2, run.code());
    assertTrue(run.err().endsWith("nobody answered\n  hint: give --yes where nobody is asked\n"));
    assertTrue(aws.actions().contains("DeleteChangeSet"));
  }

  @Test
  void anUpdateKeepsWhatIsNotGivenAndTellsOfReplacements() {
    aws.answer("DescribeStacks", stack("CREATE_COMPLETE", Instant.now()))
        .answer("CreateChangeSet", changeSetMade())
        .answer(
            "DescribeChangeSet",
            changeSet("CREATE_COMPLETE", "", "Modify EndpointConfig AWS::X::Y replaced"))
        .answer(
            "DescribeStackEvents",
            events(REQUEST),
            events(
                REQUEST,
                "100 voxtral-realtime UPDATE_IN_PROGRESS",
                "165 voxtral-realtime UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                "166 voxtral-realtime UPDATE_COMPLETE"));
    Program run = deploy("", "--yes", "--max-instances", "5");
    assertEquals(
        """
        bidi-client: change of the stack voxtral-realtime:
          modify  EndpointConfig      AWS::X::Y  (replaced)
            0:00  voxtral-realtime    UPDATE_IN_PROGRESS
            1:05  voxtral-realtime    UPDATE_COMPLETE_CLEANUP_IN_PROGRESS
            1:06  voxtral-realtime    UPDATE_COMPLETE
        bidi-client: ready after 1:06; try: bidi-client audio.wav --region eu-west-1
        """,
        run.err());
    assertEquals(0, run.code());
    String sent = aws.body("CreateChangeSet");
    assertTrue(sent.contains("ChangeSetType=UPDATE"), sent);
    assertTrue(sent.contains("MaxInstances\nParameters.member.4.ParameterValue=5"), sent);
    assertTrue(sent.contains("ImageUri\nParameters.member.2.UsePreviousValue=true"), sent);
  }

  @Test
  void nothingToChangeIsSaidAndNothingKept() {
    aws.answer("DescribeStacks", stack("UPDATE_COMPLETE", Instant.now()))
        .answer("CreateChangeSet", changeSetMade())
        .answer(
            "DescribeChangeSet",
            changeSet("CREATE_IN_PROGRESS", ""),
            changeSet("FAILED", "The submitted information didn't contain changes."));
    Program run = deploy("");
    assertEquals(0, run.code());
    assertEquals(
        "bidi-client: the stack voxtral-realtime is as wanted: nothing to do\n", run.err());
    assertTrue(aws.actions().contains("DeleteChangeSet"));
    assertFalse(aws.actions().contains("DeleteStack"));
  }

  @Test
  void aRollbackEndsWithTheFirstRealReasonAndTheLogGroup() {
    creation();
    aws.answer(
        "DescribeStackEvents",
        events(REVIEW),
        events(
            REVIEW,
            REQUEST,
            "3 Dashboard CREATE_FAILED Resource creation cancelled",
            "480 Endpoint CREATE_FAILED The primary container did not pass the ping health check.",
            "481 Model CREATE_FAILED Later failure",
            "500 voxtral-realtime ROLLBACK_COMPLETE"));
    Program run = deploy("", "--yes", "--image", IMAGE);
    assertEquals(5, run.code());
    assertTrue(
        run.err()
            .endsWith(
                """
                bidi-client: the stack voxtral-realtime ended as ROLLBACK_COMPLETE: Endpoint: The primary container did not pass the ping health check.
                  hint: read the log group /aws/sagemaker/Endpoints/voxtral-realtime
                """),
        run.err());
  }

  @Test
  void aQuotaOfZeroIsSentToServiceQuotas() {
    creation();
    aws.answer(
        "DescribeStackEvents",
        events(REVIEW),
        events(
            REVIEW,
            "9 Endpoint CREATE_FAILED The account-level service limit is 0 (ResourceLimitExceeded)",
            "20 voxtral-realtime ROLLBACK_COMPLETE"));
    Program run = deploy("", "--yes", "--image", IMAGE);
    assertEquals(5, run.code());
    assertTrue(run.err().contains("\n  hint: ask Service Quotas"), run.err());
  }

  @ParameterizedTest
  @CsvSource({
    "UPDATE_IN_PROGRESS, is busy: UPDATE_IN_PROGRESS, wait until",
    "ROLLBACK_COMPLETE, cannot be changed: ROLLBACK_COMPLETE, run `endpoint delete`"
  })
  void aStackThatCannotBeChangedIsLeftAlone(String status, String complaint, String hint) {
    aws.answer("DescribeStacks", stack(status, Instant.now()));
    Program run = deploy("", "--yes");
    assertEquals(5, run.code());
    assertTrue(run.err().contains(complaint), run.err());
    assertTrue(run.err().contains("hint: " + hint), run.err());
    assertEquals(List.of("DescribeStacks"), aws.actions());
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
    aws.answer("DescribeStacks", error(status, code, "So it is."));
    Program run = status(aws.url());
    assertEquals(exit, run.code(), run.err());
    assertTrue(
        run.err()
            .startsWith(
                "bidi-client: cannot read the stack voxtral-realtime: So it is. [" + code + "]\n"),
        run.err());
    assertTrue(run.err().contains("  hint: " + hint), run.err());
    assertEquals(2, run.err().lines().count());
  }

  @Test
  void throttlingThatPassesIsNotNoticed() {
    aws.answer(
        "DescribeStacks",
        error(400, "Throttling", "Rate exceeded"),
        stack("CREATE_COMPLETE", Instant.now()));
    assertEquals(0, status(aws.url()).code());
  }

  @Test
  void aNewStackNeedsAnImage() {
    aws.answer("DescribeStacks", noStack());
    Program run = deploy("", "--yes");
    assertEquals(2, run.code());
    assertTrue(run.err().startsWith("bidi-client: a new stack needs --image\n"), run.err());
  }

  @Test
  void statusIsATable() {
    Instant created = Instant.now().minus(Duration.ofSeconds(2 * 3600 + 5 * 60 + 30));
    aws.answer("DescribeStacks", stack("CREATE_COMPLETE", created));
    Program run = status(aws.url(), "--price", "1.25");
    assertEquals(
        """
        stack      voxtral-realtime  CREATE_COMPLETE
        endpoint   voxtral-realtime
        instances  1 to 2 of ml.g6.4xlarge
        created    2 h 5 min ago
        log group  /aws/sagemaker/Endpoints/voxtral-realtime
        cost       30.00 to 60.00 a day at 1.25 an hour each, used or not
        """,
        run.out());
    assertEquals(0, run.code());
    assertEquals("", run.err());
  }

  @Test
  void statusIsJson() {
    aws.answer("DescribeStacks", stack("CREATE_COMPLETE", CloudFormationStub.NOON));
    Program run = status(aws.url(), "--json");
    assertEquals(
        """
        {"stack":"voxtral-realtime","status":"CREATE_COMPLETE","endpoint":"voxtral-realtime",\
        "instance_type":"ml.g6.4xlarge","min_instances":1,"max_instances":2,\
        "created":"2026-11-22T12:00:00Z","age_seconds":AGE,\
        "log_group":"/aws/sagemaker/Endpoints/voxtral-realtime"}
        """,
        run.out().replaceFirst("age_seconds\":-?\\d+", "age_seconds\":AGE"));
  }

  @Test
  void noStackIsAnEndpointErrorToStatusAndNoneToDelete() {
    aws.answer("DescribeStacks", noStack());
    assertEquals(5, status(aws.url()).code());
    Program run = endpoint("", "delete", "--yes");
    assertEquals(0, run.code());
    assertEquals("bidi-client: there is no stack voxtral-realtime: nothing to do\n", run.err());
  }

  @Test
  void deletingAsksWaitsAndSaysWhatIsLeft() {
    aws.answer("DescribeStacks", stack("CREATE_COMPLETE", Instant.now()))
        .answer(
            "DescribeStackEvents",
            events(REQUEST),
            events(
                REQUEST,
                "700 voxtral-realtime DELETE_IN_PROGRESS User Initiated",
                "790 Endpoint DELETE_COMPLETE",
                "800 voxtral-realtime DELETE_COMPLETE"));
    Program run = endpoint("yes\n", "delete");
    assertEquals(
        """
        bidi-client: delete the stack voxtral-realtime with voxtral-realtime? [y/N]
            0:00  voxtral-realtime    DELETE_IN_PROGRESS
            1:30  Endpoint            DELETE_COMPLETE
            1:40  voxtral-realtime    DELETE_COMPLETE
        bidi-client: deleted after 1:40; left, and yours to delete:
          the log group /aws/sagemaker/Endpoints/voxtral-realtime
          the image 111122223333.dkr.ecr.eu-west-1.amazonaws.com/bidi-voxtral:1
          the model s3://models/voxtral/
        """,
        run.err());
    assertEquals(0, run.code());
  }

  @Test
  void aDeletionThatFailsSaysWhy() {
    aws.answer("DescribeStacks", stack("CREATE_COMPLETE", Instant.now()))
        .answer(
            "DescribeStackEvents",
            events(REQUEST),
            events(
                REQUEST,
                "5 Role DELETE_FAILED Access denied",
                "9 voxtral-realtime DELETE_FAILED The following resource(s) failed: [Role]."));
    Program run = endpoint("", "delete", "--yes");
    assertEquals(5, run.code());
    assertTrue(run.err().contains("ended as DELETE_FAILED: Role: Access denied"), run.err());
  }

  @Test
  void noServerIsANetworkError() {
    assertEquals(6, status("http://127.0.0.1:9").code());
  }

  @ParameterizedTest
  @CsvSource({
    "endpoint, endpoint needs deploy",
    "endpoint deploy --model-data s3://bucket/no-slash, --model-data takes s3://BUCKET/PREFIX/"
  })
  void badUsageIsTold(String arguments, String complaint) {
    Program run = Program.run(Map.of(), "", (arguments + " --region x").split(" ", -1));
    run = arguments.equals("endpoint") ? Program.run(Map.of(), "", "endpoint") : run;
    assertEquals(2, run.code());
    assertTrue(run.err().startsWith("bidi-client: " + complaint), run.err());
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

  @Test
  void noCredentialsAreToldInOneShortLine() {
    System.clearProperty("aws.accessKeyId");
    System.setProperty("aws.disableEc2Metadata", "true");
    try {
      Program run = status(aws.url());
      assertEquals(4, run.code());
      assertTrue(run.err().lines().allMatch(line -> line.length() < 160), run.err());
    } finally {
      System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
      System.clearProperty("aws.disableEc2Metadata");
    }
  }

  private void creation() {
    aws.answer("DescribeStacks", noStack(), stack("CREATE_COMPLETE", Instant.now()))
        .answer("CreateChangeSet", changeSetMade())
        .answer(
            "DescribeChangeSet",
            changeSet("CREATE_PENDING", ""),
            changeSet(
                "CREATE_COMPLETE",
                "",
                "Add Model AWS::SageMaker::Model",
                "Add Endpoint AWS::SageMaker::Endpoint"));
  }

  private Program deploy(String typed, String... more) {
    return endpoint(typed, with(new String[] {"deploy"}, more));
  }

  private static Program status(String url, String... more) {
    String[] arguments = {
      "endpoint", "status", "--region", "eu-west-1", "--cloudformation-url", url
    };
    return Program.run(Map.of(), "", with(arguments, more));
  }

  private Program endpoint(String typed, String... arguments) {
    String[] where = {"--region", "eu-west-1", "--cloudformation-url", aws.url(), "--poll", "1ms"};
    return Program.run(Map.of(), typed, with(with(new String[] {"endpoint"}, arguments), where));
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }
}
