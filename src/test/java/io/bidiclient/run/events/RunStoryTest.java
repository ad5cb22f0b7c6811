package io.bidiclient.run.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bidiclient.realtime.event.RunEnded;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.event.SessionProgress;
import io.bidiclient.realtime.event.SessionProgress.Stage;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.event.TranscriptionEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunStoryTest {
  private final List<String> said = new ArrayList<>();
  private final RunStory story = new RunStory(said::add);

  @Test
  void tellsSessionsPausesCutsAndSeamsWithTheirTimes() {
    take(0.01, stage(1, Stage.ASKED, 0, 0));
    take(0.2, stage(1, Stage.CONNECTED, 0, 0));
    take(0.25, new SessionProgress(1, Stage.CREATED, "abc", 0, 0, 0, true));
    take(0.26, stage(1, Stage.STREAMING, 0, 0));
    take(0.3, new TranscriptionEvent.AudioSent(0, 1_280, -20));
    take(0.5, TimedText.of("", 1_280));
    take(0.8, TimedText.of(" one", 2_560));
    take(0.9, TimedText.of(" two", 3_840));
    take(3.4, new TranscriptionEvent.AudioSent(1_280, 2_560, -20));
    take(5, stage(1, Stage.FINISHING, 0, 32_000));
    take(6, stage(1, Stage.DONE, 0, 32_000));
    take(6, stage(1, Stage.ENDED, 0, 32_000));
    take(7, new Seam(32_000, 3, 0.995, Seam.Choice.ALIGNED));
    take(8, new RunEnded(RunStatus.COMPLETE, RunEnded.Delivery.NONE));
    assertEquals(
        List.of(
            "0.01 s: session 1: connecting",
            "0.20 s: session 1: connected",
            "0.25 s: session 1: created as abc",
            "0.26 s: session 1: audio from 0.00 s of the input on",
            "0.80 s: first text",
            "3.40 s: sending goes on at 0.08 s of the input, after a pause of 3.1 s",
            "5.00 s: session 1: cut at 2.00 s of the input, waiting for transcription.done",
            "6.00 s: session 1: done, after 25 deltas",
            "6.00 s: session 1: closed",
            "7.00 s: joined at 2.00 s of the input on 3 words, certainty 0.995",
            "8.00 s: ended: complete"),
        said);
  }

  @Test
  void tellsPausesInTheAudioOnceAndWhereTheyAre() {
    chunk(0, -20);
    chunk(1, -36);
    chunk(2, -90);
    chunk(3, -20);
    chunk(1, -36);
    chunk(2, -90);
    chunk(3, -20);
    chunk(4, -90);
    chunk(5, -20);
    chunk(6, -90);
    chunk(7, -90);
    chunk(8, -90);
    take(9, new RunEnded(RunStatus.COMPLETE, RunEnded.Delivery.NONE));
    assertEquals(
        List.of(
            "0.00 s: no sound from 1.00 s of the input on, for 2.0 s",
            "9.00 s: no sound from 6.00 s of the input on, for 3.0 s",
            "9.00 s: ended: complete"),
        said);
  }

  private void chunk(int second, double level) {
    take(0, new TranscriptionEvent.AudioSent(second * 16_000L, second * 16_000L + 16_000, level));
  }

  private static SessionProgress stage(int session, Stage stage, long start, long sent) {
    return new SessionProgress(session, stage, "", start, sent, 25, true);
  }

  private void take(double seconds, TranscriptionEvent event) {
    story.take(Math.round(seconds * 1e9), event);
  }
}
