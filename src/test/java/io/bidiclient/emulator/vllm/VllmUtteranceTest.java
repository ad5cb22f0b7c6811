package io.bidiclient.emulator.vllm;

import static io.bidiclient.emulator.vllm.VllmSessionClient.deltas;
import static io.bidiclient.emulator.vllm.VllmSessionClient.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.realtime.protocol.ServerEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the first commit to {@code done}: frames, deltas and their counts. */
class VllmUtteranceTest {
  private final VllmSessionClient client = VllmSessionClient.in(EmulatorMode.RELEASED);

  @ParameterizedTest
  @ValueSource(ints = {1, 8999, 9000, 10_279, 10_280, 16_000, 160_000})
  void answersWithOneDeltaAFrameAndCountsThem(int samples) throws Exception {
    client.open();
    List<ServerEvent> said = client.answer(samples);
    long expected = (samples + 12_760L) / 1280 + 1;

    assertEquals(expected, deltas(said));
    ServerEvent.Usage usage = done(said).usage().orElseThrow();
    assertEquals(39, usage.promptTokens());
    assertEquals(expected, usage.completionTokens());
    assertEquals(39 + expected, usage.totalTokens());
    assertEquals(samples, client.model.heard);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 160, 1280, 4096, 100_000})
  void theModelHearsTheSameBeforeEachFrameHoweverTheAudioIsCut(int step) throws Exception {
    client.open();
    client.commit(false);
    List<ServerEvent> said = new ArrayList<>();
    for (int sent = 0; sent < 30_000; sent += step) {
      client.append(Math.min(step, 30_000 - sent));
      said.addAll(client.said());
    }
    assertEquals(17, deltas(said));
    client.commit(true);
    said.addAll(client.said());

    assertEquals("", client.model.complaint);
    assertEquals(34, deltas(said));
    assertEquals(34, done(said).usage().orElseThrow().completionTokens());
  }

  @Test
  void doneHoldsAllDeltasJoined() throws Exception {
    client.model.words = List.of("", " one", "", " two", " \u00e9\u00e8", "");
    client.open();
    List<ServerEvent> said = client.answer(16_000);
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
    client.open();
    client.append(9000);
    assertEquals(0, client.said().size());
    client.commit(false);

    assertEquals(1, deltas(client.said()));
  }

  @Test
  void withoutAFinalCommitTheLastFramesAreNeverSent() throws Exception {
    client.open();
    client.commit(false);
    client.append(16_000);

    assertEquals(6, deltas(client.said()));
    client.session.close();
    assertEquals(List.of(), client.said());
    assertEquals(1, client.model.closed);
  }

  @Test
  void aSecondStartWhileRunningIsIgnored() throws Exception {
    client.open();
    client.commit(false);
    client.append(9000);
    client.commit(false);
    client.append(1280);
    client.commit(true);

    List<ServerEvent> said = client.said();
    assertEquals(19, deltas(said));
    assertEquals(1, client.model.begun);
    assertEquals(1, client.notes.size());
  }

  @Test
  void anAppendBetweenFinalAndDoneIsLost() throws Exception {
    client.open();
    client.commit(false);
    client.append(9000);
    client.commit(true);
    client.append(9000);
    assertEquals(18, deltas(client.said()));
    client.commit(false);
    client.commit(true);

    assertEquals(0, deltas(client.said()));
  }

  @Test
  void aFinalCommitHoldsTheFrontBackForAMoment() throws Exception {
    client.open();
    client.commit(false);
    client.append(9000);
    assertEquals(Duration.ZERO, client.session.pause());
    client.commit(true);

    assertEquals(Duration.ofMillis(20), client.session.pause());
    client.said();
    assertEquals(Duration.ZERO, client.session.pause());
  }

  @Test
  void aFinalWithNothingRunningIsNotAnsweredAndPoisonsTheNextStart() throws Exception {
    client.open();
    client.commit(true);
    assertEquals(List.of(), client.said());

    client.append(16_000);
    client.commit(false);
    List<ServerEvent> said = client.said();
    assertEquals(0, deltas(said));
    assertEquals("", done(said).text());

    assertEquals(18, deltas(client.answer(9000)));
  }

  @Test
  void startAndFinalWithoutAudioIsOneEmptyAnswer() throws Exception {
    client.open();
    client.commit(false);
    client.commit(true);

    assertEquals(
        List.of(new ServerEvent.Done("", Optional.of(new ServerEvent.Usage(0, 0)))), client.said());
  }

  @Test
  void theNextUtteranceStartsItsOwnClock() throws Exception {
    client.open();
    assertEquals(23, deltas(client.answer(16_000)));
    List<ServerEvent> second = client.answer(9000);

    assertEquals(18, deltas(second));
    assertEquals(18, done(second).usage().orElseThrow().completionTokens());
    assertEquals(2, client.model.begun);
    assertEquals(2, client.model.closed);
  }

  @Test
  void aModelThatFailsIsAProcessingErrorWithoutDoneAndTheQueueStaysDirty() throws Exception {
    client.open();
    client.model.failAt = 3;
    client.commit(false);
    client.append(16_000);
    List<ServerEvent> said = client.said();
    assertEquals(2, deltas(said));
    assertEquals(new ServerEvent.Failure("out of memory", "processing_error"), said.get(2));
    assertEquals(3, said.size());

    client.model.failAt = 0;
    long before = client.model.heard;
    client.commit(false);
    client.commit(true);
    assertTrue(done(client.said()).usage().orElseThrow().completionTokens() > 0);
    assertEquals(4440, client.model.heard - before);
  }

  @Test
  void aModelThatIsNotSoFarIsWaitedFor() throws Exception {
    client.open();
    client.model.late = true;
    client.commit(false);
    client.append(9000);
    assertEquals(List.of(), client.said());

    client.model.late = false;
    assertEquals(1, deltas(client.said()));
  }
}
