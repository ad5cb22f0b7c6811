package io.bidiclient.realtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server with OpenAI's names that ends turns at pauses, though it was asked not to. */
class SpeechTurnsTest {
  private static final String EMPTY =
      "{'type':'error','error':{'code':'input_audio_buffer_commit_empty','message':'too small'}}";

  private final SessionScript session = new SessionScript();

  SpeechTurnsTest() {
    session.opened().server("{'type':'session.created','session':{'id':'s'}}");
    session.audio(16_000).effects();
  }

  @Test
  void turnsThatEndWhileAudioIsSentAreOneTranscript() {
    turn("item_1", "Good", " day.");
    assertEquals(Phase.STREAMING, session.state().phase());
    session.audio(16_000);
    speech("item_2");
    session.audioEnded();
    committed();
    text("Bye", " now.");
    assertEquals(
        List.of(
            "heard 'Good' at 16000",
            "heard ' day.' at 16000",
            "append 16000",
            "commit final",
            "heard ' Bye' at 32000",
            "heard ' now.' at 32000",
            "done 'Good day. Bye now.'",
            "finish"),
        session.effects());
  }

  /** All was sent long before the server comes to the first pause. */
  @Test
  void theFirstOfSeveralTurnsIsNotTheEnd() {
    session.audioEnded().effects();
    turn("item_1", "One.");
    assertEquals(Phase.FINISHING, session.state().phase());
    turn("item_2", "Two.");
    assertEquals(Phase.FINISHING, session.state().phase());
    committed();
    assertEquals(Phase.FINISHING, session.state().phase());
    text("Three.");
    List<String> effects = session.effects();
    assertEquals("done 'One. Two. Three.'", effects.get(effects.size() - 2));
    assertEquals(Phase.CLOSING, session.state().phase());
  }

  @Test
  void aCommitOfNothingIsTheEndOnceEveryTurnIsDone() {
    session.audioEnded().effects();
    turn("item_1", "One.");
    session.server(EMPTY);
    assertEquals(List.of("heard 'One.' at 16000", "done 'One.'", "finish"), session.effects());
  }

  @Test
  void aTurnThatIsOpenWhenNothingWasCommittedIsWaitedFor() {
    session.audioEnded().effects();
    speech("item_1");
    pause("item_1");
    committed();
    session.server(EMPTY);
    assertEquals(Phase.FINISHING, session.state().phase());
    text("One.");
    assertEquals(List.of("heard 'One.' at 16000", "done 'One.'", "finish"), session.effects());
  }

  @Test
  void theTextOfATurnThatCameWithoutDeltasIsPrinted() {
    session.audioEnded().effects();
    speech("item_1");
    pause("item_1");
    committed();
    completed("One.");
    turn("item_2");
    committed();
    completed("Two.");
    assertEquals(
        List.of("heard 'One.' at 16000", "heard ' Two.' at 16000", "done 'One. Two.'", "finish"),
        session.effects());
  }

  @Test
  void aTurnThatContradictsItsDeltasIsNoSuccess() {
    speech("item_1");
    pause("item_1");
    committed();
    session.server("{'type':'conversation.item.input_audio_transcription.delta','delta':'On'}");
    completed("Two.");
    List<String> effects = session.effects();
    assertEquals("abort", effects.get(1));
    assertTrue(effects.get(2).contains("the transcript is in doubt"), effects.get(2));
  }

  @Test
  void aTurnWithoutWordsAddsNoSpace() {
    turn("item_1", "One.");
    turn("item_2");
    turn("item_3", "Two.");
    assertEquals(List.of("heard 'One.' at 16000", "heard ' Two.' at 16000"), session.effects());
  }

  /** Whoever tells of no speech ends no turns: its first text after the commit is the last. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aServerThatEndsNoTurnsIsDoneWithItsOnly(boolean tellsOfCommits) {
    session.audioEnded().effects();
    if (tellsOfCommits) {
      committed();
    }
    text("All.");
    assertEquals(List.of("heard 'All.' at 16000", "done 'All.'", "finish"), session.effects());
  }

  @Test
  void anEmptyCommitWithoutTurnsIsAnError() {
    session.audioEnded().effects();
    session.server(EMPTY);
    assertTrue(session.effects().get(1).contains("too small"));
  }

  private void turn(String item, String... deltas) {
    speech(item);
    pause(item);
    committed();
    text(deltas);
  }

  private void text(String... deltas) {
    for (String delta : deltas) {
      session.server(
          "{'type':'conversation.item.input_audio_transcription.delta','delta':'" + delta + "'}");
    }
    completed(String.join("", deltas));
  }

  private void completed(String text) {
    session.server(
        "{'type':'conversation.item.input_audio_transcription.completed','transcript':'"
            + text
            + "'}");
  }

  private void speech(String item) {
    session.server("{'type':'input_audio_buffer.speech_started','item_id':'" + item + "'}");
  }

  private void pause(String item) {
    session.server("{'type':'input_audio_buffer.speech_stopped','item_id':'" + item + "'}");
  }

  private void committed() {
    session.server("{'type':'input_audio_buffer.committed'}");
  }
}
