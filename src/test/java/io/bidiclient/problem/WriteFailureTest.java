package io.bidiclient.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class WriteFailureTest {
  @TempDir private Path folder;

  @Test
  void aFullDiskHasOneAnswerWhetherItIsMetAtTheStartOrLater() {
    Problem full =
        new Problem(
            ExitCode.PARTIAL,
            "cannot write x: No space left on device",
            "free some space, or write elsewhere");
    assertEquals(full, WriteFailure.of("x", new IOException("No space left on device")));
    assertEquals(
        full, WriteFailure.of("x", new FileSystemException("y", null, "No space left on device")));
  }

  @Test
  void theHintFollowsFromTheCause() throws IOException {
    assertEquals(
        new Problem(
            ExitCode.USAGE,
            "cannot write x: the folder is not there",
            "make the folder first, or write elsewhere"),
        problem(folder.resolve("none/file")));
    assertEquals(
        new Problem(ExitCode.USAGE, "cannot write x: Is a directory", "name a file, not a folder"),
        problem(folder));
    Files.createFile(folder.resolve("file"));
    assertEquals(
        "make the folder first, or write elsewhere", problem(folder.resolve("file/inside")).hint());
    assertEquals(
        new Problem(
            ExitCode.USAGE,
            "cannot write x: permission denied",
            "choose a place that you may write to"),
        WriteFailure.of("x", new AccessDeniedException("y")));
    assertEquals(
        "choose a place that you may write to",
        WriteFailure.of("x", new FileSystemException("y", null, "Read-only file system")).hint());
  }

  private static Problem problem(Path file) {
    return WriteFailure.of(
        "x", assertThrows(IOException.class, () -> Files.newBufferedWriter(file)));
  }
}
