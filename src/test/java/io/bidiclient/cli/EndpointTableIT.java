package io.bidiclient.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** The table of the hosting page, as a test: every status with each command. */
class EndpointTableIT {
  private static final Path PAGE = Path.of("src/site/markdown/hosting.md");

  /**
   * A row of the page.
   *
   * @param cells the status, and what deploy, status and delete say to it
   */
  record Row(List<String> cells) {
    String status() {
      return cells.get(0).replace("`", "");
    }
  }

  static List<Row> rows() throws IOException {
    try (Stream<String> lines = Files.lines(PAGE)) {
      return lines
          .filter(line -> line.matches("\\| `[A-Z_]+`( \\| [^|]+){3} \\|"))
          .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
          .map(cells -> new Row(cells.subList(1, cells.size() - 1)))
          .toList();
    }
  }

  @Test
  void thePageHasEveryStatusOnce() throws Exception {
    List<String> all =
        StackStatus.knownValues().stream().map(StackStatus::toString).sorted().toList();
    assertEquals(all, rows().stream().map(Row::status).sorted().toList());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void eachCommandDoesWhatThePageSays(Row row) {
    check(row, 1, "deploy --yes --max-instances 5 --image " + EndpointProgram.IMAGE);
    check(row, 2, "status");
    check(row, 3, "delete --yes");
  }

  private static void check(Row row, int column, String command) {
    try (EndpointProgram program = new EndpointProgram()) {
      StackStandIn stack = program.aws.stacks.stack(row.status());
      if (row.status().equals("DELETE_IN_PROGRESS")) {
        program.aws.stacks.play(stack, StackStep.deletion(stack.name));
      }
      Program run = program.run("", command.split(" ", -1));
      String said = run.out() + run.err();
      String[] cell = row.cells().get(column).split(": ", 2);
      assertEquals(
          cell[0], Integer.toString(run.code()), row.status() + " " + command + "\n" + said);
      assertTrue(said.contains(cell[1]), row.status() + " " + command + "\n" + said);
      // Whatever is said of money is said with the place.
      assertTrue(said.contains("eu-west-1") && said.contains("111122223333"), said);
    }
  }
}
