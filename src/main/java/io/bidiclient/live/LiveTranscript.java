package io.bidiclient.live;

import io.bidiclient.realtime.event.RunEnded.Delivery;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.Summary.Latency;
import io.bidiclient.transcript.Target;
import io.bidiclient.transcript.TranscriptEvent;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.Word;
import io.bidiclient.transcript.write.Format;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a visitor's recordings said since the page was cleared, one after the other on one time
 * line, ready to be written in any form at any time. On the server's event loop.
 */
final class LiveTranscript implements TranscriptWriter {
  /** What it was made from, as documents name it. */
  static final String NAME = "live";

  private final List<Part> parts = new ArrayList<>();

  /** What was forgotten last, until another recording begins. */
  private final List<Part> cleared = new ArrayList<>();

  private final Target target;

  LiveTranscript(Target target) {
    this.target = target;
  }

  /** A recording begins; all that is written from now on is of it. */
  void begin() {
    cleared.clear();
    parts.add(new Part());
  }

  /** Forgets all; it can be had back until another recording begins. */
  void clear() {
    if (!parts.isEmpty()) {
      cleared.clear();
      cleared.addAll(parts);
      parts.clear();
    }
  }

  /** Has back what was forgotten last; nothing happens once another recording has begun. */
  void restore() {
    parts.addAll(cleared);
    cleared.clear();
  }

  @Override
  public void write(TranscriptEvent event) {
    Part last = parts.get(parts.size() - 1);
    if (event instanceof Summary summary) {
      last.running = summary;
      return;
    }
    last.events.add(event);
    if (event instanceof Word) {
      last.running = running(last.running.words() + 1);
    }
  }

  /**
   * The transcript as a document of the given form; a recording in progress counts as not complete.
   */
  String document(Format format) throws IOException {
    StringWriter text = new StringWriter();
    if (format == Format.TEXT) {
      // Each recording is a paragraph.
      for (Part part : parts) {
        write(List.of(part), format.writer(text, NAME, target));
      }
    } else {
      write(parts, format.writer(text, NAME, target));
    }
    return text.toString();
  }

  private static void write(List<Part> some, TranscriptWriter writer) throws IOException {
    for (Part part : some) {
      for (TranscriptEvent event : part.events) {
        writer.write(event);
      }
    }
    writer.write(total(some.stream().map(part -> part.running).toList()));
  }

  private static Summary total(List<Summary> all) {
    if (all.size() == 1) {
      return all.get(0);
    }
    return new Summary(
        all.stream().mapToLong(Summary::at).max().orElse(0),
        all.stream().allMatch(Summary::complete) ? RunStatus.COMPLETE : RunStatus.PARTIAL,
        Delivery.sum(all.stream().map(Summary::delivery).toList()),
        all.stream().mapToLong(Summary::words).sum(),
        Latency.NONE);
  }

  /** A summary of what is not over. */
  private static Summary running(long words) {
    return new Summary(0, RunStatus.PARTIAL, Delivery.NONE, words, Latency.NONE);
  }

  /** One recording's. */
  private static final class Part {
    private final List<TranscriptEvent> events = new ArrayList<>();

    /** How it ended, or what can be said until then. */
    private Summary running = running(0);
  }
}
