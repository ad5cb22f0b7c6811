package io.bidiclient.emulator.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program is looked for before anything starts. */
class ExecModelTest {
  @TempDir private Path folder;
  private Path program;
  private String path;

  @BeforeEach
  void install() throws IOException {
    program = Files.createFile(folder.resolve("my model"));
    assertTrue(program.toFile().setExecutable(true));
    Files.createFile(folder.resolve("notes.txt"));
    Files.createDirectory(folder.resolve("weights"));
    path = folder.resolve("empty") + File.pathSeparator + folder;
  }

  @Test
  void isFoundByItsPathAndOnTheSearchPath() throws IOException {
    assertEquals("lets my model transcribe", ExecModel.of("'my model' --stdin", path).about());
    assertEquals("lets my model transcribe", ExecModel.of("'" + program + "'", "").about());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nope", "notes.txt", "weights", "./my model", "nope/my"})
  void whatIsNoProgramIsRefusedByName(String name) {
    IOException refused =
        assertThrows(IOException.class, () -> ExecModel.of("'" + name + "' --stdin", path));
    assertEquals("no program '" + name + "' was found", refused.getMessage());
  }

  @Test
  void anEmptyCommandIsNone() {
    assertThrows(IllegalArgumentException.class, () -> ExecModel.of("", path));
  }
}
