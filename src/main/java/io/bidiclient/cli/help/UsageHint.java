package io.bidiclient.cli.help;

import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is told of a command line that cannot be meant: the parser's message, and one thing to do
 * about it, taken from what help says of the option.
 */
public final class UsageHint {
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z0-9-]+");
  private static final Pattern EXCLUSIVE =
      Pattern.compile("cannot be combined|exclude each other|leave one out");
  private static final Pattern NEEDS = Pattern.compile("(--[a-z0-9-]+) needs (--[a-z0-9-]+)");
  private static final Pattern DEFAULT = Pattern.compile("\\(default: [^)]*\\)");
  private static final String EXAMPLE = "  bidi-client";

  private final CommandLine command;
  private final ParameterException failure;

  private UsageHint(ParameterException failure) {
    this.command = failure.getCommandLine();
    this.failure = failure;
  }

  /** The message and the hint, with the exit code of a wrong usage. */
  public static Problem problem(ParameterException failure) {
    UsageHint hint = new UsageHint(failure);
    return failure instanceof UnmatchedArgumentException unmatched
        ? hint.unmatched(unmatched)
        : usage(failure.getMessage(), hint.byMessage());
  }

  private Problem unmatched(UnmatchedArgumentException unmatched) {
    String word = unmatched.getUnmatched().get(0);
    String message =
        unmatched.isUnknownOption()
            ? failure.getMessage()
            : "'" + word + "' is one argument too many for " + name();
    Optional<String> owner = owner(word.replaceFirst("=.*", ""), root());
    if (owner.isPresent()) {
      return usage(message, word + " is an option of '" + owner.get() + "'");
    }
    List<String> near = unmatched.getSuggestions();
    if (!near.isEmpty()) {
      return usage(message, "did you mean " + String.join(" or ", near) + "?");
    }
    return usage(message, unmatched.isUnknownOption() ? all() : "leave it out; " + example());
  }

  private String byMessage() {
    String message = failure.getMessage();
    Matcher needs = NEEDS.matcher(message);
    if (needs.find()) {
      return "add " + needs.group(2) + ", or leave " + needs.group(1) + " out";
    }
    if (EXCLUSIVE.matcher(message).find()) {
      return "leave one of them out";
    }
    ArgSpec argument = failure.getArgSpec();
    if (argument instanceof PositionalParamSpec) {
      return example();
    }
    return Optional.ofNullable((OptionSpec) argument)
        .or(() -> named(message))
        .map(UsageHint::described)
        .orElseGet(this::example);
  }

  /** The first option of this command that the message names. */
  private Optional<OptionSpec> named(String message) {
    return OPTION
        .matcher(message)
        .results()
        .map(found -> command.getCommandSpec().findOption(found.group()))
        .flatMap(Stream::ofNullable)
        .findFirst();
  }

  /** What help says of it, with its own default: a variable's value may be what is wrong. */
  private static String described(OptionSpec option) {
    String values = option.arity().max() == 0 ? "" : " " + option.paramLabel();
    String text = String.join(" ", option.description()).replace("%n", " ");
    if (option.defaultValue() != null) {
      String usual = Matcher.quoteReplacement("(default: " + option.defaultValue() + ")");
      text = DEFAULT.matcher(text).replaceAll(usual);
    }
    return option.longestName() + values + ": " + text;
  }

  /** The command that has an option, other than the one that was given it. */
  private Optional<String> owner(String option, CommandLine from) {
    CommandSpec spec = from.getCommandSpec();
    if (option.startsWith("--") && from != command && spec.findOption(option) != null) {
      return Optional.of(spec.qualifiedName());
    }
    return from.getSubcommands().values().stream()
        .flatMap(sub -> owner(option, sub).stream())
        .findFirst();
  }

  private CommandLine root() {
    return command.getCommandSpec().root().commandLine();
  }

  private String example() {
    return Arrays.stream(command.getCommandSpec().usageMessage().footer())
        .filter(line -> line.startsWith(EXAMPLE))
        .findFirst()
        .map(line -> "for example: " + line.strip())
        .orElseGet(this::all);
  }

  private String all() {
    return "'" + name() + " --help" + (command.getParent() == null ? "-all" : "") + "' lists them";
  }

  private String name() {
    return command.getCommandSpec().qualifiedName();
  }

  private static Problem usage(String message, String hint) {
    return new Problem(ExitCode.USAGE, message, hint);
  }
}
