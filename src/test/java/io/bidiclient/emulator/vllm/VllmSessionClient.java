package io.bidiclient.emulator.vllm;

import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.delivery.DeliveredModel;
import io.bidiclient.emulator.delivery.TextDelivery;
import io.bidiclient.emulator.session.ContainerClosed;
import io.bidiclient.realtime.protocol.ClientEvent;
import io.bidiclient.realtime.protocol.EventCodec;
import io.bidiclient.realtime.protocol.PcmBytes;
import io.bidiclient.realtime.protocol.ProtocolException;
import io.bidiclient.realtime.protocol.ServerEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The client of a session whose model says what a test wants. Not thread-safe. */
final class VllmSessionClient {
  final ScriptModel model;

  /** Lines for the emulator's log. */
  final List<String> notes;

  final VllmSession session;

  private VllmSessionClient(ScriptModel model, List<String> notes, VllmSession session) {
    this.model = model;
    this.notes = notes;
    this.session = session;
  }

  /**
   * A session at 2023-11-14T22:13:20Z; {@code MUTE} and {@code SLOW_START} take 5 frames and 7 s.
   */
  static VllmSessionClient in(EmulatorMode mode) {
    ScriptModel model = new ScriptModel();
    List<String> notes = new ArrayList<>();
    EmulatorOptions options =
        EmulatorOptions.defaults()
            .withModel(model)
            .withMode(mode)
            .withMuteAfter(5)
            .withSlowStart(Duration.ofSeconds(7))
            .withNotes(notes::add);
    return new VllmSessionClient(
        model,
        notes,
        new VllmSession(
            options, () -> {}, InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000))));
  }

  /** A session of the released vLLM whose text is delivered like this. */
  static VllmSessionClient with(TextDelivery delivery) {
    ScriptModel model = new ScriptModel();
    List<String> notes = new ArrayList<>();
    EmulatorOptions options =
        EmulatorOptions.defaults()
            .withModel(new DeliveredModel(model, delivery))
            .withDelivery(delivery)
            .withNotes(notes::add);
    return new VllmSessionClient(
        model, notes, new VllmSession(options, () -> {}, InstantSource.system()));
  }

  /** Names a known model, and drops what is said until then. */
  void open() throws Exception {
    update("/opt/ml/model");
    said();
  }

  void update(String name) throws ContainerClosed {
    session.receive(EventCodec.encode(new ClientEvent.SessionUpdate(Optional.of(name))));
  }

  /** Sends so much silence. */
  void append(int samples) throws ContainerClosed {
    byte[] pcm = new byte[2 * samples];
    session.receive(EventCodec.encode(new ClientEvent.Append(new PcmBytes(pcm))));
  }

  void commit(boolean last) throws ContainerClosed {
    session.receive(EventCodec.encode(new ClientEvent.Commit(last)));
  }

  /** What a whole utterance of so many samples is answered. */
  List<ServerEvent> answer(int samples) throws Exception {
    commit(false);
    append(samples);
    commit(true);
    return said();
  }

  /** All that the session says now. */
  List<ServerEvent> said() throws ContainerClosed, ProtocolException {
    List<ServerEvent> events = new ArrayList<>();
    for (Optional<String> next = session.poll(); next.isPresent(); next = session.poll()) {
      events.add(EventCodec.decodeServer(next.get()));
    }
    return events;
  }

  static long deltas(List<ServerEvent> events) {
    return events.stream().filter(event -> event instanceof ServerEvent.Delta).count();
  }

  static List<String> codes(List<ServerEvent> events) {
    return events.stream()
        .filter(event -> event instanceof ServerEvent.Failure)
        .map(event -> ((ServerEvent.Failure) event).code())
        .toList();
  }

  static ServerEvent.Done done(List<ServerEvent> events) {
    return (ServerEvent.Done) events.get(events.size() - 1);
  }
}
