package io.bidiclient.transcript.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.transcript.TimestampBasis;
import io.bidiclient.transcript.Word;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Subtitles on a machine whose language has digits of its own, which no player reads. */
@Isolated
class NativeDigitsTest {
  private final Locale before = Locale.getDefault(Locale.Category.FORMAT);

  @BeforeEach
  void speakPersian() {
    Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("fa-IR"));
    assertEquals("\u06f7", String.format("%d", 7));
  }

  @AfterEach
  void speakAsBefore() {
    Locale.setDefault(Locale.Category.FORMAT, before);
  }

  @Test
  void timesAreWrittenInTheDigitsOfTheFormats() {
    assertEquals("01:02:03.045", Cue.time(3_723_045, '.'));
  }

  @Test
  void everySubtitleFormatHasThem() throws IOException {
    for (SubtitleWriter.Form form : SubtitleWriter.Form.values()) {
      StringWriter out = new StringWriter();
      SubtitleWriter writer = new SubtitleWriter(out, form);
      writer.write(new Word(" ", "done", 5_120, 6_400, TimestampBasis.FRAMES));
      writer.write(Runs.summary(RunStatus.COMPLETE));
      assertEquals(
          List.of(),
          out.toString().chars().filter(c -> c > '\u007f').boxed().toList(),
          form.name());
      assertEquals(1, out.toString().split("00:00:00[.,]320", -1).length - 1, form.name());
    }
  }
}
