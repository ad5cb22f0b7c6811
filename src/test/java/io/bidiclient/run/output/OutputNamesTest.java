package io.bidiclient.run.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bidiclient.problem.CommandException;
import io.bidiclient.run.input.InputItem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputNamesTest {
  /** In case, and in an accent as one character or as two. */
  @ParameterizedTest
  @CsvSource({"Talk, talk", "caf\u00e9, cafe\u0301"})
  void whatOnlyTheDiskTellsApartIsLeftToTheDisk(String one, String other) throws Exception {
    InputItem first = InputItem.one("a/" + one + ".wav");
    InputItem second = InputItem.one("b/" + other + ".wav");
    OutputNames names = OutputNames.of(List.of(first, second), () -> true);
    assertEquals(Path.of(one), names.of(first));
    assertEquals(Path.of(other), names.of(second));
    assertEquals(List.of(), names.kept());
    String hint =
        assertThrows(
                CommandException.class, () -> OutputNames.of(List.of(first, second), () -> false))
            .problem()
            .hint();
    assertEquals("rename one of them: the output directory does not tell such names apart", hint);
  }
}
