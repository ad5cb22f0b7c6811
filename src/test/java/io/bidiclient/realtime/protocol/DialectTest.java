package io.bidiclient.realtime.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bidiclient.audio.resample.Pcm16Resampler;
import io.bidiclient.realtime.session.Deadline;
import io.bidiclient.realtime.session.Phase;
import io.bidiclient.realtime.session.SessionScript;
import io.bidiclient.realtime.session.Signal;
import io.bidiclient.transport.CloseReason;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTest {
  private static final String HEARD = "conversation.item.input_audio_transcription.";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'session.created','id':'s','created':1}                   | vllm",
        "{'type':'session.created'}                                        | vllm",
        "{'type':'session.created','session':{'id':'s','audio':{'a':[]}}}  | openai",
        "{'type':'session.created','event_id':'e','session':{}}            | openai",
        "{'type':'transcription_session.created','session':{'id':'s'}}     | openai",
        "{'type':'error','error':{'message':'no'}}                         | auto",
        "{'type':'session.updated','session':{}}                           | auto"
      })
  void autoIsSettledByTheFirstSessionCreated(String json, String settled) throws Exception {
    assertEquals(settled, Dialects.auto().settled(message(json)).label());
  }

  @Test
  void aDialectThatWasNamedIsKept() throws Exception {
    ProtocolMessage nested = message("{'type':'session.created','session':{}}");
    assertEquals(new VllmDialect(), new VllmDialect().settled(nested));
    ProtocolMessage flat = message("{'type':'session.created','id':'s'}");
    assertEquals(new OpenAiDialect(), new OpenAiDialect().settled(flat));
  }

  @Test
  void readsOpenAiEvents() throws Exception {
    assertEquals(
        Optional.of(new ServerEvent.SessionCreated("s", 0)),
        read("{'type':'session.created','session':{'id':'s','audio':{'input':{'x':1}}}}"));
    assertEquals(
        Optional.of(new ServerEvent.Delta(" a")),
        read("{'type':'" + HEARD + "delta','item_id':'i','content_index':0,'delta':' a'}"));
    assertEquals(
        Optional.of(new ServerEvent.Done("a b", Optional.of(new ServerEvent.Usage(17, 9)))),
        read(
            "{'type':'"
                + HEARD
                + "completed','transcript':'a b','usage':{'type':'tokens','total_tokens':26,"
                + "'input_tokens':17,'input_token_details':{'audio_tokens':17},"
                + "'output_tokens':9}}"));
    assertEquals(
        Optional.of(new ServerEvent.Failure("too loud", "audio_unintelligible")),
        read(
            "{'type':'"
                + HEARD
                + "failed','error':{'type':'t','code':'audio_unintelligible',"
                + "'message':'too loud','param':null}}"));
    assertEquals(
        Optional.of(new ServerEvent.Failure("no", "c")),
        read("{'type':'error','event_id':'e','error':{'message':'no','code':'c'}}"));
    assertEquals(
        Optional.of(new ServerEvent.Unknown("transcription.delta")),
        read("{'type':'transcription.delta','delta':'a'}"));
  }

  @ParameterizedTest
  @CsvSource({
    "speech_started, SPEECH",
    "speech_stopped, PAUSE",
    "timeout_triggered, PAUSE",
    "committed, COMMITTED"
  })
  void turnsThatAServerEndsAreToldApart(String type, ServerEvent.SpeechTurn.Stage stage)
      throws Exception {
    assertEquals(
        Optional.of(new ServerEvent.SpeechTurn(stage)),
        read("{'type':'input_audio_buffer." + type + "','item_id':'i'}"));
  }

  @ParameterizedTest
  @CsvSource({
    "input_audio_buffer.cleared",
    "conversation.item.added",
    "conversation.item.created",
    "conversation.item.done",
    "rate_limits.updated"
  })
  void whatOpenAiSaysBesidesIsNoUnknownEvent(String type) throws Exception {
    assertEquals(Optional.empty(), read("{'type':'" + type + "'}"));
  }

  @Test
  void aCompletedTurnWithoutItsTranscriptIsNoEvent() {
    assertThrows(ProtocolException.class, () -> read("{'type':'" + HEARD + "completed'}"));
  }

  @Test
  void namesTheModelInANestedSession() {
    assertEquals(
        List.of(
            "{\"type\":\"session.update\",\"session\":{\"type\":\"transcription\",\"audio\":"
                + "{\"input\":{\"format\":{\"type\":\"audio/pcm\",\"rate\":24000},"
                + "\"transcription\":{\"model\":\"m\"},\"turn_detection\":null}}}}"),
        new ClientEvent.SessionUpdate(Optional.of("m")).accept(new OpenAiEncoder()));
  }

  @Test
  void sendsNoCommitThatStartsAndAllOfTheAudioAt24Kilohertz() throws Exception {
    OpenAiEncoder speech = new OpenAiEncoder();
    assertEquals(List.of(), speech.commit(new ClientEvent.Commit(false)));
    byte[] pcm = new byte[2 * 16_000];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (byte) (i * 31 % 97);
    }
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    for (int at = 0; at < pcm.length; at += 2_560) {
      byte[] piece = Arrays.copyOfRange(pcm, at, Math.min(at + 2_560, pcm.length));
      collect(speech.append(new ClientEvent.Append(new PcmBytes(piece))), sent);
    }
    List<String> last = speech.commit(new ClientEvent.Commit(true));
    assertEquals("{\"type\":\"input_audio_buffer.commit\"}", last.get(last.size() - 1));
    collect(last.subList(0, last.size() - 1), sent);
    assertEquals(2 * 24_000, sent.size());
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    Pcm16Resampler resampler = new Pcm16Resampler(16_000, 24_000);
    whole.writeBytes(resampler.process(pcm));
    whole.writeBytes(resampler.finish());
    assertEquals(
        Base64.getEncoder().encodeToString(whole.toByteArray()),
        Base64.getEncoder().encodeToString(sent.toByteArray()));
  }

  @Test
  void aServerOfTurnsOwesNothingBeforeTheCommit() {
    SessionScript script = new SessionScript().opened();
    script.server("{'type':'session.created','session':{'id':'s'}}").audio(160_000);
    assertEquals(Optional.empty(), script.state().deadline());
    script.after(Duration.ofMinutes(10)).tick();
    assertEquals(Phase.STREAMING, script.state().phase());
    script.signal(new Signal.AudioEnded());
    assertEquals(Deadline.Kind.FIRST_DELTA, script.state().deadline().orElseThrow().kind());
    script.effects();
    script.server("{'type':'" + HEARD + "completed','transcript':'ALL OF IT'}");
    assertEquals(Phase.CLOSING, script.state().phase());
    script.signal(new Signal.Closed(new CloseReason.Ended()));
    assertEquals(Phase.ENDED, script.state().phase());
  }

  @Test
  void aDeltaSaysNoMoreThanThatAllThatWasSentMayBeHeard() {
    SessionScript script = new SessionScript().opened();
    script.server("{'type':'session.created','session':{'id':'s'}}").audio(160_000);
    script.server("{'type':'" + HEARD + "delta','delta':'A'}");
    assertEquals(160_000, script.state().heard());
  }

  @Test
  void otherNamesOfTheModelAreVllmsAlone() {
    SessionScript script = new SessionScript().opened();
    script.server("{'type':'session.created','session':{'id':'s'}}");
    script.server("{'type':'error','error':{'code':'model_not_found','message':'no'}}");
    assertEquals(Phase.ENDED, script.state().phase());
  }

  private static void collect(List<String> messages, ByteArrayOutputStream out)
      throws ProtocolException {
    for (String message : messages) {
      ClientEvent.Append append = (ClientEvent.Append) EventCodec.decodeClient(message);
      out.writeBytes(append.pcm().bytes());
    }
  }

  private static Optional<ServerEvent> read(String json) throws ProtocolException {
    return new OpenAiDialect().read(message(json));
  }

  private static ProtocolMessage message(String json) throws ProtocolException {
    return ProtocolMessage.parse(json.replace('\'', '"'));
  }
}
