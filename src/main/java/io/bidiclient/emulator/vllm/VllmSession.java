package io.bidiclient.emulator.vllm;

import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.session.ContainerClosed;
import io.bidiclient.emulator.session.ContainerSession;
import io.bidiclient.realtime.protocol.ClientEvent;
import io.bidiclient.realtime.protocol.EventCodec;
import io.bidiclient.realtime.protocol.ProtocolException;
import io.bidiclient.realtime.protocol.ServerEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;

/**
 * vLLM's side of a Realtime session, with its rules and its oddities: a queue of audio that is fed
 * whether or not a generation runs, final commits as marks in that queue, and a queue that is
 * emptied after each answer. Knows no wire.
 *
 * <pre>
 *            commit                    mark reached, last frame sent
 *   idle ─────────────► generating ─────────────────────────────────► idle (queue emptied)
 *    │ commit final          │ model fails: processing_error
 *    └─► a mark waits        └─► idle (queue kept)
 *        for the next
 * </pre>
 *
 * @see <a href="https://github.com/vllm-project/vllm">vLLM, entrypoints/openai/realtime</a>
 */
final class VllmSession implements ContainerSession, ClientEvent.Visitor<Void> {
  /** What a real server takes from a final commit to the last frames, at the least. */
  private static final Duration FINISHING = Duration.ofMillis(20);

  /** The emulator's own limit for audio that waits, in bytes: half an hour. */
  private static final long MOST_WAITING = 32_000L * 1800;

  private static final int NEXT_MOST_CHUNKS = 256;

  private final EmulatorOptions options;
  private final VllmEvents events;
  private final Runnable ready;
  private final Queue<String> replies = new ArrayDeque<>();
  private final AudioQueue audio = new AudioQueue();
  private final Optional<FrameScheduler.Seat> seat;
  private Optional<Generation> generation = Optional.empty();
  private boolean validated;
  private boolean finishing;
  private boolean slow;
  private boolean granted;
  private long frames;

  /**
   * A session just opened.
   *
   * @param ready called, from any thread, when {@link #poll} has something again
   */
  VllmSession(EmulatorOptions options, Runnable ready, InstantSource clock) {
    this(options, ready, clock, Optional.empty());
  }

  /**
   * A session just opened before an accelerator that others use too.
   *
   * @param ready called, from any thread, when {@link #poll} has something again
   */
  VllmSession(
      EmulatorOptions options,
      Runnable ready,
      InstantSource clock,
      Optional<FrameScheduler> accelerator) {
    this.seat = accelerator.map(shared -> shared.join(ready));
    this.options = options;
    this.events = new VllmEvents(options.mode());
    this.ready = ready;
    this.slow = options.mode() == EmulatorMode.SLOW_START;
    String id = "sess-" + UUID.randomUUID().toString().replace("-", "");
    long created = clock.instant().getEpochSecond();
    replies.add(events.write(new ServerEvent.SessionCreated(id, created)));
  }

  @Override
  public void receive(String message) throws ContainerClosed {
    try {
      EventCodec.decodeClient(message).accept(this);
    } catch (ProtocolException e) {
      error(words(e), e.code());
    }
    if (audio.bytes() > MOST_WAITING) {
      throw new ContainerClosed("half an hour of audio waits unheard: the emulator holds no more");
    }
  }

  @Override
  public void receiveBinary(ByteBuffer message) throws ContainerClosed {
    // Starlette's receive_text fails on a binary frame, and vLLM gives the session up.
    throw new ContainerClosed(
        "the container took " + message.remaining() + " bytes of binary for text");
  }

  @Override
  public Void sessionUpdate(ClientEvent.SessionUpdate event) {
    if (event.model().isEmpty()) {
      // A KeyError in vLLM, which is told by its own text.
      error("'model'", "processing_error");
      return null;
    }
    String model = event.model().get();
    boolean known = model.isEmpty() || options.models().contains(model);
    if (!known && options.mode() != EmulatorMode.LEGACY) {
      error("The model `" + model + "` does not exist.", "model_not_found");
      return null;
    }
    validated = true;
    if (options.mode() == EmulatorMode.NEXT) {
      replies.add(events.write(new ServerEvent.SessionUpdated()));
    }
    return null;
  }

