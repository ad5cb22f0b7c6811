package io.bidiclient.audio.capture;

import io.bidiclient.audio.AudioException;
import io.bidiclient.audio.AudioSource;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.problem.Warning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;

/** The capture devices of this machine, as Java Sound knows them. */
public final class CaptureDevices {
  /** What a driver keeps while nobody reads: half a second. */
  private static final int DRIVER_BUFFERS_A_SECOND = 2;

  private CaptureDevices() {}

  /** All devices, the system's default first. */
  public static List<CaptureDevice> list() {
    List<CaptureDevice> devices = new ArrayList<>();
    for (Mixer mixer : mixers()) {
      Mixer.Info info = mixer.getMixerInfo();
      devices.add(
          new CaptureDevice(
              devices.size(), info.getName(), info.getDescription(), CaptureFormats.of(mixer)));
    }
    return devices;
  }

  /**
   * Turns a device on.
   *
   * @param name what it is called in messages
   * @param wanted its index, or a part of its name or description; empty for the default
   * @param warnings takes, on the reading thread, what a person should know of it
   * @return must be read all the time: wrap it in a {@link DropOldestSource}
   * @throws AudioException when there is no such device, or it cannot be opened
   */
  public static AudioSource open(String name, String wanted, Consumer<Warning> warnings)
      throws AudioException {
    Mixer mixer = mixers().get(choose(name, wanted, list()).index());
    List<String> refusals = new ArrayList<>();
    for (PcmFormat format : CaptureFormats.of(mixer)) {
      try {
        CaptureLine line = start(mixer, format);
        String system = System.getProperty("os.name", "");
        CaptureMonitor watch = new CaptureMonitor(name, system, format, warnings);
        return new Microphone(
            name, format, line, watch, System::nanoTime, LockSupport::parkNanos, warnings);
      } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
        refusals.add(e.getMessage());
      }
    }
    throw new AudioException(
        name
            + ": cannot open it: "
            + refusals.stream().distinct().collect(Collectors.joining("; ")),
        "end the program that uses it, or choose another of 'bidi-client devices'");
  }

  /** The device that is meant. */
  static CaptureDevice choose(String name, String wanted, List<CaptureDevice> devices)
      throws AudioException {
    if (devices.isEmpty()) {
      throw new AudioException(
          name + ": this machine has no microphone", "plug one in, or transcribe files");
    }
    String part = wanted.toLowerCase(Locale.ROOT);
    List<CaptureDevice> exact =
        matching(
            devices,
            device ->
                wanted.equals(Integer.toString(device.index()))
                    || part.equals(device.name().toLowerCase(Locale.ROOT)));
    List<CaptureDevice> found =
        exact.isEmpty()
            ? matching(
                devices,
                device ->
                    (device.name() + "\n" + device.description())
                        .toLowerCase(Locale.ROOT)
                        .contains(part))
            : exact;
    if (found.isEmpty() || (found.size() > 1 && !wanted.isEmpty())) {
      String which = found.isEmpty() ? "no device is" : found.size() + " devices are";
      List<CaptureDevice> these = found.isEmpty() ? devices : found;
      throw new AudioException(
          name + ": " + which + " called so: " + names(these),
          "name one by its index, as mic:" + these.get(0).index());
    }
    return found.get(0);
  }

  private static List<CaptureDevice> matching(
      List<CaptureDevice> devices, Predicate<CaptureDevice> condition) {
    return devices.stream().filter(condition).toList();
  }

  private static String names(List<CaptureDevice> devices) {
    return devices.stream()
        .map(device -> device.index() + " " + device.name())
        .collect(Collectors.joining(", "));
  }

  private static CaptureLine start(Mixer mixer, PcmFormat format) throws LineUnavailableException {
    TargetDataLine line = (TargetDataLine) mixer.getLine(CaptureFormats.line(format));
    line.open(
        CaptureFormats.sampled(format),
        format.rate() / DRIVER_BUFFERS_A_SECOND * format.frameBytes());
    line.start();
    return new SampledLine(line);
  }

  private static List<Mixer> mixers() {
    return Arrays.stream(AudioSystem.getMixerInfo())
        .map(AudioSystem::getMixer)
        .filter(mixer -> !CaptureFormats.of(mixer).isEmpty())
        .toList();
  }
}
