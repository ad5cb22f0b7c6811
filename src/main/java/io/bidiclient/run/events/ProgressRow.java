package io.bidiclient.run.events;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.text.Columns;
import io.bidiclient.text.PrintableText;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * How far one input has come. Its run tells it what happens, and another thread may read the line.
 */
public final class ProgressRow implements EventSink {
  private static final int BAR = 20;

  /** Narrower rows have half a bar. */
  private static final int NARROW = 60;

  /** The name gets at least so many columns, and half as many in a narrow row. */
  private static final int LEAST_NAME = 16;

  /** Seconds of audio after which the speed tells how long the rest takes. */
  private static final double FIRST_GUESS = 2;

  /** The level at which the meter of a live input begins, in dBFS. */
  private static final double FAINTEST = -60;

  private static final String GREEN = "\u001b[32m";
  private static final String PLAIN = "\u001b[0m";

  private final String name;
  private final InputLength length;
  private final boolean live;
  private final RunObserver observer;
  private volatile long at;

  /** When the first chunk was sent: what came before does not slow the audio down. */
  private volatile long began;

  private volatile long sent;
  private volatile long heard;
  private volatile long words;
  private volatile double level = AudioChunk.SILENCE_DBFS;

  /**
   * A row for an input that begins.
   *
   * @param length how much audio is in it, as far as that is known
   * @param live whether its level is shown
   * @param observer counts the words; is told of each event before this
   */
  public ProgressRow(String name, InputLength length, boolean live, RunObserver observer) {
    this.name = name;
    this.length = length;
    this.live = live;
    this.observer = observer;
  }

  @Override
  public void take(long nanos, TranscriptionEvent event) {
    at = nanos;
    if (event instanceof TranscriptionEvent.AudioSent chunk) {
      began = began == 0 ? nanos : began;
      if (chunk.end() > sent) {
        sent = chunk.end();
        level = chunk.levelDbfs();
      }
    } else if (event instanceof TimedText frame) {
      heard = Math.max(heard, frame.time());
      words = observer.words();
    }
  }

  /**
   * The line, in fewer than so many columns: what matters least gives way, and of the name its
   * beginning.
   */
  String text(int columns, boolean color) {
    double position = FrameClock.seconds(heard);
    String place = " " + clock(position) + total(position);
    String rest = rest(position);
    String speed = live ? "" : String.format(Locale.ROOT, " %.1fx", speed(position));
    String lag = String.format(Locale.ROOT, ", lag %.1f s", FrameClock.seconds(sent - heard));
    String said = ", " + words + (words == 1 ? " word" : " words");
    boolean narrow = columns < NARROW;
    String bar = live ? meter(narrow) : share(position, narrow ? BAR / 2 : BAR);
    List<Row> rows =
        live
            ? List.of(
                new Row(bar, place + lag + said), new Row(bar, place + lag), new Row(bar, place))
            : List.of(
                new Row(bar, place + speed + rest + lag + said),
                new Row(bar, place + speed + rest + said),
                new Row(bar, place + rest + said),
                new Row(bar, place + rest),
                new Row(rest.isEmpty() ? bar : "", place + rest),
                new Row(bar, place));
    int most = columns - 1;
    int least =
        Math.min(narrow ? LEAST_NAME / 2 : LEAST_NAME, Columns.width(PrintableText.line(name)));
    for (Row row : rows) {
      int room = most - row.bar().length() - row.figures().length();
      if (room >= least) {
        return shortened(name, room) + painted(row.bar(), color) + row.figures();
      }
    }
    String head = shortened(name, Math.max(most - place.length(), 1));
    return Columns.first(head + place, most);
  }

  /** What stands behind the name: a bar, or none, and figures. */
  private record Row(String bar, String figures) {}

  private static String painted(String bar, boolean color) {
    return color && !bar.isEmpty() ? GREEN + bar + PLAIN : bar;
  }

  private double speed(double position) {
    long time = at - began;
    return time <= 0 ? 0 : position * TimeUnit.SECONDS.toNanos(1) / time;
  }

  private OptionalDouble length() {
    return length.seconds(FrameClock.seconds(sent));
  }

  private String total(double position) {
    OptionalDouble total = length();
    return total.isPresent() ? "/" + clock(Math.max(position, total.getAsDouble())) : "";
  }

  /** How long the rest takes at the speed so far. */
  private String rest(double position) {
    OptionalDouble total = length();
    double speed = speed(position);
    return live || total.isEmpty() || position < FIRST_GUESS
        ? ""
        : ", " + clock(Math.max(0, total.getAsDouble() - position) / speed) + " left";
  }

  private String share(double position, int width) {
    OptionalDouble total = length();
    return total.isEmpty() ? "" : " " + bar(position / Math.max(1, total.getAsDouble()), width);
  }

  /** How loud the last chunk was. */
  private String meter(boolean narrow) {
    double now = Math.max(level, FAINTEST);
    String bar = bar(1 - now / FAINTEST, narrow ? BAR / 2 : BAR);
    return String.format(Locale.ROOT, " %s %3.0f %s", bar, now, narrow ? "dB" : "dBFS");
  }

  private static String bar(double share, int width) {
    int full = (int) Math.round(width * Math.max(0, Math.min(1, share)));
    return "[" + "#".repeat(full) + "-".repeat(width - full) + "]";
  }

  private static String clock(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }

  private static String shortened(String name, int columns) {
    String seen = PrintableText.line(name);
    return Columns.width(seen) <= columns ? seen : "…" + Columns.last(seen, columns - 1);
  }
}
