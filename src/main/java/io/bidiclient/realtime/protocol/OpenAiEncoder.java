package io.bidiclient.realtime.protocol;

import static io.bidiclient.realtime.protocol.ClientEventWriter.fields;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.resample.Pcm16Resampler;
import java.util.ArrayList;
import java.util.List;

/**
 * A client's events in OpenAI's names. The audio goes out at 24 kHz; there is no commit that starts
 * an utterance, and the one that ends it has no field to say so. Owned by one session's thread.
 *
 * @see <a href="https://developers.openai.com/api/docs/guides/realtime-transcription">OpenAI,
 *     Realtime transcription</a>
 */
final class OpenAiEncoder implements ClientEvent.Visitor<List<String>> {
  /** Samples a second: the only rate that OpenAI takes for PCM. */
  static final int RATE = 24_000;

  private final Pcm16Resampler audio = new Pcm16Resampler(AudioChunk.RATE, RATE);

  @Override
  public List<String> sessionUpdate(ClientEvent.SessionUpdate event) {
    return List.of(
        EventCodec.write(
            json ->
                fields(
                    () -> {
                      json.writeStringField("type", "session.update");
                      json.writeObjectFieldStart("session");
                      json.writeStringField("type", "transcription");
                      json.writeObjectFieldStart("audio");
                      json.writeObjectFieldStart("input");
                      json.writeObjectFieldStart("format");
                      json.writeStringField("type", "audio/pcm");
                      json.writeNumberField("rate", RATE);
                      json.writeEndObject();
                      json.writeObjectFieldStart("transcription");
                      if (event.model().isPresent()) {
                        json.writeStringField("model", event.model().get());
                      }
                      json.writeEndObject();
                      json.writeNullField("turn_detection");
                      json.writeEndObject();
                      json.writeEndObject();
                      json.writeEndObject();
                    })));
  }

  @Override
  public List<String> append(ClientEvent.Append event) {
    return appended(audio.process(event.pcm().bytes()));
  }

  @Override
  public List<String> commit(ClientEvent.Commit event) {
    if (!event.last()) {
      return List.of();
    }
    List<String> messages = new ArrayList<>(appended(audio.finish()));
    messages.add("{\"type\":\"input_audio_buffer.commit\"}");
    return messages;
  }

  private static List<String> appended(byte[] pcm) {
    return pcm.length == 0
        ? List.of()
        : List.of(EventCodec.encode(new ClientEvent.Append(new PcmBytes(pcm))));
  }
}
