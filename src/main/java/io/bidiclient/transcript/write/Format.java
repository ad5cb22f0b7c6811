package io.bidiclient.transcript.write;

import io.bidiclient.transcript.Target;
import io.bidiclient.transcript.TranscriptWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A form of a transcript. */
public enum Format {
  TEXT("txt"),
  JSON("json"),
  JSONL("jsonl"),
  SRT("srt"),
  VTT("vtt"),
  TTML("ttml"),
  CSV("csv"),
  TSV("tsv"),
  MD("md");

  private final String extension;

  Format(String extension) {
    this.extension = extension;
  }

  /** How its files' names end, without the dot. */
  public String extension() {
    return extension;
  }

  /** What its documents are to a web server. */
  public String mediaType() {
    return switch (this) {
      case TEXT -> "text/plain; charset=utf-8";
      case JSON -> "application/json";
      case JSONL -> "application/x-ndjson";
      case SRT -> "application/x-subrip";
      case VTT -> "text/vtt; charset=utf-8";
      case TTML -> "application/ttml+xml";
      case CSV -> "text/csv; charset=utf-8";
      case TSV -> "text/tab-separated-values; charset=utf-8";
      case MD -> "text/markdown; charset=utf-8";
    };
  }

  /** Whether it has the digest of the audio that was sent. */
  public boolean tellsDigest() {
    return this == JSON || this == JSONL;
  }

  /** Whether it says how the run ended, so that one without words says something too. */
  public boolean tellsStatus() {
    return this == JSON || this == JSONL;
  }

  /** The name that people give. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The form of that label, in upper or lower case; empty when there is none. */
  public static Optional<Format> named(String label) {
    return Arrays.stream(values()).filter(it -> it.name().equalsIgnoreCase(label)).findFirst();
  }

  /** A writer of this form that takes nothing back, with cues of the usual size. */
  public TranscriptWriter writer(Writer out, String input, Target target) throws IOException {
    return writer(out, input, target, CueSettings.DEFAULT);
  }

  /**
   * A writer of this form that takes nothing back.
   *
   * @param input what the input is called
   * @param target where the run streams to
   * @param cues how large subtitles are
   */
  public TranscriptWriter writer(Writer out, String input, Target target, CueSettings cues)
      throws IOException {
    return switch (this) {
      case TEXT -> new TextWriter(out);
      case JSON, TTML -> writer(new BufferedDocument(out), input, cues);
      case JSONL -> new JsonLinesWriter(out, input, target);
      case SRT -> new SubtitleWriter(out, SubtitleWriter.Form.SRT, cues);
      case VTT -> new SubtitleWriter(out, SubtitleWriter.Form.VTT, cues);
      case CSV -> new TableWriter(out, TableWriter.Kind.CSV);
      case TSV -> new TableWriter(out, TableWriter.Kind.TSV);
      case MD -> new MarkdownWriter(out, input);
    };
  }

  /** Whether something stands after the words, so that it has to be written again and again. */
  public boolean hasTail() {
    return this == JSON || this == TTML;
  }

  /**
   * A writer of a form that {@link #hasTail has a tail}, which closes the page at its end.
   *
   * @param input what the input is called
   * @param cues how large subtitles are
   */
  public TranscriptWriter writer(GrowingDocument page, String input, CueSettings cues)
      throws IOException {
    return this == TTML ? new TtmlWriter(page, cues) : new JsonWriter(page, input);
  }
}
