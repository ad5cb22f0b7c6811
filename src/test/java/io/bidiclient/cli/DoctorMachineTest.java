package io.bidiclient.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    byte[] pcm = new byte[200];
    for (int i = 0; i < pcm.length; i += 2) {
      pcm[i] = (byte) sample;
      pcm[i + 1] = (byte) (sample >> 8);
    }
    Finding finding = DoctorMachine.level(pcm, pcm.length);
    assertEquals(grade, finding.grade());
    assertEquals(message, finding.message().replace("-0 ", "0 "));
  }

  @Test
  void anEmptyPathHoldsNoFfmpeg() {
    assertEquals(Finding.Grade.WARN, DoctorMachine.ffmpeg(java.util.Map.of()).grade());
  }
}
