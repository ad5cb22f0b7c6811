package io.bidiclient.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.cli.VirtualTerminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenTest {
  private static final String LATIN =
      "The stream is open. Every word appears as soon as it has been heard.";
  private static final String WIDE = "音声は聞こえるとすぐに文字になる。a 終わりの言葉はもう画面にある。";
  private static final String MARKS = "Cafe\u0301 ouvert, de\u0301ja\u0300 vu: e\u0301te\u0301!";

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 80})
  void everyStepShowsTheTextSoFarAndTheRowBelow(int width) throws IOException {
    for (String text : List.of(LATIN, WIDE, MARKS, LATIN + "\n" + WIDE + "\n\n" + MARKS)) {
      VirtualTerminal tty = new VirtualTerminal(5, width);
      VirtualTerminal alone = new VirtualTerminal(5, width);
      Terminal terminal = new Terminal(tty, tty, true);
      for (int at = 0; at < text.length(); ) {
        int to = text.offsetByCodePoints(at, 1);
        String letter = text.substring(at, to);
        at = to;
        terminal.rows(List.of("[#--] " + at), width);
        type(terminal, letter);
        alone.write(letter.getBytes(StandardCharsets.UTF_8));
        alone.flush();
        assertEquals(below(alone, "[#--] " + at), tty.seen());
        assertEquals(alone.cursor(), tty.cursor());
      }
      terminal.noRows();
      assertEquals(alone.seen(), tty.seen());
      type(terminal, "\n");
      assertEquals(alone.seen(), tty.seen());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 80})
  void aFullLineIsFollowedByNoBlankOne(int width) throws IOException {
    for (String last : List.of("x", "語", "e\u0301")) {
      VirtualTerminal tty = new VirtualTerminal(4, width);
      Terminal terminal = new Terminal(tty, tty, true);
      String full = "-".repeat(width - (last.equals("語") ? 2 : 1)) + last;
      terminal.rows(List.of("row"), width);
      type(terminal, full);
      assertEquals(full + "\nrow", tty.seen());
      terminal.rows(List.of("longer row", "second"), width);
      assertEquals(full + "\nlonger row\nsecond", tty.seen());
      type(terminal, "\n");
      type(terminal, "next");
      assertEquals(full + "\nnext\nlonger row\nsecond", tty.seen());
      terminal.noRows();
      assertEquals(full + "\nnext", tty.seen());
    }
  }

  @Test
  void whatIsSaidStandsOnLinesOfItsOwn() throws IOException {
    VirtualTerminal tty = new VirtualTerminal(6, 40);
    Terminal terminal = new Terminal(tty, tty, true);
    terminal.rows(List.of("a", "b"), 40);
    assertEquals("a\nb", tty.seen());
    terminal.say("hello");
    assertEquals("bidi-client: hello\na\nb", tty.seen());
    type(terminal, "one two");
    terminal.say("warning");
    type(terminal, " three");
    assertEquals("bidi-client: hello\none two\nbidi-client: warning\n three\na\nb", tty.seen());
    terminal.err().println("from elsewhere");
    terminal.noRows();
    assertEquals(
        "bidi-client: hello\none two\nbidi-client: warning\n three\nfrom elsewhere", tty.seen());
  }

  @Test
  void textThatGoesElsewhereMovesNothing() throws IOException {
    VirtualTerminal tty = new VirtualTerminal(6, 40);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(file, tty);
    terminal.rows(List.of("a", "b"), 40);
    type(terminal, "text");
    terminal.say("hello");
    assertEquals("bidi-client: hello\na\nb", tty.seen());
    terminal.noRows();
    assertEquals("bidi-client: hello", tty.seen());
    assertEquals("text", file.toString(StandardCharsets.UTF_8));
  }

  @Test
  void withoutRowsNotOneControlSequenceIsWritten() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(all, all, true);
    type(terminal, "text\n");
    terminal.say("hello");
    terminal.noRows();
    terminal.leave();
    assertEquals("text\nbidi-client: hello\n", all.toString(StandardCharsets.UTF_8));
  }

  @Test
  void leavesNothingWhenTheProcessIsEndedAtOnce() throws IOException {
    VirtualTerminal tty = new VirtualTerminal(6, 20);
    Terminal terminal = new Terminal(tty, tty, true);
    type(terminal, "one");
    terminal.rows(List.of("a"), 20);
    terminal.leave();
    terminal.rows(List.of("drawn too late"), 20);
    assertEquals("one", tty.seen());
    assertEquals("0:3", tty.cursor());
  }

  @Test
  void rowsForATerminalThatWasWiderLeaveNothingBehind() throws IOException {
    VirtualTerminal tty = new VirtualTerminal(8, 20);
    Terminal terminal = new Terminal(tty, tty, true);
    type(terminal, "text");
    // The size is asked for once a second: for that long rows are as wide as the terminal was.
    terminal.rows(List.of("-".repeat(39), "=".repeat(39)), 40);
    terminal.rows(List.of("row"), 20);
    assertEquals("text\nrow", tty.seen());
    terminal.noRows();
    type(terminal, " goes on");
    assertEquals("text goes on", tty.seen());
  }

  @Test
  void aNarrowerTerminalHasWrappedTheTextAnew() {
    CursorTracker caret = new CursorTracker(80);
    caret.advance("-".repeat(50));
    caret.resize(40);
    assertEquals(10, caret.column());
    caret.advance("-".repeat(30));
    assertTrue(caret.isAtEdge());
    caret.resize(20);
    assertTrue(caret.isAtEdge());
    caret.advance("語");
    assertEquals(2, caret.column());
    caret.advance("\t");
    assertEquals(8, caret.column());
  }

  @Test
  void aSizeThatIsNotKnownOrTooSmallDrawsNothing() {
    assertEquals(Optional.of(new TerminalSize.Size(24, 80)), TerminalSize.Size.of("24 80\n"));
    for (String printed : List.of("", "0 0\n", "24 19\n", "2 80\n", "stty: no\n", "a b")) {
      assertEquals(Optional.empty(), TerminalSize.Size.of(printed), printed);
    }
  }

  /** The row stands below the text's line, or on it where nothing stands there yet. */
  private static String below(VirtualTerminal text, String row) {
    int line = Integer.parseInt(text.cursor().split(":", -1)[0]);
    int first = text.cursor().endsWith(":0") ? line : line + 1;
    long there = text.seen().isEmpty() ? 0 : text.seen().lines().count();
    return text.seen() + "\n".repeat((int) (first - Math.max(1, there) + 1)) + row;
  }

  private static void type(Terminal terminal, String text) throws IOException {
    terminal.out().write(text);
    terminal.out().flush();
  }
}
