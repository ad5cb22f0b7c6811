package io.bidiclient.emulator.vllm;

import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.realtime.protocol.EventCodec;
import io.bidiclient.realtime.protocol.ServerEvent;

/** A server's events as the emulated version writes them. */
final class VllmEvents {
  private final EmulatorMode mode;

  VllmEvents(EmulatorMode mode) {
    this.mode = mode;
  }

  String write(ServerEvent event) {
    return EventCodec.encode(event);
  }

  String delta(String text) {
    String event = EventCodec.encode(new ServerEvent.Delta(text));
    return mode == EmulatorMode.NEXT ? with(event, "\"logprobs\":null") : event;
  }

  String done(ServerEvent.Done done) {
    String event = EventCodec.encode(done);
    return mode == EmulatorMode.NEXT ? with(event, "\"segments\":[]") : event;
  }

  String error(String message, String code) {
    return EventCodec.encode(new ServerEvent.Failure(message, code));
  }

  private static String with(String object, String field) {
    return object.substring(0, object.length() - 1) + "," + field + "}";
  }
}