  @Override
  public Void append(ClientEvent.Append event) {
    byte[] pcm = event.pcm().bytes();
    if (pcm.length == 0 || pcm.length % 2 != 0) {
      error("Invalid audio data", "invalid_audio");
    } else if (options.mode() == EmulatorMode.NEXT && audio.size() >= NEXT_MOST_CHUNKS) {
      error("Audio buffer is full.", "buffer_full");
    } else {
      audio.add(pcm);
    }
    return null;
  }

  @Override
  public Void commit(ClientEvent.Commit event) {
    if (!validated) {
      error(
          "Model not validated. Make sure to validate the model by sending a session.update event.",
          "model_not_validated");
    } else if (event.last()) {
      audio.addFinal();
      finishing = generation.isPresent();
    } else if (generation.isPresent()) {
      options.notes().accept("a commit while a generation runs: ignored, as vLLM does");
    } else {
      start();
    }
    return null;
  }

  @Override
  public Optional<String> poll() throws ContainerClosed {
    if (!replies.isEmpty()) {
      return Optional.of(replies.remove());
    }
    if (options.mode() == EmulatorMode.MUTE && frames >= options.muteAfter()) {
      audio.clear();
      return Optional.empty();
    }
    try {
      return step();
    } catch (IOException e) {
      endGeneration();
      return Optional.of(events.error(String.valueOf(e.getMessage()), "processing_error"));
    }
  }

  @Override
  public Duration pause() {
    if (slow && generation.isPresent()) {
      slow = false;
      return options.slowStart();
    }
    boolean wait = finishing;
    finishing = false;
    return wait ? FINISHING : Duration.ZERO;
  }

  @Override
  public void idle() {
    if (options.mode() == EmulatorMode.NEXT) {
      error("No message for " + options.idle().toSeconds() + " seconds.", "idle_timeout");
    }
  }

  @Override
  public void close() {
    endGeneration();
    audio.clear();
    replies.clear();
  }

  /** Takes audio until there is text to send, or no audio left. */
  private Optional<String> step() throws IOException, ContainerClosed {
    while (replies.isEmpty() && generation.isPresent()) {
      Generation running = generation.get();
      boolean padded = options.mode() != EmulatorMode.LEGACY;
      if (running.due(padded)) {
        if (!frame(running)) {
          return Optional.empty();
        }
      } else if (running.ended()) {
        running.rest().forEach(text -> delta(running, text));
        done(running);
      } else if (audio.takeFinal()) {
        running.end();
      } else if (audio.chunk().isPresent()) {
        audio.heard(running.hear(audio.chunk().get(), audio.read()));
      } else {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(replies.poll());
  }

  /** Brings the frame that is due, unless the accelerator or the model is not so far. */
  private boolean frame(Generation running) throws IOException {
    granted = granted || seat.map(FrameScheduler.Seat::take).orElse(true);
    Optional<List<String>> deltas = granted ? running.frame() : Optional.empty();
    if (deltas.isEmpty()) {
      return false;
    }
    granted = false;
    frames++;
    deltas.get().forEach(text -> delta(running, text));
    return true;
  }

  private void delta(Generation running, String text) {
    String said = options.mode() == EmulatorMode.RUT ? "" : text;
    running.sent(said);
    replies.add(events.delta(said));
  }

  private void done(Generation running) throws ContainerClosed {
    if (!running.heard() && options.mode() == EmulatorMode.LEGACY) {
      throw new ContainerClosed("the engine died of an utterance without audio");
    }
    replies.add(events.done(running.done()));
    endGeneration();
    audio.clear();
  }

  private void start() {
    try {
      generation = Optional.of(new Generation(options.model().begin(ready), options.delivery()));
    } catch (IOException e) {
      error(String.valueOf(e.getMessage()), "processing_error");
    }
  }

  private void endGeneration() {
    generation.ifPresent(Generation::close);
    generation = Optional.empty();
  }

  private static String words(ProtocolException e) {
    return e.code().equals("invalid_json") ? "Invalid JSON" : e.getMessage();
  }

  private void error(String message, String code) {
    replies.add(events.error(message, code));
  }
}
