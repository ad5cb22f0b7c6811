package io.bidiclient.api;

import io.bidiclient.transcript.write.Format;

/** A form of a transcript; each is what the command line writes under the same name. */
public enum DocumentFormat {
  /** The words. */
  TEXT(Format.TEXT),
  /** SubRip subtitles. */
  SRT(Format.SRT),
  /** WebVTT subtitles. */
  VTT(Format.VTT),
  /** One JSON object, written when the run is over. */
  JSON(Format.JSON),
  /** One JSON object a line, each as it happens. */
  JSON_LINES(Format.JSONL);

  private final Format format;

  DocumentFormat(Format format) {
    this.format = format;
  }

  Format format() {
    return format;
  }
}
