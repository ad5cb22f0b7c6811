package io.bidiclient.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
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
    assertEquals(Finding.Grade.WARN, DoctorMachine.ffmpeg(java.util.Map.of()).grade());
  }
}
