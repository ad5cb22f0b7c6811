package io.bidiclient.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorMachineTest {
  @ParameterizedTest
  @CsvSource({
    "32767, OK, 0 dBFS",
    "-3277, OK, -20 dBFS",
    "3, WARN, -81 dBFS is very faint",
    "0, WARN, it delivers nothing but zeros"
  })
  void theLevelIsThatOfTheSamples(short sample, Finding.Grade grade, String message) {
    float[] samples = new float[100];
    Arrays.fill(samples, sample / 32_768f);
    Finding finding = DoctorMachine.level(samples);
    assertEquals(grade, finding.grade());
    assertEquals(message, finding.message().replace("-0 ", "0 "));
  }

  @Test
  void anEmptyPathHoldsNoFfmpeg() {
    assertEquals(Finding.Grade.WARN, DoctorMachine.ffmpeg(Map.of()).grade());
  }

  @Test
  void aDirectoryOfThatNameIsNoFfmpeg(@TempDir Path folder) throws IOException {
    Files.createDirectory(folder.resolve("ffmpeg"));
    assertEquals(
        Finding.Grade.WARN, DoctorMachine.ffmpeg(Map.of("PATH", folder.toString())).grade());
  }
}
