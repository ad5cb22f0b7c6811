package io.bidiclient.run.events;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.text.Columns;
import io.bidiclient.text.PrintableText;
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

  /** The level at which the meter of a live input begins, in dBFS. */
  private static final double FAINTEST = -60;

  private static final String GREEN = "\u001b[32m";
  private static final String PLAIN = "\u001b[0m";

  private final String name;
  private final OptionalDouble total;
  private final boolean live;
  private final RunObserver observer;
  private volatile long at;
  private volatile long sent;
  private volatile long heard;
  private volatile long words;
  private volatile double level = AudioChunk.SILENCE_DBFS;

  /**
   * A row for an input that begins.
   *
   * @param total seconds of audio in it, where that is known beforehand
   * @param live whether its level is shown
   * @param observer counts the words; is told of each event before this
   */
  public ProgressRow(String name, OptionalDouble total, boolean live, RunObserver observer) {
    this.name = name;
    this.total = total;
    this.live = live;
    this.observer = observer;
  }

  @Override
  public void take(long nanos, TranscriptionEvent event) {
    at = nanos;
    if (event instanceof TranscriptionEvent.AudioSent chunk) {
      if (chunk.end() > sent) {
        sent = chunk.end();
        level = chunk.levelDbfs();
      }
    } else if (event instanceof TimedText frame) {
      heard = Math.max(heard, frame.time());
      words = observer.words();
    }
  }

  /** The line, in fewer than so many columns. */
  String text(int columns, boolean color) {
    double position = FrameClock.seconds(heard);
    double speed = at == 0 ? 0 : position * TimeUnit.SECONDS.toNanos(1) / at;
    String figures =
        String.format(
            Locale.ROOT,
            " %s%s%s, lag %.1f s, %d words",
            clock(position),
            total.isPresent() ? "/" + clock(total.getAsDouble()) : "",
            live ? "" : String.format(Locale.ROOT, " %.1fx", speed),
            FrameClock.seconds(sent - heard),
            words);
    String bar = live ? meter(columns) : total.isPresent() ? share(position) : "";
    int room = columns - 1 - bar.length() - figures.length();
    String head = shortened(name, Math.max(room, 8));
    String line = Columns.first(head + bar + figures, columns - 1);
    boolean whole = line.length() >= head.length() + bar.length();
    return color && whole
        ? head + GREEN + bar + PLAIN + line.substring(head.length() + bar.length())
        : line;
  }

  private String share(double position) {
    return " " + bar(position / total.getAsDouble(), BAR);
  }

  /** How loud the last chunk was. */
  private String meter(int columns) {
    double now = Math.max(level, FAINTEST);
    boolean narrow = columns < NARROW;
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
        ? String.format("%d:%02d", whole / 60, whole % 60)
        : String.format("%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }

  private static String shortened(String name, int columns) {
    String seen = PrintableText.line(name);
    return Columns.width(seen) <= columns ? seen : "…" + Columns.last(seen, columns - 1);
  }
}
