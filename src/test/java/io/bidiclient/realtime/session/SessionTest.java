package io.bidiclient.realtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.realtime.protocol.OpenAiDialect;
import io.bidiclient.transport.TransportException.Category;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
  private final SessionScript session = new SessionScript();

  @Test
  void speaksOneUtteranceInTheOrderOfTheProtocol() {
    session.opened();
    assertEquals(List.of(), session.effects());

    session.created();
    assertEquals(List.of("model first", "take audio"), session.effects());

    session.audio(1280).audio(1280);
    assertEquals(List.of("commit", "append 1280", "append 1280"), session.effects());

    session.delta("").delta(" hi");
    assertEquals(List.of("heard '' at 1280", "heard ' hi' at 2560"), session.effects());

    session.audioEnded();
    assertEquals(List.of("commit final"), session.effects());

    session.delta("").done(" hi");
    assertEquals(List.of("heard '' at 2560", "done ' hi'", "finish"), session.effects());

    session.ended();
    assertEquals(List.of("completed"), session.effects());
  }

  @Test
  void neverStartsAnUtteranceWithoutAudio() {
    session.created().effects();
    session.audioEnded();
    assertEquals(List.of("abort", "completed"), session.effects());
  }

  @Test
  void takesAServerThatGreetsBeforeTheConnectionIsReported() {
    session.server("{'type':'session.created'}");
    assertEquals(List.of("model first", "take audio"), session.effects());
  }

  @Test
  void anyErrorAfterDoneIsANormalEnd() {
    session.created().audio(1280).audioEnded().done("").effects();
    session.failed(Category.REMOTE);
    assertEquals(List.of("ignore it broke", "completed"), session.effects());
  }

  @Test
  void doesNotWaitForAServerThatKeepsTheStreamOpenAfterDone() {
    session.created().audio(1280).audioEnded().done("").effects();
    session.after(Duration.ofMillis(499)).tick();
    assertEquals(List.of(), session.effects());
    session.after(Duration.ofMillis(1)).tick();
    assertEquals(List.of("abort", "completed"), session.effects());
  }

  @Test
  void printsWhatOnlyDoneHolds() {
    session.created().audio(1280).audioEnded().delta(" one").effects();
    session.done(" one two");
    assertEquals(List.of("heard ' two' at 1280", "done ' one two'", "finish"), session.effects());
  }

  @Test
  void aDoneThatContradictsTheDeltasIsNoSuccess() {
    session.created().audio(1280).audioEnded().delta(" one").effects();
    session.done(" two");
    List<String> effects = session.effects();
    assertEquals("abort", effects.get(0));
    assertTrue(
        effects.get(1).startsWith("failed PROTOCOL: the transcript is in doubt"), effects.get(1));
  }

  @Test
  void aDoneWithoutTheOuterSpacesIsTheSameText() {
    session.created().audio(1280).audioEnded().delta(" one ").effects();
    session.done("one");
    assertEquals(List.of("done 'one'", "finish"), session.effects());
  }

  @Test
  void aStreamThatEndsBeforeDoneIsPartial() {
    session.created().audio(1280).audioEnded().delta(" one").effects();
    session.ended();
    assertEquals(
        List.of(
            "partial: the transcript is not complete: endpoint x ended the stream before"
                + " transcription.done"),
        session.effects());
  }

  @Test
  void aDoneWhileAudioIsStillSentIsPartial() {
    session.created().audio(1280).delta(" one").effects();
    session.done(" one");
    List<String> effects = session.effects();
    assertTrue(
        effects.get(1).startsWith("partial: the transcript is not complete"), effects.get(1));
  }

  @ParameterizedTest
  @EnumSource(Category.class)
  void aConnectionThatNeverCameFails(Category category) {
    session.failed(category);
    assertEquals(List.of("abort", "failed " + category + ": it broke"), session.effects());
  }

  @ParameterizedTest
  @CsvSource({
    "NETWORK, partial: it broke",
    "TIMEOUT, partial: it broke",
    "REMOTE, failed REMOTE: it broke",
    "AUTH, failed AUTH: it broke"
  })
  void whatTheNetworkLosesAfterWordsIsPartialAndWhatTheServerBreaksIsNot(
      Category category, String end) {
    session.created().audio(1280).delta(" one").effects();
    session.failed(category);
    assertEquals(List.of("abort", end), session.effects());
  }

  @Test
  void triesTheOtherNamesOfTheModelAndCommitsAgain() {
    session.created().audio(1280).audioEnded().effects();
    session.error("model_not_found");
    assertEquals(List.of("model /opt/ml/model", "commit", "commit final"), session.effects());

    // The answers to the first two commits, which came before the new name.
    session.error("model_not_validated").error("model_not_validated");
    assertEquals(List.of(), session.effects());

    session.error("model_not_found");
    assertEquals(List.of("model ", "commit", "commit final"), session.effects());
    session.error("model_not_validated").error("model_not_validated");
    session.delta(" hi").done(" hi").ended();
    assertEquals(
        List.of("heard ' hi' at 1280", "done ' hi'", "finish", "completed"), session.effects());
  }

  @Test
  void aNameRefusedBeforeAudioIsReplacedWithoutACommit() {
    session.created().effects();
    session.error("model_not_found");
    assertEquals(List.of("model /opt/ml/model"), session.effects());
  }

  @Test
  void givesUpWhenEveryNameIsRefused() {
    session.created().error("model_not_found").error("model_not_found").effects();
    session.error("model_not_found");
    assertEquals(
        List.of(
            "abort",
            "failed ENDPOINT: endpoint x serves no model named \"first\", \"/opt/ml/model\","
                + " \"\": why"),
        session.effects());
  }

  @Test
  void aServerThatClosesBehindARefusedNameIsToldByTheName() {
    session.created().audio(1280).error("model_not_found").effects();
    session.failed(Category.AUTH);
    assertEquals(
        List.of("abort", "failed ENDPOINT: endpoint x serves no model named \"first\": why"),
        session.effects());
  }

  @Test
  void aServerThatAnswersToTheNextNameMayCloseForOtherReasons() {
    session.created().audio(1280).error("model_not_found").delta(" one").effects();
    session.failed(Category.AUTH);
    assertEquals(List.of("abort", "failed AUTH: it broke"), session.effects());
  }

  @ParameterizedTest
  @ValueSource(strings = {"invalid_audio", "processing_error", "buffer_full", "anything"})
  void anErrorEventEndsTheSessionInTheServersWords(String code) {
    session.created().audio(1280).delta(" one").effects();
    session.error(code);
    assertEquals(
        List.of("abort", "failed REMOTE: endpoint x reported an error: why (" + code + ")"),
        session.effects());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no json           | not JSON: \"no json\"",
        "[1]               | not a JSON object: \"[1]\"",
        "{'type':'transcription.delta'} | transcription.delta without its delta",
        "{'type':'transcription.done'}  | transcription.done without its text",
        "{'id':7}          | an event without a type: \"{\"id\":7}\""
      })
  void whatIsNoEventBreaksTheProtocol(String message, String why) {
    session.created().effects();
    session.server(message);
    assertEquals(
        List.of("abort", "failed PROTOCOL: endpoint x broke the protocol: " + why),
        session.effects());
  }

  @Test
  void anUnknownEventIsToldOnce() {
    session.created().effects();
    session.server("{'type':'new.event'}").server("{'type':'newer.event'}");
    session.server("{'type':'session.updated'}");
    assertEquals(List.of("warn unknown_event"), session.effects());
  }

  @Test
  void waitsTenSecondsForAConnection() {
    session.after(Duration.ofMillis(9_999)).tick();
    assertEquals(List.of(), session.effects());
    session.after(Duration.ofMillis(1)).tick();
    assertEquals(
        List.of("abort", "failed TIMEOUT: cannot connect to endpoint x: no answer in 10 s"),
        session.effects());
  }

  @Test
  void waitsFifteenSecondsForTheSession() {
    session.after(Duration.ofSeconds(9)).opened().after(Duration.ofSeconds(15)).tick();
    assertEquals(
        List.of(
            "abort",
            "failed TIMEOUT: no session on endpoint x: connected, but no session.created in 15 s"),
        session.effects());
  }

  @Test
  void waitsForTheFirstDeltaOfAColdServerFourTimesAsLongAsForAStall() {
    session.created().audio(64_000).effects();
    session.after(Duration.ofSeconds(119)).tick();
    assertEquals(List.of(), session.effects());
    session.after(Duration.ofSeconds(1)).tick();
    assertEquals(
        List.of("abort", "failed TIMEOUT: no answer from endpoint x: no delta in 120 s"),
        session.effects());
  }

  @Test
  void aServerThatOwesDeltasAndSaysNothingHasStalled() {
    session.created().audio(16_000).delta(" one").audio(64_000).effects();
    session.after(Duration.ofSeconds(30)).tick();
    assertEquals(
        List.of(
            "abort", "failed REMOTE: endpoint x stalled: no delta in 30 s while audio was sent"),
        session.effects());
  }

  @Test
  void aServerThatCountsNoFramesNeedNotSayAnythingToSilence() {
    session.created().audio(16_000).delta(" one").effects();
    for (int second = 0; second < 120; second++) {
      session.after(Duration.ofSeconds(1)).silence(16_000).tick();
    }
    session.audio(16_000);
    // It owes since the third second.
    session.after(Duration.ofSeconds(32)).tick();
    assertEquals(Phase.STREAMING, session.state().phase());
    session.after(Duration.ofSeconds(2)).tick();
    assertEquals(Phase.ENDED, session.state().phase());
  }

  private static SessionScript openAi() {
    return new SessionScript(new OpenAiDialect())
        .opened()
        .server("{'type':'session.created','session':{'id':'s'}}");
  }

  private static final String WORD =
      "{'type':'conversation.item.input_audio_transcription.delta','delta':' one'}";

  @Test
  void aServerWithoutFramesThatHasSpokenHasStalledWhenItSaysNothingToSound() {
    SessionScript openAi = openAi().audio(64_000).server(WORD).audio(64_000);
    openAi.effects();
    openAi.after(Duration.ofSeconds(29)).tick();
    assertEquals(Phase.STREAMING, openAi.state().phase());
    openAi.after(Duration.ofSeconds(1)).tick();
    assertTrue(openAi.effects().get(1).startsWith("failed REMOTE: endpoint x stalled"));
  }

  @Test
  void aServerWithoutFramesMaySpeakLateOrNotAtAllToSilence() {
    SessionScript late = openAi().audio(64_000).after(Duration.ofMinutes(10)).tick();
    assertEquals(Phase.STREAMING, late.state().phase());
    SessionScript quiet = openAi().audio(64_000).server(WORD).server(WORD).server(WORD);
    for (int second = 0; second < 120; second++) {
      quiet.after(Duration.ofSeconds(1)).silence(16_000).tick();
    }
    quiet.audio(64_000).after(Duration.ofSeconds(29)).tick();
    assertEquals(Phase.STREAMING, quiet.state().phase());
  }

  @Test
  void aServerAtTheSpeedOfSpeechHasTimeForASilenceThatWasSentAhead() {
    session.created().audio(16_000).delta(" one").silence(120 * 16_000).audio(16_000).effects();
    session.after(Duration.ofSeconds(149)).tick();
    session.audioEnded();
    session.after(Duration.ofSeconds(30)).tick();
    assertEquals(Phase.FINISHING, session.state().phase());
    session.delta(" two");
    // Twice the done time-out after the commit it ends, whatever comes.
    session.after(Duration.ofSeconds(89)).tick();
    assertEquals(Phase.FINISHING, session.state().phase());
    session.after(Duration.ofSeconds(1)).tick();
    assertEquals(Phase.ENDED, session.state().phase());
  }

  @Test
  void aServerThatHasAnsweredEveryFrameOwesItsEndSoon() {
    session.created().audio(16_000).silence(160_000);
    while (session.state().flow().deltas() < FrameClock.total(176_000)) {
      session.delta("");
    }
    session.audioEnded().after(Duration.ofSeconds(60)).tick();
    assertEquals(Phase.ENDED, session.state().phase());
  }

  @Test
  void eventsThatSayNothingKeepNobodyWaiting() {
    session.created().audio(16_000).delta(" one").audio(64_000).effects();
    session.after(Duration.ofSeconds(29)).server("{'type':'session.updated'}").tick();
    session.server("{'type':'keep.alive'}").tick();
    assertEquals(List.of("warn unknown_event"), session.effects());
    session.after(Duration.ofSeconds(1)).tick();
    assertTrue(session.effects().get(1).startsWith("failed REMOTE: endpoint x stalled"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " and"})
  void deltasWithoutEndAfterTheFinalCommitEnd(String text) {
    session.created().audio(16_000).delta(" one").audioEnded().effects();
    int seconds = 0;
    while (session.state().phase() == Phase.FINISHING && seconds < 1_000) {
      session.after(Duration.ofSeconds(1)).delta(text).tick();
      seconds++;
    }
    // Twice the done time-out, and four times the second of audio; sooner where it is no progress.
    assertEquals(text.isEmpty() ? 60 + FrameClock.total(16_000) - 1 : 124, seconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'error','error':'late','code':'x'}",
        "not JSON",
        "{'type':'transcription.delta'}",
        "{'type':'transcription.done','text':'other'}"
      })
  void whatComesAfterDoneChangesNothingAndIsLogged(String message) {
    session.created().audio(1280).delta(" hi").audioEnded().done(" hi").effects();
    session.server(message).failed(Category.NETWORK);
    String sent = "ignore " + message.replace('\'', '"');
    assertEquals(List.of(sent, "ignore it broke", "completed"), session.effects());
  }

  @Test
  void aPauseOfTheInputIsNoStall() {
    session.created().audio(16_000).delta("").delta("").effects();
    session.after(Duration.ofHours(1)).tick();
    assertEquals(List.of(), session.effects());
  }

  @Test
  void aWireThatTakesNothingHasStalled() {
    session.created().audio(1280).delta("").stuckAudio(1280).effects();
    session.after(Duration.ofSeconds(30)).tick();
    assertTrue(session.effects().get(1).startsWith("failed REMOTE: endpoint x stalled"));
  }

  @Test
  void waitsForDoneFromTheLastEventOn() {
    session.created().audio(1280).delta(" a").audioEnded().effects();
    session.after(Duration.ofSeconds(59)).delta("").effects();
    session.after(Duration.ofSeconds(59)).tick();
    assertEquals(List.of(), session.effects());
    session.after(Duration.ofSeconds(1)).tick();
    assertEquals(
        List.of(
            "abort",
            "partial: the transcript is not complete: no transcription.done from endpoint x in"
                + " 60 s"),
        session.effects());
  }

  @Test
  void aShortClipOnAColdServerMayWaitForItsFirstDelta() {
    session.created().audio(1280).audioEnded().effects();
    session.after(Duration.ofSeconds(119)).tick();
    assertEquals(List.of(), session.effects());
  }

  @Test
  void nothingComesAfterTheEnd() {
    session.created().audio(1280).failed(Category.NETWORK).effects();
    session.delta(" late").ended().tick();
    assertEquals(List.of(), session.effects());
  }
}
