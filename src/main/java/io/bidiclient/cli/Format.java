package io.bidiclient.cli;

import io.bidiclient.transcript.HeldPage;
import io.bidiclient.transcript.JsonLinesWriter;
import io.bidiclient.transcript.JsonWriter;
import io.bidiclient.transcript.SubtitleWriter;
import io.bidiclient.transcript.Target;
import io.bidiclient.transcript.TextWriter;
import io.bidiclient.transcript.TranscriptWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** A form of a transcript. */
enum Format {
  TEXT("txt"),
  JSON("json"),
  JSONL("jsonl"),
  SRT("srt"),
  VTT("vtt");

  private final String extension;

  Format(String extension) {
    this.extension = extension;
  }

  /** How its files' names end, without the dot. */
  String extension() {
    return extension;
  }

  /** The name that people give. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A writer of this form that takes nothing back. */
  TranscriptWriter writer(Writer out, String input, Target target) throws IOException {
    return switch (this) {
      case TEXT -> new TextWriter(out);
      case JSON -> new JsonWriter(new HeldPage(out), input);
      case JSONL -> new JsonLinesWriter(out, input, target);
      case SRT -> new SubtitleWriter(out, SubtitleWriter.Form.SRT);
      case VTT -> new SubtitleWriter(out, SubtitleWriter.Form.VTT);
    };
  }
}
