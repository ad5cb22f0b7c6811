package io.bidiclient.check;

import io.bidiclient.check.Alignment.Edit;
import io.bidiclient.check.Alignment.Kind;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.text.PrintableText;
import java.util.Locale;
import java.util.stream.Collectors;

/** A check's result as lines, for people and for GitHub's log. */
final class CheckText {
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String PLAIN = "\u001b[0m";

  private CheckText() {}

  /**
   * For people: the alignment, the rates, the gates and the verdict. Without colour a missing word
   * is {@code [-so-]} and one too many {@code {+so+}}.
   */
  static String of(CheckResult result, boolean color) {
    StringBuilder text = new StringBuilder();
    result.words().filter(words -> words.errors() > 0).ifPresent(w -> text.append(diff(w, color)));
    result.words().ifPresent(words -> text.append(rate("word error rate", words)));
    result.characters().ifPresent(all -> text.append(rate("character error rate", all)));
    for (Gate gate : result.gates()) {
      String mark = paint(gate.passed() ? "ok  " : "FAIL", gate.passed() ? GREEN : RED, color);
      text.append(mark).append(' ').append(gate.name()).append(": ");
      text.append(gate.finding()).append('\n');
    }
    boolean passed = result.code() == ExitCode.OK;
    String verdict = passed ? "check passed" : "check failed";
    return text.append(paint(verdict, passed ? GREEN : RED, color)).append('\n').toString();
  }

  /** For GitHub Actions: a workflow command for each gate and problem. */
  static String github(CheckResult result) {
    StringBuilder text = new StringBuilder();
    for (Problem problem : result.report().problems()) {
      text.append(command("error", "transcription", problem.message()));
    }
    for (Gate gate : result.gates()) {
      text.append(command(gate.passed() ? "notice" : "error", gate.name(), gate.finding()));
    }
    return text.toString();
  }

  private static String diff(Alignment words, boolean color) {
    return words.edits().stream()
        .map(edit -> show(edit, color))
        .collect(Collectors.joining(" ", "", "\n"));
  }

  private static String show(Edit edit, boolean color) {
    String missing = color ? paint(edit.reference(), RED, true) : "[-" + edit.reference() + "-]";
    String more = color ? paint(edit.heard(), GREEN, true) : "{+" + edit.heard() + "+}";
    return switch (edit.kind()) {
      case MATCH -> edit.heard();
      case SUBSTITUTION -> missing + " " + more;
      case INSERTION -> more;
      case DELETION -> missing;
    };
  }

  private static String rate(String name, Alignment all) {
    if (all.edits().isEmpty()) {
      return String.format(Locale.ROOT, "%s %.4f%n", name, all.rate());
    }
    return String.format(
        Locale.ROOT,
        "%s %.4f: %d substituted, %d missing, %d too many of %d%n",
        name,
        all.rate(),
        count(all, Kind.SUBSTITUTION),
        count(all, Kind.DELETION),
        count(all, Kind.INSERTION),
        all.length());
  }

  private static long count(Alignment all, Kind kind) {
    return all.edits().stream().filter(edit -> edit.kind() == kind).count();
  }

  private static String paint(String text, String color, boolean on) {
    return on ? color + text + PLAIN : text;
  }

  private static String command(String level, String title, String message) {
    String data =
        PrintableText.lines(message).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    return "::" + level + " title=bidi-client " + title + "::" + data + "\n";
  }
}
