package io.bidiclient.run.files;

import io.bidiclient.problem.WriteFailure;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file that has {@code .part} behind its name until it is whole, so that what was there under the
 * name stays until then. One run at a time writes it, this process or another. A device or a pipe
 * has no such name and is written as it is. What an earlier run left in it is there until the first
 * byte is written. Owned by one thread.
 */
public final class PartFile implements Closeable {
  private final Path part;
  private final Path whole;
  private final FileChannel channel;

  /** Absent for a device, a pipe and a temporary file. */
  private final Optional<OwnedFile> owned;

  private final boolean direct;
  private boolean begun;
  private boolean settled;

  /** What failed first: what comes behind a gap is not written. */
  private IOException broken;

  /** A file of its own name. */
  private PartFile(Path file, boolean direct) throws IOException {
    this.part = file;
    this.whole = file;
    this.channel = FileChannel.open(file, StandardOpenOption.WRITE);
    this.owned = Optional.empty();
    this.direct = direct;
  }

  private PartFile(Path part, Path whole, OwnedFile owned) {
    this.part = part;
    this.whole = whole;
    this.channel = owned.channel();
    this.owned = Optional.of(owned);
    this.direct = false;
  }

  /**
   * Opens the file for a name; a symbolic link stays, and the file that it leads to is replaced. To
   * open a pipe is to wait for its reader.
   *
   * @throws IOException also where a directory has the name, or another run writes the file
   */
  public static PartFile open(Path name) throws IOException {
    if (FileNames.isStream(name)) {
      return new PartFile(name, true);
    }
    Path whole = FileNames.target(name);
    if (Files.isDirectory(whole)) {
      throw new FileSystemException(name.toString(), null, WriteFailure.IS_FOLDER);
    }
    Path part = FileNames.beside(whole);
    return new PartFile(part, whole, OwnedFile.open(part, whole));
  }

  /** Opens a temporary file, which keeps its name. */
  public static PartFile temporary(Path file) throws IOException {
    return new PartFile(file, false);
  }

  /** Writes a whole file at once, or leaves what was there. */
  public static void write(Path name, String text) throws IOException {
    try (PartFile file = open(name)) {
      try (Writer out = file.writer()) {
        out.write(text);
        out.flush();
        file.settle();
      } catch (IOException e) {
        file.discard();
        throw e;
      }
    }
  }

  /** Finds out whether a file of that name could be written; a pipe is not opened. */
  public static void tryOut(Path name) throws IOException {
    if (!FileNames.isStream(name)) {
      open(name).close();
    }
  }

  /** UTF-8 from its beginning on; closing the writer flushes it and leaves the file open. */
  public Writer writer() {
    return new BufferedWriter(
        new OutputStreamWriter(new Appended(), StandardCharsets.UTF_8.newEncoder()));
  }

  /** The file, empty: to write at any place of it. */
  public FileChannel channel() throws IOException {
    begin();
    return channel;
  }

  /** Whether it is written as it is: a device or a pipe, where nothing can be taken back. */
  public boolean isDirect() {
    return direct;
  }

  /** Gives it its name, in place of what has that name, once all of it is on the disk. */
  public void settle() throws IOException {
    if (broken != null) {
      throw new IOException(broken.getMessage(), broken);
    }
    begin();
    if (owned.isPresent()) {
      owned.get().force();
      // Still open, and so still ours: nobody else begins it anew before it has its name.
      Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      settled = true;
    }
  }

  /** Gives it its name, which nothing may have. */
  public void settleNew() throws IOException {
    if (Files.exists(whole)) {
      throw new FileAlreadyExistsException(whole.toString());
    }
    settle();
  }

  /** Whether a file that says something has its name already. */
  public boolean replacesText() throws IOException {
    return !direct && Files.isRegularFile(whole) && Files.size(whole) > 0;
  }

  /** Deletes what was written. */
  public void discard() throws IOException {
    if (!direct && begun) {
      Files.deleteIfExists(part);
    }
  }

  /** Gives the file back to the system under the name that it has; without a name if empty. */
  @Override
  public void close() throws IOException {
    Closeable file = owned.isPresent() ? owned.get() : channel;
    try (file) {
      if (owned.isPresent() && !settled && channel.isOpen() && channel.size() == 0) {
        Files.deleteIfExists(part);
      }
    }
  }

  private void begin() throws IOException {
    if (!begun && !direct) {
      channel.truncate(0);
    }
    begun = true;
  }

  /** Adds to the file; what was not written whole is taken back. */
  private final class Appended extends OutputStream {
    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (broken != null) {
        throw new IOException(broken.getMessage(), broken);
      }
      begin();
      long before = direct ? 0 : channel.position();
      try {
        ByteBuffer rest = ByteBuffer.wrap(bytes, from, length);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
      } catch (IOException e) {
        broken = e;
        takeBack(before);
        throw e;
      }
    }

    private void takeBack(long before) {
      try {
        if (!direct && channel.isOpen()) {
          channel.truncate(before);
        }
      } catch (IOException e) {
        broken.addSuppressed(e);
      }
    }
  }
}
