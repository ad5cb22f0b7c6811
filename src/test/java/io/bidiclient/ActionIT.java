package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The step of the GitHub Action, with a script in place of bidi-client. */
class ActionIT {
  private static final Path STEP = Path.of("scripts", "action", "run").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void everyFileIsCheckedAndTheWorstCodeIsTheSteps() throws Exception {
    Path program = folder.resolve("bidi-client");
    Files.writeString(
        program,
        """
        #!/bin/sh
        for argument; do printf '[%s]' "$argument"; done
        echo
        case $2 in bad*) exit 9;; lost*) exit 3;; esac
        """);
    assertTrue(program.toFile().setExecutable(true));
    Run run = run(program, "good.wav\nbad one.wav\n\nlost.wav\n", "--max-wer=0.1\n--model=a b\n");
    assertEquals(9, run.code());
    assertEquals(
        """
        [check][good.wav][--reference][good.txt][--format][github][--junit][reports/1-good.xml][--max-wer=0.1][--model=a b]
        [check][bad one.wav][--reference][bad one.txt][--format][github][--junit][reports/2-bad one.xml][--max-wer=0.1][--model=a b]
        [check][lost.wav][--reference][lost.txt][--format][github][--junit][reports/3-lost.xml][--max-wer=0.1][--model=a b]
        ::error title=bidi-client check::lost.wav: exit code 3; the log says why
        """,
        run.out());
    assertEquals(
        """
        | audio | result |
        |---|---|
        | `good.wav` | passed |
        | `bad one.wav` | **a gate failed** |
        | `lost.wav` | **failed with exit code 3** |
        """,
        Files.readString(folder.resolve("summary")));
    assertEquals("junit-dir=reports\n", Files.readString(folder.resolve("output")));
  }

  @Test
  void noFileIsAnError() throws Exception {
    Run run = run(Path.of("true"), "\n", "");
    assertEquals(2, run.code());
    assertEquals("::error title=bidi-client check::the input audio names no file\n", run.out());
  }

  /** What the step reads, the action must hand on. */
  @Test
  void theActionHandsOnEveryInput() throws Exception {
    String action = Files.readString(STEP.resolveSibling("action.yml"));
    Matcher read = Pattern.compile("INPUT_([A-Z_]+)").matcher(Files.readString(STEP));
    while (read.find()) {
      String name = read.group(1).toLowerCase(Locale.ROOT).replace('_', '-');
      assertTrue(action.contains("INPUT_" + read.group(1) + ": ${{ inputs." + name + " }}"), name);
      assertTrue(action.contains("\n  " + name + ":\n"), name);
    }
  }

  private record Run(int code, String out) {}

  private Run run(Path program, String audio, String arguments) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(STEP.toString()).directory(folder.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "INPUT_AUDIO",
                audio,
                "INPUT_ARGUMENTS",
                arguments,
                "INPUT_JUNIT_DIR",
                "reports",
                "INPUT_PROGRAM",
                program.toString(),
                "GITHUB_STEP_SUMMARY",
                folder.resolve("summary").toString(),
                "GITHUB_OUTPUT",
                folder.resolve("output").toString()));
    Process process = builder.redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out);
  }
}
