package io.bidiclient.transcript.write;

import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.TranscriptEvent;
import io.bidiclient.transcript.TranscriptWriter;
import java.io.IOException;
import java.io.StringWriter;

/**
 * A transcript as Timed Text Markup Language: the cues of SubRip, one paragraph each. In a file it
 * is a whole document after every cue. Owned by one thread.
 *
 * @see <a href="https://www.w3.org/TR/ttml1/">Timed Text Markup Language 1</a>
 */
public final class TtmlWriter implements TranscriptWriter {
  private static final String HEAD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <tt xmlns="http://www.w3.org/ns/ttml" \
      xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:timeBase="media" xml:lang="">
      <body>
      <div>
      """;

  private static final String TAIL = "</div>\n</body>\n</tt>\n";

  private final GrowingDocument page;
  private final StringWriter cues = new StringWriter();
  private final SubtitleWriter subtitles;

  /** A document on the given page, which it closes at its end. */
  public TtmlWriter(GrowingDocument page) throws IOException {
    this(page, CueSettings.DEFAULT);
  }

  /** The same with cues of another size. */
  public TtmlWriter(GrowingDocument page, CueSettings size) throws IOException {
    this.page = page;
    this.subtitles = new SubtitleWriter(cues, SubtitleWriter.Form.TTML, size);
    page.grow(HEAD, TAIL);
  }

  @Override
  public void write(TranscriptEvent event) throws IOException {
    subtitles.write(event);
    StringBuffer more = cues.getBuffer();
    if (more.length() > 0) {
      page.grow(more.toString(), TAIL);
      more.setLength(0);
    }
    if (event instanceof Summary) {
      page.close();
    }
  }
}
