package io.bidiclient.live;

import io.bidiclient.transcript.Notice;
import io.bidiclient.transcript.Opening;
import io.bidiclient.transcript.Piece;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.Utterance;
import io.bidiclient.transcript.Word;
import java.util.function.Consumer;

/** Posts a writer's calls to another thread. Frames without words are nothing to a page. */
final class Posting implements TranscriptWriter {
  private final Consumer<Call> mailbox;

  Posting(Consumer<Call> mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public void opened(Opening opening) {
    mailbox.accept(writer -> writer.opened(opening));
  }

  @Override
  public void heard(Piece piece) {
    if (!piece.text().isEmpty()) {
      mailbox.accept(writer -> writer.heard(piece));
    }
  }

  @Override
  public void word(Word word) {
    mailbox.accept(writer -> writer.word(word));
  }

  @Override
  public void done(Utterance utterance) {
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
