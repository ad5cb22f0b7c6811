package io.bidiclient.realtime.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bidiclient.audio.AudioChunk;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventCodecTest {
  @Test
  void writesClientEventsAsVllmReadsThem() {
    assertEquals(
        "{\"type\":\"session.update\",\"model\":\"m\"}",
        EventCodec.encode(new ClientEvent.SessionUpdate(Optional.of("m"))));
    assertEquals(
        "{\"type\":\"input_audio_buffer.commit\",\"final\":true}",
        EventCodec.encode(new ClientEvent.Commit(true)));
    assertEquals(
        "{\"type\":\"input_audio_buffer.append\",\"audio\":\"AQL//g==\"}",
        EventCodec.encode(
            ClientEvent.Append.of(new AudioChunk(0, new byte[] {1, 2, (byte) 255, (byte) 254}))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'session.created','id':'s','created':17} | SessionCreated[id=s, created=17]",
        "{'created':1.5e9,'type':'session.created'} | SessionCreated[id=, created=1500000000]",
        "{'type':'session.updated','model':'x'} | SessionUpdated[]",
        "{'type':'transcription.delta','delta':' a','logprobs':null} | Delta[text= a]",
        "{'type':'transcription.delta','text':'b'} | Delta[text=b]",
        "{'type':'transcription.delta','transcript':'c','delta':null} | Delta[text=c]",
        "{'type':'transcription.done','text':'d','segments':[{'text':'x'}]} | Done[text=d,"
            + " usage=Optional.empty]",
        "{'type':'transcription.done','transcript':'e','usage':null} | Done[text=e,"
            + " usage=Optional.empty]",
        "{'type':'error','error':'why','code':null} | Failure[message=why, code=]",
        "{'type':'error','error':{'message':'why','type':'t','code':'c','param':[1]}} |"
            + " Failure[message=why, code=c]",
        "{'type':'error','message':'why','code':'c'} | Failure[message=why, code=c]",
        "{'type':'error'} | Failure[message=, code=]",
        "{'type':'error','event_id':'e1'} | Failure[message=, code=]",
        "{'type':'error','detail':'why'} | Failure[message=why, code=]",
        "{'type':'error','error':{'reason':'why','code':'c'}} | Failure[message=why, code=c]",
        "{'type':'error','error':'','description':'why'} | Failure[message=why, code=]",
        "{'error':{'type':'t','id':'i'},'type':'error','detail':'why'} |"
            + " Failure[message=why, code=]",
        "{'type':'error','status':{'ok':false}} |"
            + " Failure[message={\"type\":\"error\",\"status\":{\"ok\":false}}, code=]",
        "{'type':'error','error':'why','code':500} | Failure[message=why, code=500]",
        "{'type':'error','error':500,'code':500} |"
            + " Failure[message={\"type\":\"error\",\"error\":500,\"code\":500}, code=500]",
        "{'type':'error','error':[{'msg':'why'}]} |"
            + " Failure[message={\"type\":\"error\",\"error\":[{\"msg\":\"why\"}]}, code=]",
        "{'type':'error','error':{'message':['why']}} |"
            + " Failure[message={\"type\":\"error\",\"error\":{\"message\":[\"why\"]}}, code=]",
        "{'type':'error','error':{'message':'why','type':'t','param':'model','code':404}} |"
            + " Failure[message=why, code=model_not_found]",
        "{'type':'error','error':{'message':'why','param':'audio','code':404}} |"
            + " Failure[message=why, code=404]",
        "{'error':{'message':'why','type':'t','param':'model','code':404}} |"
            + " Failure[message=why, code=model_not_found]",
        "{'object':'error','message':'why','type':'t','param':'model','code':404} |"
            + " Failure[message=why, code=model_not_found]",
        "{'object':'error','message':'why','type':'t','param':null,'code':400} |"
            + " Failure[message=why, code=400]",
        "{'detail':[{'msg':'why'}]} |"
            + " Failure[message={\"detail\":[{\"msg\":\"why\"}]}, code=]",
        "{'message':'why','requestId':'r'} | Failure[message=why, code=]",
        "{'type':'x.y','delta':{'delta':[]}} | Unknown[type=x.y]"
      })
  void readsServerEventsOfEveryNearDialect(String json, String event) throws ProtocolException {
    assertEquals(event, EventCodec.decodeServer(json.replace('\'', '"')).toString());
  }

  @Test
  void readsTheUsage() throws ProtocolException {
    ServerEvent.Done done =
        new ServerEvent.Done(" \u00e9\ud83d\ude00", Optional.of(new ServerEvent.Usage(39, 135)));
    assertEquals(done, EventCodec.decodeServer(EventCodec.encode(done)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\": | invalid_json",
        "null | invalid_json",
        "{} {} | invalid_json",
        "{'type':7} | invalid_event",
        "{'type':'input_audio_buffer.append'} | invalid_event",
        "{'type':'input_audio_buffer.append','audio':'?'} | invalid_audio",
        "{'type':'response.create'} | unknown_event"
      })
  void namesTheFaultOfAClientsMessageAsVllmDoes(String json, String code) {
    ProtocolException refused =
        assertThrows(
            ProtocolException.class, () -> EventCodec.decodeClient(json.replace('\'', '"')));
    assertEquals(code, refused.code());
  }

  @Test
  void readsClientEventsBack() throws ProtocolException {
    ClientEvent append = new ClientEvent.Append(new PcmBytes(new byte[] {0, 1, 2, 3}));
    assertEquals(append, EventCodec.decodeClient(EventCodec.encode(append)));
    ClientEvent commit = new ClientEvent.Commit(false);
    assertEquals(commit, EventCodec.decodeClient(EventCodec.encode(commit)));
    assertEquals(commit, EventCodec.decodeClient("{\"type\":\"input_audio_buffer.commit\"}"));
  }

  @Test
  void quotesAnEventWithoutAType() {
    ProtocolException refused =
        assertThrows(
            ProtocolException.class, () -> EventCodec.decodeServer("{\"status\":\"loading\"}"));
    assertEquals("an event without a type: \"{\"status\":\"loading\"}\"", refused.getMessage());
  }

  @Test
  void showsNoControlCharacterOfAForeignMessage() {
    ProtocolException refused =
        assertThrows(
            ProtocolException.class,
            () -> EventCodec.decodeServer("\u001b[31mred\r\n" + "x".repeat(99)));
    assertEquals(
        "not JSON: \"\ufffd[31mred\ufffd\ufffd" + "x".repeat(50) + "\u2026\"",
        refused.getMessage());
  }
}
