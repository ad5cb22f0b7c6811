package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.Fault;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.morse.MorseKeyer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of faults.md, row by row, without retries and with them: three faults go through the
 * packaged jar, the others in this process.
 */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(LocalCredentials.class)
class FaultTableIT {
  private static final Path PAGE = Path.of("src", "site", "markdown", "faults.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z0-9@-]+)` \\| (\\d) \\| (.*) ?\\| [\\d.]+ \\|");

  /** What no other session can mend. */
  private static final Set<Fault> FINAL =
      EnumSet.of(
          Fault.HTTP_400,
          Fault.HTTP_403,
          Fault.EXPIRED_TOKEN,
          Fault.NOT_JSON,
          Fault.NOT_UTF8,
          Fault.NO_OBJECT,
          Fault.NO_FIELD,
          Fault.CORRUPT_PRELUDE,
          Fault.HTML,
          Fault.REDIRECT,
          Fault.NO_CONTENT);

  /** Faults that are run through the packaged jar. */
  private static final Set<Fault> PACKAGED = EnumSet.of(Fault.REFUSED, Fault.DROP, Fault.NO_DONE);

  private static final MorseKeyer KEYER = MorseKeyer.usual().atWpm(30);
  private static final MorseKeyer.Keyed SENTENCE = KEYER.key("WHAT DO WE SAY");

  /** For a fault whose wait grows with the audio. */
  private static final MorseKeyer.Keyed WORD = KEYER.key("SAY");

  @TempDir private Path folder;

  /**
   * A row of the table.
   *
   * @param fault as the emulator's option takes it
   * @param exit the client's exit code
   * @param line a pattern of its first line on stderr
   */
  record Row(String fault, int exit, String line) {}

  static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      var cells = ROW.matcher(line);
      if (cells.matches()) {
        String pattern =
            Stream.of(cells.group(3).strip().split("…", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        rows.add(new Row(cells.group(1), Integer.parseInt(cells.group(2)), pattern));
      }
    }
    return rows;
  }

  @Test
  void everyFaultHasARow() throws IOException {
    Set<String> told =
        rows().stream().map(row -> row.fault().replaceFirst("@.*", "")).collect(Collectors.toSet());
    for (Fault fault : Fault.values()) {
      assertTrue(told.contains(fault.spelled()), fault + " has no row");
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void endsAsTheTableSays(Row row) throws Exception {
    FaultPlan plan = FaultPlan.parse(row.fault());
    boolean packaged = PACKAGED.contains(plan.fault());
    JarProcess.Finished run = run(plan, packaged, "--retries", "0");
    String first = run.err().lines().findFirst().orElse("");
    assertEquals(row.exit(), run.code(), run.err());
    assertTrue(first.replaceFirst("^bidi-client: ", "").matches(row.line()), run.err());
    boolean whole = FaultyText.of(plan.fault(), keyed(plan).text()).matcher(run.out()).matches();
    boolean begun = keyed(plan).text().startsWith(" " + run.out().strip()) || run.out().isEmpty();
    assertTrue(whole || (begun && run.code() != 0), run.out());
  }

  /** Those with text of their own on standard output are beyond mending. */
  static List<Row> rowsOfOnce() throws IOException {
    return rows().stream().filter(row -> !row.fault().equals("endless-text")).toList();
  }

  @ParameterizedTest
  @MethodSource("rowsOfOnce")
  void onceOnlyIsSurvivedUnlessNothingCanMendIt(Row row) throws Exception {
    FaultPlan plan = FaultPlan.parse(row.fault()).times(1);
    JarProcess.Finished run = run(plan, PACKAGED.contains(plan.fault()));
    assertEquals(FINAL.contains(plan.fault()) ? row.exit() : 0, run.code(), run.err());
    if (run.code() == 0) {
      var text = FaultyText.of(plan.fault(), keyed(plan).text());
      assertTrue(text.matcher(run.out()).matches(), run.out() + run.err());
    }
  }

  @Test
  void whatComesAfterDoneIsToldToWhoAsksForMore() throws Exception {
    JarProcess.Finished run = run(FaultPlan.parse("events-after-done@0"), true, "-v");
    assertEquals(0, run.code(), run.err());
    String said = "ignored after transcription.done: ";
    assertTrue(run.err().contains(said + "{\"type\":\"error\""), run.err());
  }

  private static MorseKeyer.Keyed keyed(FaultPlan plan) {
    return plan.fault() == Fault.ENDLESS_TEXT ? WORD : SENTENCE;
  }

  private JarProcess.Finished run(FaultPlan plan, boolean packaged, String... more)
      throws Exception {
    Path file = folder.resolve("audio.raw");
    Files.write(file, keyed(plan).pcm16());
    EmulatorOptions options = EmulatorOptions.defaults().withFaults(List.of(plan));
    try (Emulator emulator = Emulator.start(options)) {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  file.toString(),
                  "-f",
                  "s16le",
                  "--endpoint",
                  "demo",
                  "--region",
                  "us-east-1",
                  "--endpoint-url",
                  emulator.url(),
                  "--connect-timeout",
                  "8s",
                  "--session-timeout",
                  "4s",
                  "--first-delta-timeout",
                  "30s",
                  "--stall-timeout",
                  "3s",
                  "--done-timeout",
                  "3s"));
      arguments.addAll(List.of(more));
      if (!packaged) {
        return InProcess.of(arguments.toArray(String[]::new)).run();
      }
      return JarProcess.of(arguments.toArray(String[]::new)).env(JarProcess.AWS_KEYS).run();
    }
  }
}
