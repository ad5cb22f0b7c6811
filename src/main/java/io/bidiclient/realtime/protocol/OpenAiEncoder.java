package io.bidiclient.realtime.protocol;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.resample.Pcm16Resampler;
import io.bidiclient.json.JsonBody;
import io.bidiclient.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        JsonText.object(
            json -> {
              json.text("type", "session.update");
              json.object("session", session -> session(session, event.model()));
            }));
  }

  private static void session(JsonBody json, Optional<String> model) {
    json.text("type", "transcription");
    json.object("audio", audio -> audio.object("input", input -> input(input, model)));
  }

  private static void input(JsonBody json, Optional<String> model) {
    json.object(
        "format",
        format -> {
          format.text("type", "audio/pcm");
          format.number("rate", RATE);
        });
    json.object("transcription", transcription -> transcription.text("model", model));
    json.nothing("turn_detection");
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
    messages.add(JsonText.object(json -> json.text("type", "input_audio_buffer.commit")));
    return messages;
  }

  private static List<String> appended(byte[] pcm) {
    return pcm.length == 0
        ? List.of()
        : List.of(EventCodec.encode(new ClientEvent.Append(new PcmBytes(pcm))));
  }
}
