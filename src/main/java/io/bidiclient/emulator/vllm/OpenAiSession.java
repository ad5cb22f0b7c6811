package io.bidiclient.emulator.vllm;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.audio.resample.Pcm16Resampler;
import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.session.ContainerClosed;
import io.bidiclient.emulator.session.ContainerSession;
import io.bidiclient.json.JsonBody;
import io.bidiclient.json.JsonObject;
import io.bidiclient.json.JsonSyntaxException;
import io.bidiclient.json.JsonText;
import io.bidiclient.realtime.protocol.ClientEvent;
import io.bidiclient.realtime.protocol.EventCodec;
import io.bidiclient.realtime.protocol.PcmBytes;
import io.bidiclient.realtime.protocol.ProtocolException;
import io.bidiclient.realtime.protocol.ServerEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * OpenAI's side of a realtime transcription session: a translation of {@link VllmSession}, which
 * does the hearing. The audio comes at 24 kHz, the first of it starts a turn, a commit ends it, and
 * frames without text are not told.
 *
 * @see <a href="https://developers.openai.com/api/docs/guides/realtime-transcription">OpenAI,
 *     Realtime transcription</a>
 */
final class OpenAiSession implements ContainerSession {
  private static final int RATE = 24_000;

  private static final String HEARD = "conversation.item.input_audio_transcription.";

  private final VllmSession inner;
  private final Queue<String> replies = new ArrayDeque<>();
  private final Pcm16Resampler audio = new Pcm16Resampler(RATE, AudioChunk.RATE);
  private boolean inTurn;
  private int turns;

  /** A session just opened. */
  OpenAiSession(
      EmulatorOptions options,
      Runnable ready,
      InstantSource clock,
      Optional<FrameScheduler> accelerator) {
    this.inner =
        new VllmSession(options.withMode(EmulatorMode.RELEASED), ready, clock, accelerator);
  }

  @Override
  public void receive(String message) throws ContainerClosed {
    try {
      JsonObject update = JsonObject.parse(message);
      if (update.text("type").filter("session.update"::equals).isPresent()) {
        update(update);
        return;
      }
    } catch (JsonSyntaxException e) {
      replies.add(error("Invalid JSON", "invalid_json"));
      return;
    }
    try {
      ClientEvent event = EventCodec.decodeClient(message);
      if (event instanceof ClientEvent.Append append) {
        append(append.pcm().bytes());
      } else {
        commit();
      }
    } catch (ProtocolException e) {
      replies.add(error(String.valueOf(e.getMessage()), e.code()));
    }
  }

  @Override
  public void receiveBinary(ByteBuffer message) throws ContainerClosed {
    inner.receiveBinary(message);
  }

  @Override
  public Optional<String> poll() throws ContainerClosed {
    while (replies.isEmpty()) {
      Optional<String> said = inner.poll();
      if (said.isEmpty()) {
        return Optional.empty();
      }
      translate(said.get()).ifPresent(replies::add);
    }
    return Optional.of(replies.remove());
  }

  @Override
  public Duration pause() {
    return inner.pause();
  }

  @Override
  public void idle() {
    inner.idle();
  }

  @Override
  public void close() {
    replies.clear();
    inner.close();
  }

  private void update(JsonObject message) throws ContainerClosed {
    Optional<JsonObject> input =
        message
            .object("session")
            .flatMap(session -> session.object("audio"))
            .flatMap(spoken -> spoken.object("input"));
    Optional<Long> rate = input.flatMap(in -> in.object("format")).flatMap(f -> f.whole("rate"));
    if (rate.isPresent() && rate.get() != RATE) {
      replies.add(error("Only a rate of 24000 is supported.", "invalid_value"));
      return;
    }
    Optional<String> model =
        input.flatMap(in -> in.object("transcription")).flatMap(t -> t.text("model"));
    inner.receive(EventCodec.encode(new ClientEvent.SessionUpdate(model)));
    replies.add(
        JsonText.object(
            json -> {
              json.text("type", "session.updated");
              json.object("session", session -> session.text("type", "transcription"));
            }));
  }

  private void append(byte[] pcm) throws ContainerClosed {
    if (pcm.length == 0 || pcm.length % 2 != 0) {
      replies.add(error("Invalid audio data", "invalid_audio"));
      return;
    }
    if (!inTurn) {
      inTurn = true;
      turns++;
      inner.receive(EventCodec.encode(new ClientEvent.Commit(false)));
    }
    hear(audio.process(pcm));
  }

  private void commit() throws ContainerClosed {
    if (!inTurn) {
      replies.add(error("The buffer has no audio.", "input_audio_buffer_commit_empty"));
      return;
    }
    inTurn = false;
    hear(audio.finish());
    inner.receive(EventCodec.encode(new ClientEvent.Commit(true)));
    replies.add(event("input_audio_buffer.committed", json -> {}));
    replies.add(event("conversation.item.added", json -> {}));
  }

  private void hear(byte[] pcm) throws ContainerClosed {
    if (pcm.length > 0) {
      inner.receive(EventCodec.encode(new ClientEvent.Append(new PcmBytes(pcm))));
    }
  }

  private Optional<String> translate(String message) {
    ServerEvent event;
    try {
      event = EventCodec.decodeServer(message);
    } catch (ProtocolException e) {
      throw new IllegalStateException("the emulator's own event cannot be read", e);
    }
    if (event instanceof ServerEvent.SessionCreated created) {
      return Optional.of(
          JsonText.object(
              json -> {
                json.text("type", "session.created");
                json.object("session", session -> session(session, created.id()));
              }));
    }
    if (event instanceof ServerEvent.Delta delta) {
      return delta.text().isEmpty()
          ? Optional.empty()
          : Optional.of(event(HEARD + "delta", json -> json.exactText("delta", delta.text())));
    }
    if (event instanceof ServerEvent.Done done) {
      return Optional.of(
          event(HEARD + "completed", json -> json.exactText("transcript", done.text())));
    }
    if (event instanceof ServerEvent.Failure failure) {
      return Optional.of(error(failure.message(), failure.code()));
    }
    return Optional.empty();
  }

  private String event(String type, JsonBody.Fields more) {
    return JsonText.object(
        json -> {
          json.text("type", type);
          json.text("item_id", "item_" + turns);
          more.to(json);
        });
  }

  private static void session(JsonBody json, String id) {
    json.text("object", "realtime.session");
    json.text("type", "transcription");
    json.text("id", id);
  }

  private static String error(String message, String code) {
    return JsonText.object(
        json -> {
          json.text("type", "error");
          json.object(
              "error",
              error -> {
                error.text("type", "invalid_request_error");
                error.text("code", code);
                error.text("message", message);
              });
        });
  }
}
