package io.bidiclient.audio.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.Encoding;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.problem.Warning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MicrophoneTest {
  private static final PcmFormat FORMAT = new PcmFormat(Encoding.S16LE, 16_000, 1);
  private static final int BLOCK = 1_280;

  private final List<Warning> warnings = new ArrayList<>();
  private final Line line = new Line();

  /** Moves by what is slept; owned by the test. */
  private long now;

  private final Microphone microphone = microphone(line);

  @Test
  void givesWhatIsThereAndAtMostEightyMillisecondsAtOnce() throws Exception {
    line.frames = 3;
    float[] buffer = new float[4_096];
    assertEquals(3, microphone.read(buffer));
    assertArrayEquals(new float[] {0.25f, 0.25f, 0.25f, 0}, Arrays.copyOf(buffer, 4));
    line.frames = 5_000;
    assertEquals(BLOCK, microphone.read(buffer));
    assertEquals(100, microphone.read(new float[100]));
    assertTrue(microphone.isLive());
  }

  @Test
  void fiveSecondsWithoutAnythingAreTheEndOfADevice() throws Exception {
    line.frames = BLOCK;
    assertEquals(BLOCK, microphone.read(new float[BLOCK]));
    long before = now;
    AudioException gone =
        assertThrows(AudioException.class, () -> microphone.read(new float[BLOCK]));
    assertEquals(5_000, (now - before) / 1_000_000);
    assertEquals("mic: it delivers nothing any more", gone.getMessage());
    assertEquals("plug it in again, or choose another of 'bidi-client devices'", gone.hint());
  }

  @Test
  void aDeviceThatReadsNothingOfWhatItHasIsGoneToo() {
    line.frames = BLOCK;
    line.broken = true;
    assertThrows(AudioException.class, () -> microphone.read(new float[BLOCK]));
  }

  @Test
  void whatTheDeviceLostIsToldWithItsPlace() throws Exception {
    Microphone timed = microphone(new Driver());
    float[] buffer = new float[BLOCK];
    int frames = 0;
    while (frames < 2 * FORMAT.rate()) {
      frames += timed.read(buffer);
    }
    // What waits is read later, and nothing is lost.
    now += 450_000_000;
    while (frames < 4 * FORMAT.rate()) {
      frames += timed.read(buffer);
    }
    assertEquals(List.of(), warnings);
    // Half a second waits, and the rest is lost.
    now += 1_230_000_000;
    while (frames < 6 * FORMAT.rate()) {
      frames += timed.read(buffer);
    }
    assertEquals(
        List.of(
            new Warning(
                "overrun",
                "mic lost 730 ms of audio at 4.5 s: the machine was too busy to read it")),
        warnings);
  }

  @Test
  void closingEndsItAndClosesTheDevice() throws Exception {
    microphone.close();
    assertTrue(line.closed);
    assertEquals(-1, microphone.read(new float[BLOCK]));
  }

  @ParameterizedTest
  @CsvSource({"'', 0", "1, 1", "usb, 1", "usb mic, 1", "USB Microphone, 1", "webcam, 2", "hw:2, 2"})
  void aDeviceIsMeantByItsIndexOrAPartOfItsName(String wanted, int index) throws Exception {
    assertEquals(index, CaptureDevices.choose("mic", wanted, devices()).index());
  }

  @ParameterizedTest
  @CsvSource({
    "7, no device is called so",
    "jack, no device is called so",
    "direct, 3 devices are called so"
  })
  void aNameThatFitsNoneOrManyIsAnError(String wanted, String why) {
    AudioException refusal =
        assertThrows(
            AudioException.class, () -> CaptureDevices.choose("mic:" + wanted, wanted, devices()));
    assertEquals(
        "mic:" + wanted + ": " + why + ": 0 default, 1 USB Microphone, 2 Webcam",
        refusal.getMessage());
    assertEquals("name one by its index, as mic:0", refusal.hint());
  }

  @Test
  void aMachineWithoutADeviceSaysSo() {
    AudioException refusal =
        assertThrows(AudioException.class, () -> CaptureDevices.choose("mic", "", List.of()));
    assertEquals("mic: this machine has no microphone", refusal.getMessage());
  }

  private Microphone microphone(CaptureLine of) {
    return new Microphone(
        "mic",
        FORMAT,
        of,
        new CaptureMonitor("mic", "Linux", FORMAT, warnings::add),
        () -> now,
        nanos -> now += nanos,
        warnings::add);
  }

  private static List<CaptureDevice> devices() {
    return List.of(
        new CaptureDevice(0, "default", "Direct Audio Device", List.of(FORMAT)),
        new CaptureDevice(1, "USB Microphone", "Direct Audio Device hw:1", List.of(FORMAT)),
        new CaptureDevice(2, "Webcam", "Direct Audio Device hw:2", List.of(FORMAT)));
  }

  /** A device whose samples are all a quarter of full scale. */
  private static final class Line implements CaptureLine {
    private int frames;
    private boolean broken;
    private boolean closed;

    @Override
    public int available() {
      return 2 * frames;
    }

    @Override
    public int read(byte[] bytes, int length) {
      if (broken) {
        return 0;
      }
      for (int i = 0; i < length; i += 2) {
        bytes[i] = 0;
        bytes[i + 1] = 0x20;
      }
      frames -= length / 2;
      return length;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** A device in time that keeps half a second of what nobody reads, and loses the rest. */
  private final class Driver implements CaptureLine {
    private static final long KEPT = 8_000;

    private long gone;

    @Override
    public int available() {
      long waiting = now / 1_000 * FORMAT.rate() / 1_000_000 - gone;
      gone += Math.max(0, waiting - KEPT);
      return (int) (2 * Math.min(KEPT, waiting));
    }

    @Override
    public int read(byte[] bytes, int length) {
      Arrays.fill(bytes, 0, length, (byte) 1);
      gone += length / 2;
      return length;
    }

    @Override
    public void close() {
      gone = Long.MAX_VALUE;
    }
  }
}
