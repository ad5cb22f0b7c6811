package io.bidiclient.transcript.write;

import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.RunEnded.Delivery;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.realtime.event.SessionProgress;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import io.bidiclient.realtime.protocol.ServerEvent.Usage;
import io.bidiclient.transcript.Summary;
import io.bidiclient.transcript.TranscriptWriter;
import io.bidiclient.transcript.assemble.TranscriptAssembler;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs made up for tests: words at frames, one session, deltas as a server would send them. */
public final class Runs {
  private static final long NANOS_A_FRAME = 80_000_000L;
  private static final int FRAME = 1_280;

  private Runs() {}

  public static Summary summary(RunStatus status) {
    return new Summary(1_500_000_000L, status, delivery(16_000, 18), 0, Summary.Latency.NONE);
  }

  static Delivery delivery(long samples, long frames) {
    return new Delivery(samples, samples, "0".repeat(64), frames, 1, 0);
  }

  /**
   * Plays a run to a writer.
   *
   * @param frames frames of audio
   * @param said text by the number of the frame, from 1, in which it was said
   */
  static void play(TranscriptWriter writer, int frames, Map<Integer, String> said)
      throws IOException {
    TranscriptAssembler narrator = new TranscriptAssembler(writer);
    long samples = (long) frames * FRAME;
    narrator.take(0, reached(SessionProgress.Stage.ASKED, 0, 0));
    narrator.take(1_000_000, reached(SessionProgress.Stage.STREAMING, 0, 0));
    long deltas = (samples + 12_760) / FRAME + 1;
    StringBuilder text = new StringBuilder();
    Map<Integer, String> left = new TreeMap<>(said);
    for (int i = 1; i <= deltas; i++) {
      long sent = Math.min(samples, (i + 8L) * FRAME);
      narrator.take(i * NANOS_A_FRAME, new TranscriptionEvent.AudioSent(sent - FRAME, sent, -20));
      if (sent == samples) {
        narrator.take(i * NANOS_A_FRAME, reached(SessionProgress.Stage.FINISHING, samples, i - 1));
      }
      String delta = left.getOrDefault(i, "");
      text.append(delta);
      narrator.take(i * NANOS_A_FRAME, TimedText.of(delta, Math.min((long) i * FRAME, samples)));
    }
    long end = (deltas + 1) * NANOS_A_FRAME;
    narrator.take(end, reached(SessionProgress.Stage.DONE, samples, deltas));
    narrator.take(
        end,
        new TranscriptionEvent.UtteranceDone(text.toString(), Optional.of(new Usage(39, deltas))));
    narrator.take(end, new RunEnded(RunStatus.COMPLETE, delivery(samples, deltas)));
    narrator.end(
        new Summary(
            end,
            RunStatus.COMPLETE,
            delivery(samples, deltas),
            narrator.words(),
            Summary.Latency.NONE));
  }

  static TranscriptionEvent reached(SessionProgress.Stage stage, long sent, long deltas) {
    return new SessionProgress(1, stage, "sess-1", 0, sent, deltas, true);
  }
}
