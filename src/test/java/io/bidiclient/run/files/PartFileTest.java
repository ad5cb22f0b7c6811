package io.bidiclient.run.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartFileTest {
  @TempDir private Path folder;

  @Test
  void whatWasThereStaysUntilTheFirstByte() throws Exception {
    Path name = folder.resolve("talk.txt");
    Path part = Files.writeString(folder.resolve("talk.txt.part"), "an hour of words");
    try (PartFile file = PartFile.open(name)) {
      file.discard();
    }
    assertEquals("an hour of words", Files.readString(part));
    try (PartFile file = PartFile.open(name)) {
      write(file, "new");
      assertEquals("new", Files.readString(part));
      file.settle();
    }
    assertEquals("new", Files.readString(name));
    assertEquals(List.of("talk.txt"), names());
  }

  @Test
  void whatNothingWasWrittenToLeavesNoTrace() throws Exception {
    PartFile.open(folder.resolve("talk.txt")).close();
    PartFile.tryOut(folder.resolve("talk.txt"));
    assertEquals(List.of(), names());
    PartFile.write(folder.resolve("empty.srt"), "");
    assertEquals(List.of("empty.srt"), names());
  }

  @Test
  void oneRunAtATimeWritesAFile() throws Exception {
    Path name = folder.resolve("talk.txt");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("talk.txt"));
    try (PartFile file = PartFile.open(name)) {
      write(file, "mine");
      for (Path same : List.of(name, link)) {
        FileSystemException e =
            assertThrows(FileSystemException.class, () -> PartFile.open(same).close());
        assertEquals("it is being written already", e.getReason());
      }
      file.settle();
    }
    assertEquals("mine", Files.readString(name));
    PartFile.write(link, "theirs");
    assertEquals("theirs", Files.readString(name));
    assertTrue(Files.isSymbolicLink(link));
  }

  @Test
  void aLinkLeadsToAFileThatIsNotThereYet() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("later.txt"));
    PartFile.write(link, "words");
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("words", Files.readString(folder.resolve("later.txt")));
    Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
    Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));
    assertThrows(FileSystemException.class, () -> PartFile.open(folder.resolve("a")));
  }

  @Test
  void nothingIsWrittenThroughALinkWithTheNameOfThePart() throws Exception {
    Path precious = Files.writeString(folder.resolve("precious.txt"), "precious");
    Files.createSymbolicLink(folder.resolve("talk.txt.part"), precious);
    Path name = folder.resolve("talk.txt");
    assertThrows(FileAlreadyExistsException.class, () -> PartFile.write(name, "words"));
    assertEquals("precious", Files.readString(precious));
    assertEquals(List.of("precious.txt", "talk.txt.part"), names());
  }

  @Test
  void aFolderIsFoundBeforeAnythingIsWritten() throws Exception {
    FileSystemException e =
        assertThrows(FileSystemException.class, () -> PartFile.open(folder).close());
    assertEquals("Is a directory", e.getReason());
  }

  @Test
  void whoeverMayNotReadTheOldFileMayNotReadTheNewOne() throws Exception {
    Path name = folder.resolve("talk.txt");
    assumeTrue(
        Files.getFileStore(folder).supportsFileAttributeView("posix"), "no owner and no group");
    Files.createFile(
        name, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    PartFile.write(name, "secret");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(name)));
  }

  /** What fails once and then works again would leave a gap. */
  @Test
  void behindAGapNothingIsWritten() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "this system has no /dev/full");
    try (PartFile file = PartFile.open(full)) {
      Writer out = file.writer();
      out.write("one");
      assertThrows(IOException.class, out::flush);
      IOException again = assertThrows(IOException.class, file::settle);
      assertEquals("No space left on device", again.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "é", "𝄞"})
  void aNameThatIsJustShortEnoughIsWritten(String letter) throws Exception {
    int size = letter.getBytes(StandardCharsets.UTF_8).length;
    Path name = folder.resolve(letter.repeat(251 / size) + ".txt");
    PartFile.write(name, "words");
    assertEquals("words", Files.readString(name));
    assertFalse(FileNames.beside(name).toString().contains("\ufffd"));
    assertTrue(FileNames.beside(name).toString().endsWith(".part"));
    assertEquals(1, names().size());
  }

  private static void write(PartFile file, String text) throws IOException {
    Writer out = file.writer();
    out.write(text);
    out.flush();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
