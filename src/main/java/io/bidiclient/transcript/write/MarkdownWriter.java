package io.bidiclient.transcript.write;

import io.bidiclient.text.PrintableText;
import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.TranscriptEvent;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.Turn;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A transcript as Markdown: the input's name as its heading, then a paragraph for each turn, which
 * begins with its time and with its channel where the input was taken apart. What was said is never
 * taken for mark-up. Owned by one thread.
 *
 * @see <a href="https://spec.commonmark.org/0.31.2/#backslash-escapes">CommonMark</a>
 */
public final class MarkdownWriter implements TranscriptWriter {
  /** What means something within a line, in CommonMark and GitHub's. */
  private static final Pattern MARKS = Pattern.compile("[\\\\`*_\\[\\]<>&~|#$]");

  private final Writer out;

  /**
   * A document on the given writer, which is flushed after each paragraph and never closed.
   *
   * @param input what the input is called
   */
  public MarkdownWriter(Writer out, String input) throws IOException {
    this.out = out;
    put("# " + plain(input) + "\n");
  }

  @Override
  public void write(TranscriptEvent event) throws IOException {
    if (event instanceof Turn turn) {
      long seconds = TranscriptFields.millis(turn.start()) / 1_000;
      String time =
          String.format(
              Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
      put("\n**" + time + speaker(turn.channel()) + "** " + plain(turn.text()) + "\n");
    }
  }

  private static String speaker(Channel channel) {
    return channel.isWhole() ? "" : " · " + plain(channel.voice());
  }

  private static String plain(String text) {
    String line = PrintableText.transcript(text).replaceAll("\\s+", " ");
    return MARKS.matcher(line).replaceAll("\\\\$0");
  }

  private void put(String text) throws IOException {
    out.write(text);
    out.flush();
  }
}
