package io.bidiclient.transcript.write;

import io.bidiclient.text.PrintableText;
import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.TranscriptEvent;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.Turn;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A transcript as a table: a head, then a row for each turn with its start and end in seconds, its
 * channel where the input was taken apart, and its text. Rows end with a line feed. Owned by one
 * thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>, Common Format and MIME Type
 *     for CSV Files
 * @see <a href="https://www.iana.org/assignments/media-types/text/tab-separated-values">
 *     text/tab-separated-values</a>
 */
public final class TableWriter implements TranscriptWriter {
  /** How fields are kept apart. */
  public enum Kind {
    /** Commas; a field with a comma or a quotation mark stands in quotation marks. */
    CSV(",") {
      @Override
      String field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
      }
    },
    /** Tabs, which no field has. */
    TSV("\t") {
      @Override
      String field(String text) {
        return text;
      }
    };

    private final String separator;

    Kind(String separator) {
      this.separator = separator;
    }

    abstract String field(String text);

    private String row(String... fields) {
      return Arrays.stream(fields).map(this::field).collect(Collectors.joining(separator)) + "\n";
    }
  }

  /** What spreadsheets take for the beginning of a formula. */
  private static final List<String> FORMULAS = List.of("=", "+", "-", "@");

  private final Writer out;
  private final Kind kind;

  /** A table on the given writer, which is flushed after each row and never closed. */
  public TableWriter(Writer out, Kind kind) throws IOException {
    this.out = out;
    this.kind = kind;
    put(kind.row("start", "end", "channel", "text"));
  }

  @Override
  public void write(TranscriptEvent event) throws IOException {
    if (event instanceof Turn turn) {
      put(
          kind.row(
              seconds(turn.start()),
              seconds(turn.end()),
              inert(name(turn.channel())),
              inert(turn.text())));
    }
  }

  private static String name(Channel channel) {
    if (channel.isWhole()) {
      return "";
    }
    return channel.name().isEmpty() ? Integer.toString(channel.number()) : channel.name();
  }

  /** Text of one line that no spreadsheet calculates. */
  private static String inert(String text) {
    String line = PrintableText.transcript(text).replaceAll("\\s+", " ");
    return FORMULAS.stream().anyMatch(line::startsWith) ? "'" + line : line;
  }

  private static String seconds(long sample) {
    return BigDecimal.valueOf(TranscriptFields.millis(sample), 3).toPlainString();
  }

  private void put(String row) throws IOException {
    out.write(row);
    out.flush();
  }
}
