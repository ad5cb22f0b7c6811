package io.bidiclient.emulator.vllm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.delivery.Cadence;
import io.bidiclient.emulator.delivery.DeliveredModel;
import io.bidiclient.emulator.delivery.TextDelivery;
import io.bidiclient.emulator.model.EmulatorModel;
import io.bidiclient.emulator.model.ServerFrameClock;
import io.bidiclient.emulator.session.ContainerClosed;
import io.bidiclient.realtime.protocol.ClientEvent;
import io.bidiclient.realtime.protocol.EventCodec;
import io.bidiclient.realtime.protocol.PcmBytes;
import io.bidiclient.realtime.protocol.ProtocolException;
import io.bidiclient.realtime.protocol.ServerEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VllmSessionTest {
  private final List<String> notes = new ArrayList<>();
  private final ScriptModel model = new ScriptModel();
  private VllmSession session = session(EmulatorMode.RELEASED);

  @Test
  void saysThatTheSessionIsCreatedBeforeItIsAsked() throws Exception {
    ServerEvent.SessionCreated created = (ServerEvent.SessionCreated) said().get(0);

    assertTrue(created.id().matches("sess-[0-9a-f]{32}"), created.id());
    assertEquals(1_700_000_000, created.created());
  }

  @Test
  void aNamedModelIsTakenWithoutAnAnswer() throws Exception {
    said();
    update("mistralai/Voxtral-Mini-4B-Realtime-2602");
    update("/opt/ml/model");
    update("");

    assertEquals(List.of(), said());
  }

  @Test
  void anUnknownModelIsRefusedAndTheQueuedAudioKept() throws Exception {
    said();
    append(9000);
    update("whisper");
    assertEquals(
        List.of(new ServerEvent.Failure("The model `whisper` does not exist.", "model_not_found")),
        said());

    update("/opt/ml/model");
    commit(false);
    assertEquals(1, deltas(said()));
  }

  @Test
  void anUnknownModelAfterAKnownOneLeavesTheSessionValidated() throws Exception {
    open();
    update("whisper");
    said();
    append(9000);
    commit(false);

    assertEquals(1, deltas(said()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCommitWithoutAModelIsRefused(boolean last) throws Exception {
    said();
    commit(last);

    ServerEvent.Failure failure = (ServerEvent.Failure) said().get(0);
    assertEquals("model_not_validated", failure.code());
  }

  @Test
  void aNestedModelIsRefused() throws Exception {
    said();
    session.receive("{\"type\":\"session.update\",\"session\":{\"model\":\"/opt/ml/model\"}}");
    commit(false);

    assertEquals(List.of("processing_error", "model_not_validated"), codes(said()));
  }

  @Test
  void badMessagesAreAnsweredAndTheSessionLives() throws Exception {
    open();
    session.receive("hello");
    session.receive("[1]");
    session.receive("{\"no\":\"type\"}");
    session.receive("{\"type\":\"response.create\"}");
    session.receive("{\"type\":\"input_audio_buffer.append\"}");

    List<ServerEvent> said = said();
    assertEquals(
        List.of("invalid_json", "invalid_json", "invalid_event", "unknown_event", "invalid_event"),
        codes(said));
    assertEquals("Invalid JSON", ((ServerEvent.Failure) said.get(0)).message());
    assertEquals(
        "Unknown event type: response.create", ((ServerEvent.Failure) said.get(3)).message());
    assertEquals(18, answer(9000).size() - 1);
  }

  @Test
  void invalidAudioDropsOnlyItsChunk() throws Exception {
    open();
    commit(false);
    append(5000);
    session.receive(EventCodec.encode(new ClientEvent.Append(new PcmBytes(new byte[3]))));
    session.receive(EventCodec.encode(new ClientEvent.Append(new PcmBytes(new byte[0]))));
    session.receive("{\"type\":\"input_audio_buffer.append\",\"audio\":\"%%%\"}");
    append(4000);
    List<ServerEvent> said = said();

    assertEquals(List.of("invalid_audio", "invalid_audio", "invalid_audio"), codes(said));
    assertEquals(1, deltas(said));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8999, 9000, 10_279, 10_280, 16_000, 160_000})
  void answersWithOneDeltaAFrameAndCountsThem(int samples) throws Exception {
    open();
    List<ServerEvent> said = answer(samples);
    long expected = (samples + 12_760L) / 1280 + 1;

    assertEquals(expected, deltas(said));
    ServerEvent.Usage usage = done(said).usage().orElseThrow();
    assertEquals(39, usage.promptTokens());
    assertEquals(expected, usage.completionTokens());
    assertEquals(39 + expected, usage.totalTokens());
    assertEquals(samples, model.heard);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 160, 1280, 4096, 100_000})
  void theModelHearsTheSameBeforeEachFrameHoweverTheAudioIsCut(int step) throws Exception {
    open();
    commit(false);
    List<ServerEvent> said = new ArrayList<>();
    for (int sent = 0; sent < 30_000; sent += step) {
      append(Math.min(step, 30_000 - sent));
      said.addAll(said());
    }
    assertEquals(17, deltas(said));
    commit(true);
    said.addAll(said());

    assertEquals("", model.complaint);
    assertEquals(34, deltas(said));
    assertEquals(34, done(said).usage().orElseThrow().completionTokens());
  }

  @Test
  void doneHoldsAllDeltasJoined() throws Exception {
    model.words = List.of("", " one", "", " two", " \u00e9\u00e8", "");
    open();
    List<ServerEvent> said = answer(16_000);
    StringBuilder joined = new StringBuilder();
    for (ServerEvent event : said) {
      if (event instanceof ServerEvent.Delta delta) {
        joined.append(delta.text());
      }
    }

    assertEquals(" one two \u00e9\u00e8", joined.toString());
    assertEquals(joined.toString(), done(said).text());
  }

  @Test
  void audioBeforeTheFirstCommitIsHeard() throws Exception {
    open();
    append(9000);
    assertEquals(0, said().size());
    commit(false);

    assertEquals(1, deltas(said()));
  }

  @Test
  void withoutAFinalCommitTheLastFramesAreNeverSent() throws Exception {
    open();
    commit(false);
    append(16_000);

    assertEquals(6, deltas(said()));
    session.close();
    assertEquals(List.of(), said());
    assertEquals(1, model.closed);
  }

  @Test
  void aSecondStartWhileRunningIsIgnored() throws Exception {
    open();
    commit(false);
    append(9000);
    commit(false);
    append(1280);
    commit(true);

    List<ServerEvent> said = said();
    assertEquals(19, deltas(said));
    assertEquals(1, model.begun);
    assertEquals(1, notes.size());
  }

  @Test
  void anAppendBetweenFinalAndDoneIsLost() throws Exception {
    open();
    commit(false);
    append(9000);
    commit(true);
    append(9000);
    assertEquals(18, deltas(said()));
    commit(false);
    commit(true);

    assertEquals(0, deltas(said()));
  }

  @Test
  void aFinalCommitHoldsTheFrontBackForAMoment() throws Exception {
    open();
    commit(false);
    append(9000);
    assertEquals(Duration.ZERO, session.pause());
    commit(true);

    assertEquals(Duration.ofMillis(20), session.pause());
    said();
    assertEquals(Duration.ZERO, session.pause());
  }

  @Test
  void aFinalWithNothingRunningIsNotAnsweredAndPoisonsTheNextStart() throws Exception {
    open();
    commit(true);
    assertEquals(List.of(), said());

    append(16_000);
    commit(false);
    List<ServerEvent> said = said();
    assertEquals(0, deltas(said));
    assertEquals("", done(said).text());

    assertEquals(18, deltas(answer(9000)));
  }

  @Test
  void startAndFinalWithoutAudioIsOneEmptyAnswer() throws Exception {
    open();
    commit(false);
    commit(true);

    assertEquals(
        List.of(new ServerEvent.Done("", Optional.of(new ServerEvent.Usage(0, 0)))), said());
  }

  @Test
  void theNextUtteranceStartsItsOwnClock() throws Exception {
    open();
    assertEquals(23, deltas(answer(16_000)));
    List<ServerEvent> second = answer(9000);

    assertEquals(18, deltas(second));
    assertEquals(18, done(second).usage().orElseThrow().completionTokens());
    assertEquals(2, model.begun);
    assertEquals(2, model.closed);
  }

  @Test
  void aModelThatFailsIsAProcessingErrorWithoutDoneAndTheQueueStaysDirty() throws Exception {
    open();
    model.failAt = 3;
    commit(false);
    append(16_000);
    List<ServerEvent> said = said();
    assertEquals(2, deltas(said));
    assertEquals(new ServerEvent.Failure("out of memory", "processing_error"), said.get(2));
    assertEquals(3, said.size());

    model.failAt = 0;
    long before = model.heard;
    commit(false);
    commit(true);
    assertTrue(done(said()).usage().orElseThrow().completionTokens() > 0);
    assertEquals(4440, model.heard - before);
  }

  @Test
  void aModelThatIsNotSoFarIsWaitedFor() throws Exception {
    open();
    model.late = true;
    commit(false);
    append(9000);
    assertEquals(List.of(), said());

    model.late = false;
    assertEquals(1, deltas(said()));
  }

  @Test
  void aBinaryMessageClosesTheSession() {
    assertThrows(
        ContainerClosed.class, () -> session.receiveBinary(ByteBuffer.wrap(new byte[] {1})));
  }

  @Test
  void legacyTakesAnyModelAndAddsNoSilence() throws Exception {
    session = session(EmulatorMode.LEGACY);
    said();
    update("whisper");
    List<ServerEvent> said = answer(16_000);

    assertEquals(6, deltas(said));
    assertEquals(6, done(said).usage().orElseThrow().completionTokens());
  }

  @Test
  void legacyDiesOfAnUtteranceWithoutAudio() throws Exception {
    session = session(EmulatorMode.LEGACY);
    open();
    commit(false);
    commit(true);

    assertThrows(ContainerClosed.class, this::said);
  }

  @Test
  void nextAcknowledgesAndWritesMoreFields() throws Exception {
    session = session(EmulatorMode.NEXT);
    said();
    update("/opt/ml/model");
    assertEquals(List.of(new ServerEvent.SessionUpdated()), said());

    append(9000);
    commit(false);
    assertEquals(
        "{\"type\":\"transcription.delta\",\"delta\":\"\",\"logprobs\":null}",
        session.poll().orElseThrow());
    commit(true);
    assertTrue(done(said()).usage().isPresent());
  }

  @Test
  void nextRefusesMoreThan256WaitingChunks() throws Exception {
    session = session(EmulatorMode.NEXT);
    open();
    for (int i = 0; i < 257; i++) {
      append(1);
    }

    assertEquals(List.of("buffer_full"), codes(said()));
  }

  @Test
  void nextTellsASilentClient() throws Exception {
    session = session(EmulatorMode.NEXT);
    open();
    session.idle();

    assertEquals(List.of("idle_timeout"), codes(said()));
  }

  @Test
  void muteStopsAfterItsFrames() throws Exception {
    session = session(EmulatorMode.MUTE);
    open();

    List<ServerEvent> said = answer(32_000);
    assertEquals(5, deltas(said));
    assertEquals(5, said.size());
  }

  @Test
  void aRutWritesNothingButFrames() throws Exception {
    model.words = List.of(" one");
    session = session(EmulatorMode.RUT);
    open();

    List<ServerEvent> said = answer(9000);
    assertEquals(18, deltas(said));
    assertEquals("", done(said).text());
  }

  @Test
  void aSlowStartHoldsTheFirstGenerationBackOnce() throws Exception {
    session = session(EmulatorMode.SLOW_START);
    open();
    assertEquals(Duration.ZERO, session.pause());
    commit(false);

    assertEquals(Duration.ofSeconds(7), session.pause());
    assertEquals(Duration.ZERO, session.pause());
  }

  @Test
  void asMuchSilenceIsAddedAsTextIsHeldBackBy() throws Exception {
    model.words = List.of("", " one", " two");
    session = session(TextDelivery.PLAIN.withDelay(25));
    open();
    List<ServerEvent> said = answer(16_000);
    long frames = ServerFrameClock.total(16_000) + 25;
    assertEquals(frames, deltas(said));
    assertEquals(Optional.of(new ServerEvent.Usage(39, frames)), done(said).usage());
    assertEquals(new ServerEvent.Delta(" one"), said.get(26));
    assertEquals(" one two", done(said).text());
  }

  @Test
  void aServerOfTokensHasNoDeltaWithoutText() throws Exception {
    model.words = List.of("", " one", "", " two three");
    session = session(TextDelivery.PLAIN.withCadence(Cadence.TOKEN));
    open();
    List<ServerEvent> said = answer(16_000);
    assertEquals(
        List.of(
            new ServerEvent.Delta(" one"),
            new ServerEvent.Delta(" two"),
            new ServerEvent.Delta(" three"),
            new ServerEvent.Done(" one two three", Optional.of(new ServerEvent.Usage(39, 3)))),
        said);
  }

  @Test
  void aSegmentIsSaidAtTheEndAtTheLatest() throws Exception {
    int frames = (int) ServerFrameClock.total(16_000);
    model.words = new ArrayList<>(Collections.nCopies(frames, ""));
    model.words.set(frames - 1, " last");
    session = session(TextDelivery.PLAIN.withCadence(Cadence.SEGMENT));
    open();
    List<ServerEvent> said = answer(16_000);
    assertEquals(List.of(new ServerEvent.Delta(" last")), said.subList(0, said.size() - 1));
    assertEquals(" last", done(said).text());
  }

  private VllmSession session(TextDelivery delivery) {
    EmulatorOptions options =
        EmulatorOptions.defaults()
            .withModel(new DeliveredModel(model, delivery))
            .withDelivery(delivery)
            .withNotes(notes::add);
    return new VllmSession(options, () -> {}, InstantSource.system());
  }

  private VllmSession session(EmulatorMode mode) {
    EmulatorOptions options =
        EmulatorOptions.defaults()
            .withModel(model)
            .withMode(mode)
            .withMuteAfter(5)
            .withSlowStart(Duration.ofSeconds(7))
            .withNotes(notes::add);
    return new VllmSession(
        options, () -> {}, InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000)));
  }

  private void open() throws Exception {
    update("/opt/ml/model");
    said();
  }

  private void update(String name) throws ContainerClosed {
    session.receive(EventCodec.encode(new ClientEvent.SessionUpdate(Optional.of(name))));
  }

  private void append(int samples) throws ContainerClosed {
    byte[] pcm = new byte[2 * samples];
    session.receive(EventCodec.encode(new ClientEvent.Append(new PcmBytes(pcm))));
  }

  private void commit(boolean last) throws ContainerClosed {
    session.receive(EventCodec.encode(new ClientEvent.Commit(last)));
  }

  private List<ServerEvent> answer(int samples) throws Exception {
    commit(false);
    append(samples);
    commit(true);
    return said();
  }

  private List<ServerEvent> said() throws ContainerClosed, ProtocolException {
    List<ServerEvent> events = new ArrayList<>();
    for (Optional<String> next = session.poll(); next.isPresent(); next = session.poll()) {
      events.add(EventCodec.decodeServer(next.get()));
    }
    return events;
  }

  private static long deltas(List<ServerEvent> events) {
    return events.stream().filter(event -> event instanceof ServerEvent.Delta).count();
  }

  private static List<String> codes(List<ServerEvent> events) {
    return events.stream()
        .filter(event -> event instanceof ServerEvent.Failure)
        .map(event -> ((ServerEvent.Failure) event).code())
        .toList();
  }

  private static ServerEvent.Done done(List<ServerEvent> events) {
    return (ServerEvent.Done) events.get(events.size() - 1);
  }

  /** Says the given words, one a frame, and watches when it is asked for them. */
  private static final class ScriptModel implements EmulatorModel {
    private List<String> words = List.of();
    private String complaint = "";
    private boolean late;
    private int failAt;
    private int begun;
    private int closed;
    private long heard;

    @Override
    public String about() {
      return "says what the test wants";
    }

    @Override
    public Utterance begin(Runnable ready) {
      begun++;
      long from = heard;
      return new Utterance() {
        private int frame;
        private boolean ended;

        @Override
        public void hear(byte[] pcm, int offset, int length) {
          heard += length / 2;
        }

        @Override
        public void end() {
          ended = true;
        }

        @Override
        public Optional<String> frame() throws IOException {
          if (late) {
            return Optional.empty();
          }
          frame++;
          if (frame == failAt) {
            throw new IOException("out of memory");
          }
          if (!ended && heard - from != ServerFrameClock.samplesBefore(frame)) {
            complaint = "frame " + frame + " after " + (heard - from) + " samples";
          }
          return Optional.of(frame <= words.size() ? words.get(frame - 1) : "");
        }

        @Override
        public void close() {
          closed++;
        }
      };
    }
  }
}
