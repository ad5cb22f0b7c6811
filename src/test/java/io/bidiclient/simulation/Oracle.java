package io.bidiclient.simulation;

import io.bidiclient.realtime.session.Outcome;
import io.bidiclient.simulation.WordDiff.Hunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Judges a run: every word once, in order, at its time; or a mark that says where not. A transcript
 * that is not complete may end early, but what it has must be right.
 */
final class Oracle {
  /** Warnings that say that words may be lost or doubled at a place. */
  private static final Set<String> MARKS = Set.of("seam", "rough_cut", "contradiction");

  /** Words that a mark may be away from what it marks. */
  private static final int NEAR = 40;

  /** Words of one delta that is no segment. */
  private static final int MOST_IN_A_DELTA = 12;

  private static final int FRAME = 1_280;

  private final Scenario scenario;
  private final RunLog log;
  private final List<String> failures;
  private final PrintedWords printed;
  private final List<String> spoken;

  private Oracle(Scenario scenario, RunLog log) {
    this.scenario = scenario;
    this.log = log;
    this.failures = new ArrayList<>(log.violations());
    this.printed = PrintedWords.of(log.printed(), scenario.script());
    this.spoken = log.world().words().stream().map(SpokenWord::text).toList();
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
    List<Hunk> hunks = WordDiff.of(spoken, printed.words());
    boolean exact = hunks.isEmpty();
    for (Hunk hunk : hunks) {
      if (isMissingEnd(hunk) || isServers(hunk)) {
        continue;
      }
      int both = Math.min(hunk.missing(), hunk.extra());
      changed += both;
      lost += hunk.missing() - both;
      doubled += hunk.extra() - both;
      if (!isMarked(hunk)) {
        failures.add("unmarked: " + describe(hunk));
        silent = true;
      }
    }
    if (log.completed() && !exact && hunks.stream().anyMatch(this::isMissingEnd)) {
      failures.add("false complete: the end is missing");
    } else if (log.completed() && silent) {
      failures.add("false complete: words are lost or doubled without a mark");
    }
    if (exact) {
      checkTimes();
      checkSpaces();
    }
    checkRetries();
    int seams = (int) log.warnings().stream().filter(w -> MARKS.contains(w.code())).count();
    return new Verdict(exact, log.completed(), lost, doubled, changed, seams, failures);
  }

  /** Whether a hunk is nothing but the end that a transcript which is not complete lacks. */
  private boolean isMissingEnd(Hunk hunk) {
    return !log.completed()
        && hunk.at() + hunk.missing() == spoken.size()
        && hunk.extra() <= 1
        && hunk.printedAt() + hunk.extra() == printed.words().size();
  }

  /** Whether a hunk is no more than what a server said twice in one session. */
  private boolean isServers(Hunk hunk) {
    return log.struck().containsKey(FaultKind.DUPLICATED)
        && hunk.missing() <= 1
        && hunk.extra() <= MOST_IN_A_DELTA;
  }

  private boolean isMarked(Hunk hunk) {
    int last = Math.min(printed.pieces().size() - 1, hunk.printedAt() + hunk.extra());
    int piece = last < 0 ? 0 : printed.pieces().get(last);
    int reach = NEAR * scenario.server().pieces() + hunk.extra() * scenario.server().pieces();
    return log.warnings().stream()
        .filter(told -> MARKS.contains(told.code()))
        .anyMatch(told -> Math.abs(told.printed() - piece) <= reach);
  }

  private String describe(Hunk hunk) {
    return hunk.missing()
        + " missing "
        + some(spoken, hunk.at(), hunk.missing())
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
    List<SpokenWord> words = log.world().words();
    return words.get(Math.min(word, words.size() - 1)).start() / 16_000.0;
  }

  private static List<String> some(List<String> words, int from, int count) {
    return words.subList(from, from + Math.min(count, 5));
  }

  /** With a clock a word's time is right; without one it is at least not before its sound. */
  private void checkTimes() {
    ServerKind server = scenario.server();
    boolean clock = !server.openAi() && server.cadence() == ServerKind.Cadence.FRAME;
    long most = (long) (server.late() + server.jitter() + server.pieces() + 20) * FRAME;
    for (int i = 0; i < spoken.size(); i++) {
      SpokenWord word = log.world().words().get(i);
      long heard = printed.heard().get(i);
      if (heard < word.start() || (clock && heard > word.end() + most)) {
        failures.add("times: word " + i + " ends at " + word.end() + ", was told at " + heard);
        return;
      }
    }
  }

  /** Spaces are the server's: the text is that of one session. */
  private void checkSpaces() {
    String text = log.text().strip();
    if (text.contains("  ")) {
      failures.add("spaces: two in a row at " + text.indexOf("  "));
    }
    String want =
        String.join(scenario.server().spacing() == ServerKind.Spacing.NONE ? "" : " ", spoken);
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
