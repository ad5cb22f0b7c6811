package io.bidiclient.simulation;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.session.Outcome;
import io.bidiclient.simulation.WordDiff.Hunk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Judges a run: every word once, in order, at its time; or an uncertain seam near the place where
 * not, and then no {@code complete}. A transcript that is not complete may end early, but what it
 * has must be right.
 *
 * <p>Excused is only what no client can tell: just the text of a delta that a server sends twice in
 * one session, and just the words to which a session was silent, for less than a client's patience.
 */
final class Oracle {
  /** Words that a seam may be away from what it marks. */
  private static final int NEAR = 40;

  /** Audio by which a seam may be away from what it marks, in samples. */
  private static final long NEAR_SAMPLES = 30L * AudioChunk.RATE;

  /** Words that fit into the sound to which a server may say nothing before it is replaced. */
  private static final int PATIENCE = 130;

  /** Faults with which a server that counts frames sends more deltas than it heard. */
  private static final Set<FaultKind> MISCOUNTED =
      EnumSet.of(FaultKind.ENDLESS, FaultKind.DUPLICATED);

  /** Seconds that a session may last where none is replaced for its age. */
  private static final int LONGEST_SESSION = 1_500;

  private static final int FRAME = 1_280;

  private final Scenario scenario;
  private final RunLog log;
  private final List<String> failures;
  private final PrintedWords printed;
  private final ExpectedWords spoken;

  private Oracle(Scenario scenario, RunLog log) {
    this.scenario = scenario;
    this.log = log;
    this.failures = new ArrayList<>(log.violations());
    this.printed = PrintedWords.of(log.printed(), scenario.script());
    this.spoken = ExpectedWords.nearest(log, scenario, printed.words());
  }

  /** Judges what was seen of a scenario's run. */
  static Verdict judge(Scenario scenario, RunLog log) {
    return new Oracle(scenario, log).judge();
  }

  private Verdict judge() {
    int lost = 0;
    int doubled = 0;
    int changed = 0;
    boolean silent = false;
    boolean claimsAll = log.completed() || log.doubted();
    List<Hunk> hunks = WordDiff.of(spoken.words(), printed.words());
    for (Hunk hunk : hunks) {
      if (isMissingEnd(hunk) || wasSilent(hunk)) {
        continue;
      }
      int both = Math.min(hunk.missing(), hunk.extra());
      changed += both;
      lost += hunk.missing() - both;
      doubled += hunk.extra() - both;
      if (isMarked(hunk)) {
        continue;
      }
      if (claimsAll && hunk.missing() > NEAR && hunk.at() + hunk.missing() == spoken.size()) {
        failures.add("false complete: the end is missing: " + describe(hunk));
      } else {
        boolean joined = log.joints().stream().anyMatch(joint -> isNear(joint, hunk));
        failures.add("unmarked: " + (joined ? "at a certain seam, " : "") + describe(hunk));
        silent = true;
      }
    }
    if (claimsAll && silent) {
      failures.add("false complete: words are lost or doubled without a mark");
    } else if (log.completed() && lost + doubled + changed > 0) {
      failures.add("false complete: words are lost or doubled near a mark");
    }
    checkMarks();
    if (hunks.isEmpty()) {
      checkTimes();
    }
    if (hunks.isEmpty() && log.doubled().isEmpty()) {
      checkSpaces();
    }
    checkRetries();
    return new Verdict(
        hunks.isEmpty(), log.completed(), lost, doubled, changed, log.uncertain().size(), failures);
  }

  /** Every uncertain seam is told to a person, and makes a complete transcript an uncertain one. */
  private void checkMarks() {
    int uncertain = log.uncertain().size();
    long told = log.warnings().stream().filter(warning -> warning.code().equals("seam")).count();
    if (uncertain != told) {
      failures.add("marks: " + uncertain + " seams are uncertain, " + told + " warnings say so");
    }
    if (log.completed() && uncertain > 0) {
      failures.add("false complete: " + uncertain + " seams are uncertain");
    }
    if (log.doubted() && uncertain == 0) {
      failures.add("marks: uncertain, and no seam is");
    }
  }

  /** Whether a hunk is nothing but the end that a transcript which is not complete lacks. */
  private boolean isMissingEnd(Hunk hunk) {
    return !log.completed()
        && !log.doubted()
        && hunk.at() + hunk.missing() == spoken.size()
        && hunk.extra() <= 1
        && hunk.printedAt() + hunk.extra() == printed.words().size();
  }

  /**
   * Whether a hunk is what a server was silent to. Of words that repeat it cannot be told which are
   * missing: any that read the same may be.
   */
  private boolean wasSilent(Hunk hunk) {
    if (hunk.extra() > 1 || hunk.missing() > PATIENCE || hunk.missing() == 0) {
      return false;
    }
    List<String> words = spoken.words();
    int from = hunk.at();
    int to = hunk.at();
    while (from > 0 && words.get(from - 1).equals(words.get(from - 1 + hunk.missing()))) {
      from--;
    }
    while (to + hunk.missing() < words.size()
        && words.get(to).equals(words.get(to + hunk.missing()))) {
      to++;
    }
    return IntStream.rangeClosed(from, to)
        .map(spoken::place)
        .anyMatch(
            at ->
                log.silenced().get(at, at + hunk.missing()).cardinality()
                    >= Math.max(1, hunk.missing() - 1));
  }

