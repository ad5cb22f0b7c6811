package io.bidiclient.transcript.write;

import io.bidiclient.text.PrintableText;
import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.TranscriptEvent;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.Word;
import io.bidiclient.transcript.WordsPassed;
import io.bidiclient.transcript.assemble.WordAssembler;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A transcript as subtitles, each cue written whole once it is known where it ends. Lines end with
 * a line feed. Of an input that was taken apart, each cue says whose it is: SubRip before its text,
 * WebVTT in a voice span.
 *
 * @see <a href="https://www.w3.org/TR/webvtt1/">WebVTT</a>
 */
public final class SubtitleWriter implements TranscriptWriter {
  /** The forms of a cue. */
  public enum Form {
    /**
     * SubRip: cues are numbered, a comma stands before the milliseconds. It has no escapes, so what
     * players take for mark-up is written with the nearest other characters.
     */
    SRT(',') {
      @Override
      String escape(String text) {
        String plain = text.replace("-->", "->").replace("{\\", "{/");
        return SUBRIP_TAG.matcher(plain).replaceAll("‹$1›");
      }

      @Override
      String label(Channel channel) {
        return channel.label();
      }

      @Override
      String voice(Channel channel) {
        return "";
      }
    },
    /** WebVTT: what could be read as a tag or an arrow is escaped. */
    VTT('.') {
      @Override
      String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
      }

      @Override
      String label(Channel channel) {
        return "";
      }

      @Override
      String voice(Channel channel) {
        return channel.isWhole() ? "" : "<v " + escape(channel.voice()) + ">";
      }
    },
    /** A paragraph of {@link TtmlWriter}: what XML could read as mark-up is escaped. */
    TTML('.') {
      @Override
      String escape(String text) {
        return text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replaceAll("[\ufffe\uffff]", "\ufffd")
            .replace("\n", "<br/>");
      }

      @Override
      String label(Channel channel) {
        return channel.label();
      }

      @Override
      String voice(Channel channel) {
        return "";
      }

      @Override
      String cue(long number, String start, String end, String text) {
        return String.format(
            Locale.ROOT,
            "<p xml:id=\"c%d\" begin=\"%s\" end=\"%s\">%s</p>\n",
            number,
            start,
            end,
            text);
      }
    };

    /** Read by players in text of SubRip, which has no standard. */
    private static final Pattern SUBRIP_TAG =
        Pattern.compile("<(/?(?:b|i|u|s|font)(?:\\s[^<>]*)?)>", Pattern.CASE_INSENSITIVE);

    private final char point;

    Form(char point) {
      this.point = point;
    }

    abstract String escape(String text);

    /** What is shown before the text of a channel's cues. */
    abstract String label(Channel channel);

    /** What says whose a cue is and is not shown. */
    abstract String voice(Channel channel);

    /** A whole cue of its escaped text. */
    String cue(long number, String start, String end, String text) {
      return number + "\n" + start + " --> " + end + "\n" + text + "\n\n";
    }
  }

  private final Writer out;
  private final Form form;
  private final CueSegmenter cutter;
  private final CueTracks tracks;

  /** Up to where something was said. */
  private long spoken;

  /** Subtitles of the usual size. */
  public SubtitleWriter(Writer out, Form form) throws IOException {
    this(out, form, CueSettings.DEFAULT);
  }

  /** Subtitles on the given writer, which is flushed after each cue and never closed. */
  public SubtitleWriter(Writer out, Form form, CueSettings settings) throws IOException {
    this.out = out;
    this.form = form;
    this.cutter = new CueSegmenter("", settings);
    this.tracks = new CueTracks(form::label, settings);
    if (form == Form.VTT) {
      out.write("WEBVTT\n\n");
      out.flush();
    }
  }

  @Override
  public void write(TranscriptEvent event) throws IOException {
    if (event instanceof PlacedDelta delta && delta.channel().isWhole()) {
      put(progress(delta));
    } else if (event instanceof Word word) {
      add(word);
    } else if (event instanceof WordsPassed passed) {
      put(tracks.passed(passed.sample()));
    } else if (event instanceof Summary) {
      put(cutter.finish());
      put(tracks.finish());
    }
  }

  /** The cue that ends because nothing was said for a while. */
  private Optional<Cue> progress(PlacedDelta delta) {
    if (!delta.text().isEmpty()) {
      spoken = delta.end();
      return Optional.empty();
    }
    boolean silent = delta.end() - spoken > WordAssembler.WHOLE;
    return silent && cutter.isRead(TranscriptFields.millis(delta.end()))
        ? cutter.finish()
        : Optional.empty();
  }

  private void add(Word word) throws IOException {
    if (word.channel().isWhole()) {
      put(cutter.add(word));
    } else {
      put(tracks.word(word));
    }
  }

  private void put(Optional<Cue> cue) throws IOException {
    if (cue.isPresent()) {
      put(Channel.WHOLE, cue.get());
    }
  }

  private void put(List<CueTracks.Spoken> cues) throws IOException {
    for (CueTracks.Spoken spoken : cues) {
      put(spoken.channel(), spoken.cue());
    }
  }

  private void put(Channel channel, Cue cue) throws IOException {
    out.write(text(channel, cue));
    out.flush();
  }

  private String text(Channel channel, Cue cue) {
    String said = PrintableText.transcript(String.join("\n", cue.lines()));
    return form.cue(
        cue.number(),
        Cue.time(cue.start(), form.point),
        Cue.time(cue.end(), form.point),
        form.voice(channel) + form.escape(said));
  }
}
