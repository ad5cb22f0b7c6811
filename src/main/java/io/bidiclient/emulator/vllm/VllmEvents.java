package io.bidiclient.emulator.vllm;

import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.realtime.protocol.EventCodec;
import io.bidiclient.realtime.protocol.ServerEvent;
import java.util.List;

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
    ServerEvent event = new ServerEvent.Delta(text);
    return mode == EmulatorMode.NEXT
        ? EventCodec.encode(event, json -> json.nothing("logprobs"))
        : EventCodec.encode(event);
  }

  String done(ServerEvent.Done done) {
    return mode == EmulatorMode.NEXT
        ? EventCodec.encode(done, json -> json.texts("segments", List.of()))
        : EventCodec.encode(done);
  }

  String error(String message, String code) {
    return EventCodec.encode(new ServerEvent.Failure(message, code));
  }
}
