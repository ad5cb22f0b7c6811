package io.bidiclient.cli.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bidiclient.run.settings.OutputChoice;
import io.bidiclient.transcript.write.Format;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class OutputReaderTest {
  @ParameterizedTest
  @CsvSource({
    "srt, SRT, ",
    "srt=-, SRT, ",
    "SRT=a.txt, SRT, a.txt",
    "subs.srt, SRT, subs.srt",
    "out/talk.TXT, TEXT, out/talk.TXT",
    "a=b.vtt, VTT, a=b.vtt",
    "json=a=b, JSON, a=b",
    "talk.jsonl, JSONL, talk.jsonl"
  })
  void aFormatAFileOrBoth(String text, Format format, String file) {
    assertEquals(
        new OutputChoice(format, Optional.ofNullable(file).map(Path::of)),
        new OutputReader().convert(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"subs.doc", "srt=", "-", "subs", "str=x"})
  void anythingElseIsRefused(String text) {
    assertThrows(TypeConversionException.class, () -> new OutputReader().convert(text));
  }
}
