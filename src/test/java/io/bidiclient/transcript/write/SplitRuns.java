package io.bidiclient.transcript.write;

import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.RunEnded.Delivery;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.realtime.event.SessionProgress;
import io.bidiclient.realtime.event.SessionProgress.Stage;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.protocol.ServerEvent.Usage;
import io.bidiclient.transcript.Channel;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.assemble.ChannelMerger;
import io.bidiclient.transcript.assemble.TranscriptAssembler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Runs of several channels made up for tests, with the channels' events in any order. */
public final class SplitRuns {
  private static final long NANOS_A_FRAME = 80_000_000L;
  private static final int FRAME = 1_280;

  private SplitRuns() {}

  /** Takes the next event of a channel; they count from 0. */
  private interface Order {
    int next(List<List<TranscriptionEvent>> left);
  }

  /** Plays the channels frame by frame, side by side. */
  public static void sideBySide(
      TranscriptWriter writer, int frames, List<Map<Integer, String>> said) throws IOException {
    play(
        writer,
        frames,
        said,
        left ->
            IntStream.range(0, left.size())
                .reduce((a, b) -> left.get(b).size() > left.get(a).size() ? b : a)
                .orElseThrow());
  }

  /** Plays them in an order that a seed decides, in runs of events of one channel. */
  public static void shuffled(
      TranscriptWriter writer, int frames, List<Map<Integer, String>> said, long seed)
      throws IOException {
    Random random = new Random(seed);
    int[] now = {0};
    play(
        writer,
        frames,
        said,
        left -> {
          if (random.nextInt(20) == 0) {
            now[0] = random.nextInt(left.size());
          }
          return now[0];
        });
  }

  private static void play(
      TranscriptWriter writer, int frames, List<Map<Integer, String>> said, Order order)
      throws IOException {
    List<Channel> channels = new ArrayList<>();
    List<List<TranscriptionEvent>> left = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      channels.add(new Channel(i + 1, i == 1 ? "caller" : ""));
      left.add(events(frames, said.get(i)));
    }
    ChannelMerger merge = new ChannelMerger(writer, channels);
    List<TranscriptAssembler> narrators =
        IntStream.range(0, said.size()).mapToObj(merge::assembler).toList();
    List<Summary.Part> parts = new ArrayList<>();
    long at = 0;
    while (left.stream().anyMatch(events -> !events.isEmpty())) {
      int channel = order.next(left);
      if (left.get(channel).isEmpty()) {
        channel =
            IntStream.range(0, left.size())
                .filter(i -> !left.get(i).isEmpty())
                .findFirst()
                .orElseThrow();
      }
      TranscriptionEvent event = left.get(channel).remove(0);
      at += NANOS_A_FRAME / 10;
      narrators.get(channel).take(at, event);
      if (event instanceof RunEnded ended) {
        narrators.get(channel).end(Runs.summary(RunStatus.COMPLETE));
        parts.add(
            new Summary.Part(
                channels.get(channel),
                RunStatus.COMPLETE,
                ended.delivery(),
                narrators.get(channel).words()));
      }
    }
    long words = narrators.stream().mapToLong(TranscriptAssembler::words).sum();
    Delivery delivery = new Delivery(1, 1, "0".repeat(64), 1, 2, 0);
    writer.write(new Summary(at, RunStatus.COMPLETE, delivery, words, Summary.Latency.NONE, parts));
  }

  private static List<TranscriptionEvent> events(int frames, Map<Integer, String> said) {
    long samples = (long) frames * FRAME;
    long deltas = (samples + 12_760) / FRAME + 1;
    List<TranscriptionEvent> events = new ArrayList<>();
    events.add(reached(Stage.STREAMING, 0, 0));
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= deltas; i++) {
      long sent = Math.min(samples, (i + 8L) * FRAME);
      events.add(new TranscriptionEvent.AudioSent(sent - FRAME, sent, -20));
      if (sent == samples) {
        events.add(reached(Stage.FINISHING, samples, i - 1));
      }
      String delta = said.getOrDefault(i, "");
      text.append(delta);
      events.add(TimedText.of(delta, Math.min((long) i * FRAME, samples)));
    }
    events.add(reached(Stage.DONE, samples, deltas));
    events.add(
        new TranscriptionEvent.UtteranceDone(text.toString(), Optional.of(new Usage(39, deltas))));
    events.add(
        new RunEnded(
            RunStatus.COMPLETE, new Delivery(samples, samples, "0".repeat(64), deltas, 1, 0)));
    return events;
  }

  private static TranscriptionEvent reached(Stage stage, long sent, long deltas) {
    return new SessionProgress(1, stage, "sess-1", 0, sent, deltas, true);
  }
}
