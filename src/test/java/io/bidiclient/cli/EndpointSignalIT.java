package io.bidiclient.cli;

import static io.bidiclient.cli.EndpointProgram.OPTIONS;
import static io.bidiclient.cli.EndpointProgram.WHERE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.JarProcess;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged program before the stand-in for AWS: ended by signals. */
@Timeout(60)
class EndpointSignalIT {

  private final VirtualTimer timer = new VirtualTimer();
  private final AwsStandIn aws = new AwsStandIn(timer);

  @AfterEach
  void stop() {
    aws.close();
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalDuringADeploymentSaysWhatGoesOnAndWhatEndsIt(String signal, int code)
      throws Exception {
    aws.passPerRequest(Duration.ofSeconds(1));
    Process process = jar("deploy", "--yes", "--image", EndpointProgram.IMAGE).spawn();
    List<String> said = endAt(process, "CREATE_IN_PROGRESS", signal);
    assertEquals(code, process.waitFor());
    assertEquals(
        List.of(
            "bidi-client: stopped watching: the work on "
                + WHERE
                + " goes on, and 1 to 2 × ml.g6.4xlarge are billed until it is deleted",
            "  see it: bidi-client endpoint status" + OPTIONS,
            "  end it: bidi-client endpoint delete" + OPTIONS),
        said);
  }

  @Test
  void aSignalDuringADeletionSaysThatItGoesOn() throws Exception {
    aws.stacks.stack("CREATE_COMPLETE");
    aws.passPerRequest(Duration.ofSeconds(1));
    Process process = jar("delete", "--yes").spawn();
    List<String> said = endAt(process, "DELETE_IN_PROGRESS", "INT");
    assertEquals(130, process.waitFor());
    assertEquals(
        List.of(
            "bidi-client: stopped watching: the deletion of "
                + WHERE
                + " goes on; until it is done 1 to 2 × ml.g6.4xlarge may be billed",
            "  see it: bidi-client endpoint status" + OPTIONS),
        said);
  }

  @Test
  void aSignalAtTheQuestionDropsThePlanAndDoesNotWait() throws Exception {
    aws.passPerRequest(Duration.ofSeconds(1));
    Process process = jar("deploy", "--image", EndpointProgram.IMAGE).spawn();
    long before;
    try (OutputStream held = process.getOutputStream()) {
      before = System.nanoTime();
      List<String> said = endAt(process, "[y/N]", "INT");
      assertEquals(130, process.waitFor());
      assertEquals(List.of("bidi-client: nothing was changed"), said);
      held.flush();
    }
    assertFalse(aws.stacks.byName.containsKey("voxtral-realtime"));
    assertTrue(Duration.ofNanos(System.nanoTime() - before).toSeconds() < 30);
  }

  /** Sends a signal once a line with this text was said; what is said after it. */
  private static List<String> endAt(Process process, String text, String signal) throws Exception {
    try (BufferedReader says = process.errorReader(StandardCharsets.UTF_8)) {
      String line = says.readLine();
      while (line != null && !line.contains(text)) {
        line = says.readLine();
      }
      assertTrue(line != null, "never said: " + text);
      JarProcess.signal(process, signal);
      return says.lines().filter(after -> !after.startsWith("    ")).toList();
    }
  }

  private JarProcess jar(String... arguments) {
    return new EndpointJar(aws).command(arguments);
  }
}
