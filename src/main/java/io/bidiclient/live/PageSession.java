package io.bidiclient.live;

import io.bidiclient.live.ServerMessages.RecordingProgress;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.transcript.PlacedDelta;
import io.bidiclient.transcript.ProblemReported;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.Target;
import io.bidiclient.transcript.TranscriptEvent;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.write.JsonLinesWriter;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One visitor: a page, its recordings one after the other, and what they said. Outlives a
 * connection that breaks. On the server's event loop.
 */
final class PageSession {
  private static final long PROGRESS_MILLIS = 200;

  private final String id;
  private final Surroundings around;
  private final LongSupplier clock;
  private final ReplayLog outbox = new ReplayLog(ReplayLog.MOST_CHARS);
  private final LiveTranscript transcript;
  private final TranscriptWriter lines;
  private Optional<Channel> page = Optional.empty();
  private Optional<LiveRecording> take = Optional.empty();
  private Optional<ScheduledFuture<?>> ticking = Optional.empty();
  private long recording;
  private long received;
  private boolean stopped;

  /** Where the next recording begins on the time line, in samples. */
  private long end;

  /** The same before the page was cleared, while that can be undone. */
  private long clearedEnd;

  private RecordingProgress told = new RecordingProgress(0, 0, 0, 0, 0);

  /**
   * What all visits share.
   *
   * @param takes runs each recording on a thread of its own
   * @param endpoint whether a recording could begin
   * @param audience where people read along; empty where nobody may
   * @param readers the token that lets them in
   */
  record Surroundings(
      Streaming streaming,
      EventLoop loop,
      Executor takes,
      Hosting hosting,
      EndpointStatus endpoint,
      Optional<Audience> audience,
      Optional<String> readers) {}

  /** A visit without a page yet. */
  PageSession(String id, Surroundings around) {
    this.id = id;
    this.around = around;
    long began = System.nanoTime();
    this.clock = () -> System.nanoTime() - began;
    Target target = around.streaming().target();
    this.transcript = new LiveTranscript(target);
    this.lines = new JsonLinesWriter(outbox.writer(), LiveTranscript.NAME, target);
  }

  String id() {
    return id;
  }

  /** Whether the channel is its page's. */
  boolean isOn(Channel channel) {
    return page.filter(channel::equals).isPresent();
  }

  /**
   * Its page is there, or there again; an older connection of it is closed.
   *
   * @param seen number of the last line that came, −1 for none
   */
  void attach(Channel channel, boolean resumed, long seen) {
    Optional<Channel> old = page;
    page = Optional.of(channel);
    old.ifPresent(
        other -> {
          var unused = other.close();
        });
    outbox.resumeAfter(seen);
    send(
        ServerMessages.welcome(
            id,
            resumed,
            take.isPresent() && !stopped,
            progress(),
            AudioInbox.WINDOW,
            around.streaming().target().label(),
            around.readers()));
    send(around.endpoint().message());
    told = progress();
    flush();
  }

  /** Its connection is gone; the recording waits. */
  void detach() {
    page = Optional.empty();
  }

  /** Begins a recording. */
  void start(PageMessage.Start start) throws PageFault {
    if (take.isPresent()) {
      throw new PageFault("a recording began before the last one was over");
    }
    if (start.recording() <= recording) {
      throw new PageFault("recording " + start.recording() + " began twice");
    }
    recording = start.recording();
    received = 0;
    stopped = false;
    transcript.begin();
    clearedEnd = 0;
    around.audience().ifPresent(audience -> audience.began(id, recording));
    LiveRecording begun =
        new LiveRecording(
            around.streaming(),
            start,
            end,
            event -> around.loop().execute(() -> write(event)),
            clock);
    take = Optional.of(begun);
    ticking =
        Optional.of(
            around
                .loop()
                .scheduleAtFixedRate(
                    this::tick, PROGRESS_MILLIS, PROGRESS_MILLIS, TimeUnit.MILLISECONDS));
    around.takes().execute(begun);
  }

