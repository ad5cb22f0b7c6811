package io.bidiclient.run.files;

import io.bidiclient.problem.WriteFailure;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that one run at a time writes: it has a lock while it is open, which the system takes back
 * when a process is killed. Where a file system has no locks, the runs of this process are kept
 * apart and those of others are not. Owned by one thread.
 *
 * @param key what the file is known by in this process
 */
record OwnedFile(FileChannel channel, Path key) implements Closeable {
  /** Far behind all text: on Windows what is locked cannot be read. */
  private static final long LOCKED = Long.MAX_VALUE - 1;

  private static final int ATTEMPTS = 20;

  /** Those that this process writes: a system's locks tell processes apart, and no threads. */
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  /**
   * Opens a file to write it, with what is in it, for the owner and others as the one that it will
   * replace.
   *
   * @throws IOException where another run writes it, or where it is no file
   */
  static OwnedFile open(Path part, Path whole) throws IOException {
    Path key = key(part);
    if (!OPEN.add(key)) {
      throw taken(part);
    }
    try {
      for (int i = 0; i < ATTEMPTS; i++) {
        Optional<FileChannel> channel = attempt(part, i == ATTEMPTS - 1);
        if (channel.isPresent()) {
          permit(part, whole);
          return new OwnedFile(channel.get(), key);
        }
      }
      throw taken(part);
    } catch (IOException e) {
      OPEN.remove(key);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      try {
        channel.close();
      } finally {
        OPEN.remove(key);
      }
    }
  }

  /** Has all of it on the disk, where the file system can do that. */
  void force() throws IOException {
    try {
      channel.force(true);
    } catch (IOException e) {
      if (!WriteFailure.isUnsupported(e)) {
        throw e;
      }
    }
  }

  /**
   * Empty where the file was given another name, or was deleted, before it had its lock.
   *
   * @param last whether it is taken as it is: some file systems never give a file the same key
   */
  private static Optional<FileChannel> attempt(Path part, boolean last) throws IOException {
    Optional<Object> before = identity(part);
    FileChannel channel =
        FileChannel.open(
            part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    try {
      Optional<Object> opened = identity(part);
      lock(channel, part);
      boolean same = opened.isPresent() && opened.equals(identity(part));
      if ((same && (before.isEmpty() || before.equals(opened))) || (last && opened.isPresent())) {
        return Optional.of(channel);
      }
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  private static void lock(FileChannel channel, Path part) throws IOException {
    try {
      if (channel.tryLock(LOCKED, 1, false) == null) {
        throw taken(part);
      }
    } catch (OverlappingFileLockException e) {
      throw taken(part);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      // This file system has no locks.
      return;
    }
  }

  private static FileSystemException taken(Path part) {
    return new FileSystemException(part.toString(), null, WriteFailure.IS_TAKEN);
  }

  /** What it is known by; nothing but a file is ever opened. */
  private static Optional<Object> identity(Path part) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(part, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        throw new FileAlreadyExistsException(part.toString());
      }
      return Optional.of(attributes.fileKey() == null ? part : attributes.fileKey());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Whoever may not read the old file may not read the new one. */
  private static void permit(Path part, Path whole) {
    try {
      if (Files.isRegularFile(whole)) {
        Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(whole));
      }
    } catch (IOException | UnsupportedOperationException e) {
      // This file system has none of its own.
      return;
    }
  }

  private static Path key(Path part) {
    Path file = part.toAbsolutePath();
    try {
      return file.getParent().toRealPath().resolve(file.getFileName());
    } catch (IOException e) {
      return file.normalize();
    }
  }
}
