package io.bidiclient.cli;

import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.capture.CaptureDevice;
import io.bidiclient.json.JsonBody;
import io.bidiclient.json.JsonText;
import io.bidiclient.text.PrintableText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Capture devices as text. */
final class DevicesReport {
  private DevicesReport() {}

  /** Two lines a device. */
  static String text(List<CaptureDevice> devices) {
    StringBuilder text = new StringBuilder();
    for (CaptureDevice device : devices) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-3d %s%n",
              device.index(),
              PrintableText.line(device.name() + " (" + device.description() + ")")));
      text.append(
          String.format(
              "    %s%n",
              device.formats().stream()
                  .map(DevicesReport::words)
                  .collect(Collectors.joining(", "))));
    }
    return text.toString();
  }

  /** One object and an end of line. */
  static String json(List<CaptureDevice> devices) {
    return JsonText.line(
        json -> json.objects("devices", devices, device -> each -> fields(each, device)));
  }

  private static void fields(JsonBody json, CaptureDevice device) {
    json.number("index", device.index());
    json.text("name", device.name());
    json.text("description", device.description());
    json.objects("formats", device.formats(), format -> each -> fields(each, format));
  }

  private static void fields(JsonBody json, PcmFormat format) {
    json.text("encoding", format.encoding().label());
    json.number("rate", format.rate());
    json.number("channels", format.channels());
  }

  private static String words(PcmFormat format) {
    String kind = format.channels() == 1 ? "mono" : "stereo";
    return format.rate() + " Hz " + kind;
  }
}
