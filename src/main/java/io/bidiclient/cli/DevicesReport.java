package io.bidiclient.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bidiclient.audio.PcmFormat;
import io.bidiclient.audio.capture.CaptureDevice;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/** Capture devices as text. */
final class DevicesReport {
  private DevicesReport() {}

  /** Two lines a device. */
  static String text(List<CaptureDevice> devices) {
    StringBuilder text = new StringBuilder();
    for (CaptureDevice device : devices) {
      text.append(
          String.format("%-3d %s (%s)%n", device.index(), device.name(), device.description()));
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
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("devices");
      for (CaptureDevice device : devices) {
        json.writeStartObject();
        json.writeNumberField("index", device.index());
        json.writeStringField("name", device.name());
        json.writeStringField("description", device.description());
        json.writeArrayFieldStart("formats");
        for (PcmFormat format : device.formats()) {
          json.writeStartObject();
          json.writeStringField("encoding", format.encoding().label());
          json.writeNumberField("rate", format.rate());
          json.writeNumberField("channels", format.channels());
          json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }

  private static String words(PcmFormat format) {
    String kind = format.channels() == 1 ? "mono" : "stereo";
    return format.rate() + " Hz " + kind;
  }
}
