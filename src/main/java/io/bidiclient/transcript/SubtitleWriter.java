package io.bidiclient.transcript;

import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A transcript as subtitles, each cue written whole once it is known where it ends. Lines end with
 * a line feed.
 *
 * @see <a href="https://www.w3.org/TR/webvtt1/">WebVTT</a>
 */
public final class SubtitleWriter implements TranscriptWriter {
  /** The two forms of a cue. */
  public enum Form {
    /** SubRip: cues are numbered, a comma stands before the milliseconds. */
    SRT(',') {
      @Override
      String escape(String line) {
        return line;
      }
    },
    /** WebVTT: what could be read as a tag or an arrow is escaped. */
    VTT('.') {
      @Override
      String escape(String line) {
        return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
      }
    };

    private final char point;

    Form(char point) {
      this.point = point;
    }

    abstract String escape(String line);
  }

  private final Writer out;
  private final Form form;
  private final CueCutter cutter = new CueCutter();

  /** Up to where something was said. */
  private long spoken;

  /** Subtitles on the given writer, which is flushed after each cue and never closed. */
  public SubtitleWriter(Writer out, Form form) throws IOException {
    this.out = out;
    this.form = form;
    if (form == Form.VTT) {
      out.write("WEBVTT\n\n");
      out.flush();
    }
  }

  @Override
  public void heard(Piece piece) throws IOException {
    if (!piece.text().isEmpty()) {
      spoken = piece.end();
    } else if (piece.end() - spoken > WordAssembler.WHOLE) {
      write(cutter.finish());
    }
  }

  @Override
  public void word(Word word) throws IOException {
    write(cutter.add(word));
  }

  @Override
  public void end(Summary summary) throws IOException {
    write(cutter.finish());
  }

  private void write(Optional<Cue> cue) throws IOException {
    if (cue.isPresent()) {
      out.write(text(cue.get()));
      out.flush();
    }
  }

  private String text(Cue cue) {
    String lines =
        cue.lines().stream().map(form::escape).collect(Collectors.joining("\n", "", "\n\n"));
    return cue.number()
        + "\n"
        + Cue.time(cue.start(), form.point)
        + " --> "
        + Cue.time(cue.end(), form.point)
        + "\n"
        + lines;
  }
}
