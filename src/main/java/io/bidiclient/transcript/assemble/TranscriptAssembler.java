package io.bidiclient.transcript.assemble;

import io.bidiclient.problem.Problem;
import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.event.SessionProgress;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.text.PrintableText;
import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.FinalText;
import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.ProblemReported;
import io.bidiclient.transcript.SessionStarted;
import io.bidiclient.transcript.SessionsJoined;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.Turn;
import io.bidiclient.transcript.WarningIssued;
import io.bidiclient.transcript.Word;
import io.bidiclient.transcript.WordsPassed;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Makes a transcript from the events of a run: places text on the time line, assembles words and
 * passes both to its writer. Owned by one thread.
 */
public final class TranscriptAssembler {
  private final TranscriptWriter writer;
  private final TimestampPlacer line = new TimestampPlacer();
  private final SurrogateJoiner characters = new SurrogateJoiner();
  private final WordAssembler words = new WordAssembler();
  private final TurnAssembler turns = new TurnAssembler();
  private final GlossaryFilter glossary;
  private SessionProgress last =
      new SessionProgress(0, SessionProgress.Stage.ASKED, "", 0, 0, 0, true);
  private final boolean waited;
  private long count;

  /** How far the last delta reached, in samples. */
  private long transcribed;

  /** An assembler for one writer. */
  public TranscriptAssembler(TranscriptWriter writer) {
    this(writer, Glossary.EMPTY);
  }

  /** An assembler that writes what the glossary has for what the server says. */
  public TranscriptAssembler(TranscriptWriter writer, Glossary glossary) {
    this(writer, glossary, false);
  }

  private TranscriptAssembler(TranscriptWriter writer, Glossary glossary, boolean waited) {
    this.writer = writer;
    this.glossary = new GlossaryFilter(glossary);
    this.waited = waited;
  }

  /** An assembler for one channel that others wait for: it reports how far its words have come. */
  static TranscriptAssembler waitedFor(TranscriptWriter writer, Glossary glossary) {
    return new TranscriptAssembler(writer, glossary, true);
  }

  /** Words that were given to the writer. */
  public long words() {
    return count;
  }

  /** What the times are read from, as far as it is known now. */
  public TimestampBasis clock() {
    return line.clock();
  }

  /**
   * Takes what happened next.
   *
   * @param at nanoseconds since the run began
   */
  public void take(long at, TranscriptionEvent event) throws IOException {
    event.accept(new Telling(at)).run();
  }

  /** The run is over; nothing is taken after this. */
  public void end(Summary summary) throws IOException {
    writer.write(summary);
  }

  private void delta(long at, String text, long samples) throws IOException {
    transcribed = samples;
    PlacedDelta piece = line.place(at, text, samples);
    give(glossary.add(piece), at, piece.start());
  }

  private void give(List<PlacedDelta> pieces, long at, long sample) throws IOException {
    for (PlacedDelta piece : pieces) {
      writer.write(piece);
      give(at, words.add(piece));
    }
    give(turns.passed(at, begun(sample)));
    if (waited) {
      pass(sample);
    }
  }

  /** Where a word starts that is not given yet; the sample if there is none. */
  private long begun(long sample) {
    return Math.min(
        words.begun().orElse(sample), Math.min(sample, glossary.begun().orElse(sample)));
  }

  /** No further half of a character follows. */
  private void endText(long at) throws IOException {
    String rest = characters.finish();
    if (!rest.isEmpty()) {
      delta(at, rest, transcribed);
    }
  }

  private void give(long at, List<Word> complete) throws IOException {
    for (Word word : complete) {
      give(turns.add(at, word));
      count++;
      writer.write(word);
    }
  }

  private void give(Optional<Turn> turn) throws IOException {
    if (turn.isPresent()) {
      writer.write(turn.get());
    }
  }

  private void pass(long sample) throws IOException {
    writer.write(new WordsPassed(begun(sample)));
  }

  private void reach(long at, SessionProgress milestone) throws IOException {
    switch (milestone.stage()) {
      case STREAMING -> {
        if (!milestone.counted()) {
          line.uncounted();
        }
        writer.write(
            new SessionStarted(at, milestone.id(), milestone.session(), milestone.start()));
      }
      case DONE -> last = milestone;
      case ASKED, CONNECTED, CREATED, FINISHING, ENDED -> {}
    }
  }

  private interface Writing {
    void run() throws IOException;
  }

  /** What follows from an event. */
  private final class Telling implements TranscriptionEvent.Visitor<Writing> {
    private final long at;

    Telling(long at) {
      this.at = at;
    }

    @Override
    public Writing audioSent(TranscriptionEvent.AudioSent event) {
      return () -> {
        if (waited && line.clock() == TimestampBasis.ARRIVAL) {
          // What comes from now on is placed at the end of what was sent.
          give(at, words.until(event.end()));
          give(turns.passed(at, begun(event.end() - FrameClock.FRAME)));
          pass(event.end() - FrameClock.FRAME);
        }
      };
    }

    @Override
    public Writing text(TimedText event) {
      return () -> delta(at, characters.join(event.text()), event.time());
    }

    @Override
    public Writing progress(SessionProgress progress) {
      return () -> reach(at, progress);
    }

    @Override
    public Writing utteranceDone(TranscriptionEvent.UtteranceDone event) {
      return () -> {
        endText(at);
        long end = last.start() + last.sent();
        writer.write(
            new FinalText(
                at,
                PrintableText.wellFormed(event.text()),
                last.start(),
                end,
                line.clock(),
                event.usage()));
      };
    }

    @Override
    public Writing joined(Seam seam) {
      return () -> writer.write(new SessionsJoined(at, seam));
    }

    @Override
    public Writing warned(Warning warning) {
      return () -> {
        if (warning.code().equals(Warning.CLOCK)) {
          line.uncounted();
        }
        writer.write(new WarningIssued(at, warning, Channel.WHOLE));
      };
    }

    @Override
    public Writing wentWrong(Problem problem) {
      return () -> writer.write(new ProblemReported(at, problem, Channel.WHOLE));
    }

    @Override
    public Writing ended(RunEnded event) {
      return () -> {
        endText(at);
        for (PlacedDelta piece : glossary.finish(at)) {
          writer.write(piece);
          give(at, words.add(piece));
        }
        give(at, words.finish());
        give(turns.finish(at));
      };
    }
  }
}
