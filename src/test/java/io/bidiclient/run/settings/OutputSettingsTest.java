package io.bidiclient.run.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.terminal.ColorMode;
import io.bidiclient.transcript.write.Format;
import io.bidiclient.transport.s3.S3Address;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When the digest of what was sent is told, and so has to be made. */
class OutputSettingsTest {
  private static final HookSettings POSTS =
      new HookSettings(
          Optional.empty(), false, Optional.of(URI.create("http://127.0.0.1/")), Optional.empty());

  @Test
  void formatsWithASummaryTellTheDigest() {
    Set<Format> telling =
        Stream.of(Format.values())
            .filter(format -> told(format, false, KeptFiles.NOTHING, HookSettings.NONE))
            .collect(Collectors.toSet());
    assertEquals(Set.of(Format.JSON, Format.JSONL), telling);
  }

  @Test
  void soDoFiguresRecordingsAndHooks() {
    Path file = Path.of("kept");
    KeptFiles recording = new KeptFiles(Optional.of(file), Optional.empty());
    KeptFiles audio = new KeptFiles(Optional.empty(), Optional.of(file));
    assertEquals(true, told(Format.TEXT, true, KeptFiles.NOTHING, HookSettings.NONE));
    assertEquals(true, told(Format.TEXT, false, recording, HookSettings.NONE));
    assertEquals(false, told(Format.TEXT, false, audio, HookSettings.NONE));
    assertEquals(true, told(Format.TEXT, false, KeptFiles.NOTHING, POSTS));
  }

  @Test
  void soDoBuckets() {
    assertEquals(
        true,
        told(
            Format.TEXT,
            Optional.of(new S3Address("bucket", "folder/", Optional.empty())),
            false,
            KeptFiles.NOTHING,
            HookSettings.NONE));
  }

  private static boolean told(Format format, boolean stats, KeptFiles kept, HookSettings hooks) {
    return told(format, Optional.empty(), stats, kept, hooks);
  }

  private static boolean told(
      Format format,
      Optional<S3Address> bucket,
      boolean stats,
      KeptFiles kept,
      HookSettings hooks) {
    return new OutputSettings(
            List.of(new OutputChoice(format, Optional.empty())),
            Optional.empty(),
            bucket,
            OutputSettings.Existing.REFUSE,
            1,
            Optional.empty(),
            kept,
            stats,
            false,
            ColorMode.NEVER,
            Optional.empty(),
            hooks,
            new MetricsChoice.Off())
        .tellsDigest();
  }
}
