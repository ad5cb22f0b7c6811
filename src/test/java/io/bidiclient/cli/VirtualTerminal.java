package io.bidiclient.cli;

import io.bidiclient.text.Columns;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a person sees on a terminal that knows CR, LF, CUU, CUD, CHA, ED, EL, DECAWM and colours,
 * wraps as a VT100 does (a full line stays until one more character comes) and scrolls.
 */
public final class VirtualTerminal extends OutputStream {
  private static final Pattern CONTROL = Pattern.compile("\u001b\\[(\\??\\d*)([A-Za-z])");

  private final int height;
  private final int width;
  private final List<String[]> lines = new ArrayList<>();
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private int top;
  private int y;
  private int x;
  private boolean wraps = true;

  public VirtualTerminal(int height, int width) {
    this.height = height;
    this.width = width;
  }

  @Override
  public void write(int b) {
    pending.write(b);
  }

  @Override
  public void flush() {
    String text = pending.toString(StandardCharsets.UTF_8);
    pending.reset();
    Matcher control = CONTROL.matcher(text);
    for (int at = 0; at < text.length(); ) {
      if (control.region(at, text.length()).lookingAt()) {
        String count = control.group(1);
        if (count.equals("?7")) {
          wraps = control.group(2).equals("h");
        } else {
          obey(control.group(2).charAt(0), count.isEmpty() ? -1 : Integer.parseInt(count));
        }
        at = control.end();
      } else {
        int c = text.codePointAt(at);
        put(c);
        at += Character.charCount(c);
      }
    }
  }

  /** All lines from the first, also those that scrolled away, without blanks at the ends. */
  public String seen() {
    String all =
        lines.stream()
            .map(line -> String.join("", line).stripTrailing())
            .collect(Collectors.joining("\n"));
    return all.stripTrailing();
  }

  /** Where the cursor stands, from 0, with the line counted from the first of all. */
  public String cursor() {
    return y + ":" + Math.min(x, width - 1);
  }

  private void obey(char what, int count) {
    int n = Math.max(1, count);
    switch (what) {
      case 'A' -> move(Math.max(top, y - n), Math.min(x, width - 1));
      case 'B' -> move(Math.min(top + height - 1, y + n), Math.min(x, width - 1));
      case 'G' -> move(y, Math.min(width, n) - 1);
      case 'K' -> clear(y, Math.min(x, width - 1));
      case 'J' -> {
        clear(y, Math.min(x, width - 1));
        for (int below = y + 1; below < lines.size(); below++) {
          clear(below, 0);
        }
      }
      case 'm' -> {}
      default -> throw new AssertionError("not a control sequence of ours: " + what);
    }
  }

  private void put(int c) {
    if (c == '\r') {
      x = 0;
    } else if (c == '\n') {
      feed();
    } else if (Columns.width(Character.toString(c)) == 0) {
      line(y)[x - 1] += Character.toString(c);
    } else {
      int columns = Columns.width(Character.toString(c));
      if (x + columns > width) {
        if (wraps) {
          feed();
        } else {
          x = width - columns;
        }
      }
      line(y)[x] = Character.toString(c);
      if (columns == 2) {
        line(y)[x + 1] = "";
      }
      x += columns;
    }
  }

  /** As the line discipline of a terminal sends it: CR and LF. */
  private void feed() {
    x = 0;
    y++;
    top = Math.max(top, y - height + 1);
  }

  private void move(int line, int column) {
    y = line;
    x = column;
  }

  private void clear(int at, int from) {
    Arrays.fill(line(at), from, width, " ");
  }

  private String[] line(int at) {
    while (lines.size() <= at) {
      String[] blank = new String[width];
      Arrays.fill(blank, " ");
      lines.add(blank);
    }
    return lines.get(at);
  }
}
