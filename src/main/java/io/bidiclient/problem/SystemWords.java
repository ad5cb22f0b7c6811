package io.bidiclient.problem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The system's words for an error. Java passes them on without the error's number, in the language
 * of the locale, so the ones to look for are found out by making the same error on purpose.
 */
public final class SystemWords {
  private static final String BROKEN_PIPE = "Broken pipe";
  private static final String FULL = "No space left on device";

  private SystemWords() {}

  /** Whether the reader of a pipe went away. */
  public static boolean isReaderGone(IOException e) {
    String words = String.valueOf(e.getMessage());
    return words.contains(BROKEN_PIPE)
        || (isForeign(words) && words.equals(said(SystemWords::breakPipe)));
  }

  /** A reason in English, if it is that of a full disk. */
  static String inEnglish(String words) {
    return isForeign(words) && words.equals(said(SystemWords::fillDevice)) ? FULL : words;
  }

  /** Nothing is tried where the words are known. */
  private static boolean isForeign(String words) {
    return !words.contains(BROKEN_PIPE) && !words.contains(FULL);
  }

  private interface Attempt {
    void run() throws IOException;
  }

  private static String said(Attempt attempt) {
    try {
      attempt.run();
      return "";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static void breakPipe() throws IOException {
    Pipe pipe = Pipe.open();
    pipe.source().close();
    try (Pipe.SinkChannel sink = pipe.sink()) {
      sink.write(ByteBuffer.allocate(1));
    }
  }

  private static void fillDevice() throws IOException {
    Path full = Path.of("/dev/full");
    try (FileChannel channel = FileChannel.open(full, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(1));
    }
  }
}
