package io.bidiclient.run.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputListTest {
  @TempDir private Path folder;

  @Test
  void aDirectoryGivesSoundAndFilmsWhateverTheirCase() throws Exception {
    for (String name :
        List.of("a.wav", "b.MP3", "c.flac", "d.m4a", "e.mp4", "f.aiff", "notes.txt", ".g.wav")) {
      Files.createFile(folder.resolve(name));
    }
    List<String> names =
        InputList.of(List.of(folder.toString()), false).stream()
            .map(item -> folder.relativize(Path.of(item.source())).toString())
            .toList();
    assertEquals(List.of("a.wav", "b.MP3", "c.flac", "d.m4a", "e.mp4", "f.aiff"), names);
  }
}
