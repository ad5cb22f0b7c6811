package io.bidiclient.run.events;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.wav.WavFileWriter;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.Problem;
import io.bidiclient.problem.WriteFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps what is handed to the wire as a WAV file, each sample once however often it is sent. Owned
 * by the run's thread.
 */
public final class SavedAudio implements AutoCloseable {
  private final Path file;
  private final WavFileWriter writer;
  private long saved;
  private Optional<IOException> broken = Optional.empty();

  private SavedAudio(Path file, WavFileWriter writer) {
    this.file = file;
    this.writer = writer;
  }

  /** Begins the file anew, or tells why it cannot. */
  public static SavedAudio start(Path file) throws CommandException {
    try {
      return new SavedAudio(file, new WavFileWriter(file));
    } catch (IOException e) {
      throw new CommandException(WriteFailure.of("the audio to " + file, e), e);
    }
  }

  /** Keeps a chunk that was not there before; they come in order but for those sent again. */
  public void sent(AudioChunk chunk) {
    if (chunk.start() != saved || broken.isPresent()) {
      return;
    }
    try {
      writer.add(chunk);
      saved = chunk.end();
    } catch (IOException e) {
      broken = Optional.of(e);
    }
  }

  /** What could not be written. */
  public Optional<Problem> problem() {
    return broken.map(e -> WriteFailure.of("all of the audio to " + file, e));
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      broken = broken.or(() -> Optional.of(e));
    }
  }
}
