package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.check.Alignment;
import io.bidiclient.check.Normalizer;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.Fault;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.emulator.speech.SpeechModel;
import io.bidiclient.realtime.Result;
import io.bidiclient.realtime.event.Seam;
import io.bidiclient.realtime.session.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Sessions break and grow old while people speak. Half a minute with a few drops; {@code
 * -Dbidi.speech.minutes=10} makes it ten minutes with twenty.
 */
class SpeechFailoverIT {
  /** Deltas until a connection drops: eight seconds, or twenty-four in a long run. */
  private static final int DROP_AFTER = 100;

  private static final int LONG_DROP_AFTER = 300;

  private static final int PAUSE_MILLIS = 700;

  /**
   * A recogniser that begins elsewhere cuts the speech elsewhere, and words it otherwise, up to the
   * end of the next but one of its segments: 36 s.
   */
  private static final long NEAR = 2 * 18 * 16_000;

  /** So many words more or less in one place are lost or doubled, and no other wording. */
  private static final int LOST = 2;

  private final Normalizer normalizer = new Normalizer(true);

  /**
   * Words that the two transcripts have otherwise.
   *
   * @param at samples before the first of them
   * @param whole what the transcript without cuts has
   * @param cut what the one with cuts has in its place
   */
  private record Difference(long at, List<String> whole, List<String> cut) {}

  @Test
  @Timeout(3600)
  void dropsAndRolloversChangeWordsOnlyWhereSessionsWereJoined() throws Exception {
    List<HumanSpeech> people = HumanSpeech.all();
    int minutes = Integer.getInteger("bidi.speech.minutes", 0);
    int times = Math.max(1, 20 * minutes / 16);
    byte[] pcm = repeated(HumanSpeech.joined(people, PAUSE_MILLIS), times);
    String said = people.stream().map(HumanSpeech::said).collect(Collectors.joining(" "));
    List<String> reference = normalizer.words((said + " ").repeat(times));

    LocalRun whole = run();
    assertInstanceOf(Outcome.Completed.class, whole.run(pcm, Pace.AUTO).outcome());
    int drops = minutes > 0 ? 2 * minutes : pcm.length / 32_000 / 10;
    LocalRun cut =
        run()
            .faults(
                minutes > 0
                    ? FaultPlan.at(Fault.DROP, LONG_DROP_AFTER).times(2 * drops)
                    : FaultPlan.at(Fault.DROP, DROP_AFTER).times(drops))
            .retries(4 * drops)
            .longestSession(Duration.ofMinutes(1));
    Result result = cut.run(pcm, Pace.AUTO);
    double without = rate(reference, whole);
    double with = rate(reference, cut);
    List<Difference> differences = differences(words(whole), words(cut), timesOfWords(cut));
    List<Seam> uncertain = cut.seams().stream().filter(seam -> !seam.isCertain()).toList();
    String figures =
        String.format(
            Locale.ROOT,
            "%d drops, %d sessions, %d seams: word error rate %.4f, without drops %.4f; of %d words"
                + " %d are worded otherwise%n%s%nuncertain: %s%nsessions: %s",
            result.delivery().retries(),
            result.delivery().sessions(),
            cut.seams().size(),
            with,
            without,
            words(whole).size(),
            differences.size(),
            differences,
            uncertain,
            cut.starts());
    System.out.println(figures);

    assertTrue(result.delivery().retries() >= (minutes > 0 ? drops : drops / 2), figures);
    assertEquals(pcm.length / 2, result.delivery().sent());
    assertEquals(!uncertain.isEmpty(), result.outcome() instanceof Outcome.Uncertain, figures);
    assertEquals(uncertain.isEmpty(), result.outcome() instanceof Outcome.Completed, figures);
    List<Long> marks = new ArrayList<>(cut.starts());
    cut.seams().forEach(seam -> marks.add(seam.position()));
    for (Difference difference : differences) {
      assertTrue(isNear(difference, marks), difference + " of " + figures);
      boolean lost = Math.abs(difference.whole().size() - difference.cut().size()) >= LOST;
      List<Long> doubts = uncertain.stream().map(Seam::position).toList();
      assertTrue(!lost || isNear(difference, doubts), difference + " of " + figures);
    }
    assertTrue(with <= without + 0.05, figures);
  }

  private static boolean isNear(Difference difference, List<Long> places) {
    return places.stream().anyMatch(place -> Math.abs(place - difference.at()) <= NEAR);
  }

  /** For each word the time of the delta by which it is printed in whole. */
  private List<Long> timesOfWords(LocalRun run) {
    List<Long> times = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < run.pieces().size(); i++) {
      text.append(run.pieces().get(i));
      int words = run.pieces().get(i).isBlank() ? 0 : normalizer.words(text.toString()).size();
      while (times.size() < words) {
        times.add(run.times().get(i));
      }
    }
    return times;
  }

  private static List<Difference> differences(
      List<String> whole, List<String> cut, List<Long> times) {
    List<Difference> found = new ArrayList<>();
    int at = 0;
    Difference open = null;
    for (Alignment.Edit edit : Alignment.of(whole, cut).edits()) {
      if (edit.kind() == Alignment.Kind.MATCH) {
        open = null;
      } else {
        if (open == null) {
          open =
              new Difference(
                  times.get(Math.min(at, times.size() - 1)), new ArrayList<>(), new ArrayList<>());
          found.add(open);
        }
        if (!edit.reference().isEmpty()) {
          open.whole().add(edit.reference());
        }
        if (!edit.heard().isEmpty()) {
          open.cut().add(edit.heard());
        }
      }
      at += edit.heard().isEmpty() ? 0 : 1;
    }
    return found;
  }

  private LocalRun run() throws Exception {
    return new LocalRun()
        .emulator(
            EmulatorOptions.defaults().withModel(SpeechModel.start(HumanSpeech.recogniser())));
  }

  private List<String> words(LocalRun run) {
    return normalizer.words(run.text());
  }

  private double rate(List<String> reference, LocalRun run) {
    return Alignment.of(reference, words(run)).rate();
  }

  private static byte[] repeated(byte[] once, int times) {
    byte[] all = new byte[once.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(once, 0, all, i * once.length, once.length);
    }
    return all;
  }
}