  /** Whether a seam marks its place and, where many words are missing, all of the stretch. */
  private boolean isMarked(Hunk hunk) {
    return log.uncertain().stream()
        .anyMatch(
            joint -> isNear(joint, hunk) && (hunk.missing() <= NEAR || reachesOver(joint, hunk)));
  }

  private boolean reachesOver(RunLog.Joint joint, Hunk hunk) {
    int last = spoken.place(hunk.at() + hunk.missing() - 1);
    return joint.seam().until() >= log.world().words().get(last).start() - NEAR_SAMPLES;
  }

  private boolean isNear(RunLog.Joint joint, Hunk hunk) {
    int last = Math.min(printed.pieces().size() - 1, hunk.printedAt() + hunk.extra());
    int piece = last < 0 ? 0 : printed.pieces().get(last);
    int pieces = scenario.server().pieces() * (NEAR + hunk.extra());
    List<SpokenWord> words = log.world().words();
    long from = words.get(spoken.place(hunk.at())).start() - NEAR_SAMPLES;
    long to = words.get(spoken.place(hunk.at() + hunk.missing())).end() + NEAR_SAMPLES;
    long position = joint.seam().position();
    return Math.abs(joint.printed() - piece) <= pieces || (position >= from && position <= to);
  }

  private String describe(Hunk hunk) {
    return hunk.missing()
        + " missing "
        + some(spoken.words(), hunk.at(), hunk.missing())
        + ", "
        + hunk.extra()
        + " extra "
        + some(printed.words(), hunk.printedAt(), hunk.extra())
        + " at word "
        + hunk.at()
        + " of "
        + spoken.size()
        + ", "
        + seconds(hunk.at())
        + " s";
  }

  private double seconds(int word) {
    return log.world().words().get(spoken.place(word)).start() / 16_000.0;
  }

  private static List<String> some(List<String> words, int from, int count) {
    return words.subList(from, from + Math.min(count, 5));
  }

  /**
   * With a clock a word's time is right; without one it is at least not before its sound. Where
   * vLLM's names come with fewer deltas than frames, times may be too early until the client says
   * that it knows.
   */
  private void checkTimes() {
    ServerKind server = scenario.server();
    boolean counts = !server.openAi() && server.cadence() == ServerKind.Cadence.FRAME;
    int known = server.openAi() || counts ? 0 : rolls() ? Integer.MAX_VALUE : clockIsKnown();
    boolean clock = counts && clockIsKnown() == Integer.MAX_VALUE;
    // Words in pieces fill every frame: then a clock cannot be told from none.
    boolean gaps = server.pieces() == 1;
    if (counts && !clock && gaps && Collections.disjoint(log.struck().keySet(), MISCOUNTED)) {
      failures.add("clock: not believed, although every delta is a frame");
    }
    // Words that only the final text has, of a session that is done early, are told at its end.
    boolean atOnce = !log.struck().containsKey(FaultKind.EARLY_DONE);
    int late = server.late() + server.jitter() + server.pieces() + 20;
    long most = atOnce ? (long) late * FRAME : Long.MAX_VALUE / 2;
    for (int i = 0; i < spoken.size(); i++) {
      SpokenWord word = log.world().words().get(spoken.place(i));
      long heard = printed.heard().get(i);
      if ((heard < word.start() && printed.pieces().get(i) >= known)
          || (clock && heard > word.end() + most)) {
        failures.add("times: word " + i + " ends at " + word.end() + ", was told at " + heard);
        return;
      }
    }
  }

  /** Whether text may wait for its turn with the time that it was given when it came. */
  private boolean rolls() {
    return scenario.maxSession() < LONGEST_SESSION;
  }

  /** How many pieces were printed before the client said that there is no clock. */
  private int clockIsKnown() {
    return log.warnings().stream()
        .filter(told -> told.code().equals(Warning.CLOCK))
        .mapToInt(RunLog.Told::printed)
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  /** Spaces are the server's: the text is that of one session. */
  private void checkSpaces() {
    String text = log.text().strip();
    if (text.contains("  ")) {
      failures.add("spaces: two in a row at " + text.indexOf("  "));
    }
    String want =
        String.join(
            scenario.server().spacing() == ServerKind.Spacing.NONE ? "" : " ", spoken.words());
    if (scenario.server().rewording() == ServerKind.Rewording.NONE && !text.equals(want)) {
      failures.add("spaces: the text is not that of one session");
    }
  }

  private void checkRetries() {
    long minutes = log.took().toMinutes() + 1;
    if (log.delivery().retries() > scenario.retries() * minutes) {
      failures.add("retries: " + log.delivery().retries() + " in " + log.took());
    }
    if (log.leftOpen() > 0) {
      failures.add("leak: " + log.leftOpen() + " connections were left open");
    }
    if (log.outcome().filter(Outcome.Abandoned.class::isInstance).isPresent()) {
      failures.add("outcome: abandoned, but somebody reads");
    }
  }
}
