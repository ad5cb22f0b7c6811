package io.bidiclient.cli.help;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Help whose options stand in groups: each mixin of a command is a group, with the first line of
 * the mixin's own description as its heading. Of a command that has {@code --help-all}, plain help
 * shows the common options only.
 */
public final class GroupedHelp extends Help {
  static final String ALL = "--help-all";

  /** What most runs need, in the order of the groups. */
  static final Set<String> COMMON =
      Set.of(
          "--endpoint",
          "--region",
          "--profile",
          "--url",
          "--local",
          "--split-channels",
          "--pace",
          "--output",
          "--output-dir",
          "--jobs",
          "--stats",
          "--quiet",
          "--verbose",
          "--explain",
          "--help",
          ALL,
          "--version");

  public GroupedHelp(CommandSpec spec, ColorScheme colors) {
    super(spec, colors);
  }

  @Override
  public String optionListHeading(Object... params) {
    return "";
  }

  /** Shown in the list of commands only. */
  @Override
  public String header(Object... params) {
    return "";
  }

  @Override
  public String optionList() {
    OptionSpec all = commandSpec().findOption(ALL);
    return all == null || Boolean.TRUE.equals(all.getValue()) ? groups() : common();
  }

  private String common() {
    List<OptionSpec> common =
        commandSpec().options().stream()
            .filter(option -> COMMON.contains(option.longestName()))
            .sorted(Comparator.comparing(option -> option.longestName().equals(ALL)))
            .toList();
    return list("Common options", common);
  }

  private String groups() {
    List<OptionSpec> own = new ArrayList<>(commandSpec().options());
    StringBuilder groups = new StringBuilder();
    for (CommandSpec group : commandSpec().mixins().values()) {
      List<OptionSpec> grouped = own.stream().filter(in(group)).toList();
      own.removeAll(grouped);
      groups.append(list(group.usageMessage().description()[0], grouped));
    }
    return list("Options", own) + groups;
  }

  private static Predicate<OptionSpec> in(CommandSpec group) {
    return option -> group.findOption(option.longestName()) != null;
  }

  private String list(String heading, List<OptionSpec> options) {
    Layout layout = createDefaultLayout();
    layout.addOptions(options, createDefaultParamLabelRenderer());
    return options.isEmpty() ? "" : String.format("%n%s:%n", heading) + layout;
  }
}
