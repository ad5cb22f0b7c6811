package io.bidiclient.run.events;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.wav.WavFileWriter;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.Problem;
import io.bidiclient.problem.WriteFailure;
import io.bidiclient.run.files.PartFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps what is sent as a WAV file, each sample once however often it is sent; the file gets its
 * name at the end. Owned by the run's thread.
 */
public final class SavedAudio implements AutoCloseable {
  private final Path name;
  private final PartFile file;
  private final WavFileWriter writer;
  private long saved;
  private Optional<IOException> broken = Optional.empty();

  private SavedAudio(Path name, PartFile file) throws IOException {
    this.name = name;
    this.file = file;
    this.writer = new WavFileWriter(file.channel(), file.isDirect());
  }

  /** Begins the file anew, or tells why it cannot. */
  public static SavedAudio start(Path file) throws CommandException {
    try {
      PartFile part = PartFile.open(file);
      try {
        return new SavedAudio(file, part);
      } catch (IOException e) {
        try (part) {
          part.discard();
        }
        throw e;
      }
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
    return broken.map(e -> WriteFailure.of("the audio to " + name, e));
  }

  @Override
  public void close() {
    try (file) {
      if (broken.isEmpty()) {
        file.settle();
      }
    } catch (IOException e) {
      broken = broken.or(() -> Optional.of(e));
    }
  }
}
