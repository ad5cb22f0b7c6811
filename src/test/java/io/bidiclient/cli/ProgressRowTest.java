package io.bidiclient.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.transcript.RunEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ProgressRowTest {
  private final Account account = new Account(new Outputs(List.of()), false);

  @Test
  void tellsPositionSpeedLagAndWords() {
    ProgressRow row = new ProgressRow("talk.wav", OptionalDouble.of(20), account);
    take(row, 1, new RunEvent.Sent(0, 176_000, -20));
    take(row, 2, new RunEvent.Heard(" one", 80_000));
    take(row, 5_000_000_000L, new RunEvent.Heard(" two", 160_000));
    assertEquals(
        "talk.wav [##########----------] 0:10/0:20 2.0x, lag 1.0 s, 1 words", row.text(80));
    for (int columns = 20; columns < 100; columns++) {
      assertTrue(row.text(columns).length() < columns, row.text(columns));
    }
  }

  @Test
  void hasNoBarWhereTheLengthIsNotKnown() {
    ProgressRow row = new ProgressRow("standard input", OptionalDouble.empty(), account);
    take(row, 1_000_000_000L, new RunEvent.Heard("", 58_400_000));
    assertTrue(row.text(80).startsWith("standard input 1:00:50 "), row.text(80));
  }

  @Test
  void whatIsSaidComesAboveTheRows() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(new ByteArrayOutputStream(), err);
    terminal.rows(List.of("a", "b"));
    terminal.say("hello");
    terminal.rows(List.of());
    assertEquals(
        "a\nb\n\u001b[2A\r\u001b[Jbidi-client: hello\na\nb\n\u001b[2A\r\u001b[J",
        err.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
  }

  private void take(ProgressRow row, long at, RunEvent event) {
    account.take(at, event);
    row.take(at, event);
  }
}