  /** Takes bytes of the recording; what comes after its end is of no use any more. */
  void audio(byte[] bytes) throws PageFault {
    if (take.isEmpty()) {
      return;
    }
    if (stopped) {
      throw new PageFault("audio after the recording's end");
    }
    if (!take.get().offer(bytes)) {
      throw new PageFault("more audio than was asked for");
    }
    received += bytes.length;
  }

  /** The recording has no further byte. */
  void stop() {
    stopped = true;
    take.ifPresent(LiveRecording::stop);
  }

  /** The lines up to this one are not needed any more. */
  void seen(long seq) {
    outbox.seen(seq);
  }

  /** Sends a document. */
  void export(PageMessage.Export export) {
    try {
      send(ServerMessages.document(export.format(), transcript.document(export.format())));
    } catch (IOException e) {
      throw new UncheckedIOException("a writer in memory failed", e);
    }
  }

  /** Forgets what was said. */
  void clear() throws PageFault {
    if (take.isPresent()) {
      throw new PageFault("the transcript was cleared in a recording");
    }
    transcript.clear();
    clearedEnd = Math.max(end, clearedEnd);
    end = 0;
    around.audience().ifPresent(audience -> audience.clear(id));
  }

  /** Has back what was forgotten last; nothing happens once another recording has begun. */
  void restore() throws PageFault {
    if (take.isPresent()) {
      throw new PageFault("the transcript was restored in a recording");
    }
    transcript.restore();
    end = Math.max(end, clearedEnd);
    around.audience().ifPresent(audience -> audience.restore(id));
  }

  /** Passes a message to its page, if that is there. */
  void tell(String message) {
    send(message);
  }

  /** Nobody reads on: a recording in progress ends with what was sent of it. */
  void leave() {
    page = Optional.empty();
    take.ifPresent(LiveRecording::leave);
    around.audience().ifPresent(audience -> audience.left(id));
  }

  /** Ends a recording in progress with what was sent; its last words still go to the page. */
  void finish() {
    take.ifPresent(LiveRecording::leave);
  }

  /** Sends the lines that are due, as far as the connection takes them. */
  void flush() {
    while (page.filter(Channel::isWritable).isPresent()) {
      Optional<String> next = outbox.poll();
      if (next.isEmpty()) {
        break;
      }
      send(next.get());
    }
  }

  private void write(TranscriptEvent event) {
    try {
      lines.write(event);
      transcript.write(event);
    } catch (IOException e) {
      throw new UncheckedIOException("a writer in memory failed", e);
    }
    if (event instanceof PlacedDelta delta) {
      around.audience().ifPresent(audience -> audience.said(id, recording, delta));
    } else if (event instanceof ProblemReported reported) {
      around.hosting().report(reported.problem());
    } else if (event instanceof Summary summary) {
      ended(summary);
    }
    flush();
  }

  private void ended(Summary summary) {
    ticking.ifPresent(timer -> timer.cancel(false));
    tick();
    take = Optional.empty();
    around.audience().ifPresent(audience -> audience.over(id, recording));
    if (summary.status() == RunStatus.FAILED) {
      around.endpoint().check();
    }
    end += summary.delivery().read();
  }

  private void tick() {
    RecordingProgress now = progress();
    if (!now.equals(told) && page.filter(Channel::isWritable).isPresent()) {
      told = now;
      send(ServerMessages.progress(now));
    }
  }

  private RecordingProgress progress() {
    long taken = take.map(LiveRecording::taken).orElse(received);
    return new RecordingProgress(
        recording,
        received,
        taken,
        take.map(LiveRecording::sent).orElse(end),
        take.map(LiveRecording::heard).orElse(end));
  }

  private void send(String message) {
    page.ifPresent(
        channel -> {
          // A write fails when the connection is gone, and then the socket is told.
          var unused = channel.writeAndFlush(new TextWebSocketFrame(message));
        });
  }
}
