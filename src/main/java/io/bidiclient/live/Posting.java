package io.bidiclient.live;

import io.bidiclient.transcript.FinalText;
import io.bidiclient.transcript.Notice;
import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.SessionStarted;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.Word;
import java.util.function.Consumer;

/** Posts a writer's calls to another thread. Frames without words are nothing to a page. */
final class Posting implements TranscriptWriter {
  private final Consumer<Call> mailbox;

  Posting(Consumer<Call> mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public void opened(SessionStarted opening) {
    mailbox.accept(writer -> writer.opened(opening));
  }

  @Override
  public void heard(PlacedDelta piece) {
    if (!piece.text().isEmpty()) {
      mailbox.accept(writer -> writer.heard(piece));
    }
  }

  @Override
  public void word(Word word) {
    mailbox.accept(writer -> writer.word(word));
  }

  @Override
  public void done(FinalText utterance) {
    mailbox.accept(writer -> writer.done(utterance));
  }

  @Override
  public void told(Notice notice) {
    mailbox.accept(writer -> writer.told(notice));
  }

  @Override
  public void end(Summary summary) {
    mailbox.accept(writer -> writer.end(summary));
  }
}
