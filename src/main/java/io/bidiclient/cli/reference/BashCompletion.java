package io.bidiclient.cli.reference;

import io.bidiclient.cli.reference.OptionEntry.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A completion script for bash 4 and later, which needs nothing but bash. */
final class BashCompletion {
  private static final String HEAD =
      """
      # Completion for bidi-client in bash: made by `bidi-client generate-completion bash`.
      _bidi_client() {
        local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' at
        local IFS=$'\\n'
        for ((at = 1; at < COMP_CWORD; at++)); do
          case "$command/${COMP_WORDS[at]}" in
            @COMMANDS@) command=${command:+$command }${COMP_WORDS[at]} ;;
          esac
        done
        # Bash cuts words at =, so that --pace=max are three.
        if [[ $current == = ]]; then
          current='' before=$before=
        elif [[ $before == = ]]; then
          before=${COMP_WORDS[COMP_CWORD - 2]}=
        fi
        [[ $before == -* || $before != *= ]] || before=FORMAT=
        COMPREPLY=()
        case "$command/$before" in
      """;
  private static final String TAIL =
      """
        esac
        if [[ $current == -* ]]; then
          case $command in
      @OPTIONS@    esac
          return
        fi
        case $command in
      @WORDS@  esac
      }
      complete -F _bidi_client bidi-client
      """;
  private static final String FILES =
      "compopt -o filenames; COMPREPLY=($(compgen -f -- \"$current\"))";
  private static final String FOLDERS =
      "compopt -o filenames; COMPREPLY=($(compgen -d -- \"$current\"))";

  private BashCompletion() {}

  static String script(List<CommandEntry> commands) {
    StringBuilder script = new StringBuilder(HEAD.replace("@COMMANDS@", patterns(commands)));
    script.append("    */FORMAT=) ").append(FILES).append("; return ;;\n");
    valuesByAction(commands)
        .forEach(
            (action, patterns) ->
                script
                    .append("    ")
                    .append(String.join(" | ", patterns))
                    .append(") ")
                    .append(action.isEmpty() ? "" : action + "; ")
                    .append("return ;;\n"));
    StringBuilder options = new StringBuilder();
    StringBuilder words = new StringBuilder();
    for (CommandEntry command : commands) {
      String head = "'" + command.path() + "') ";
      options.append("      ").append(head).append(oneOf(command.names().toList()));
      options.append(" ;;\n");
      words.append("    ").append(head).append(words(command)).append(" ;;\n");
    }
    return script
        + TAIL.replace("@OPTIONS@", options.toString()).replace("@WORDS@", words.toString());
  }

  /** The commands as {@code parent/word}, for a case. */
  static String patterns(List<CommandEntry> commands) {
    return commands.stream()
        .flatMap(above -> above.commands().stream().map(word -> quoted(above, word)))
        .collect(Collectors.joining(" | "));
  }

  private static Map<String, Set<String>> valuesByAction(List<CommandEntry> commands) {
    Map<String, Set<String>> actions = new TreeMap<>();
    for (CommandEntry command : commands) {
      for (OptionEntry option : command.options()) {
        for (String name : option.value() == Value.NONE ? List.<String>of() : option.heads()) {
          actions
              .computeIfAbsent(action(option), none -> new TreeSet<>())
              .add(quoted(command, name));
        }
      }
    }
    return actions;
  }

  private static String quoted(CommandEntry command, String word) {
    return "'" + command.path() + "'/" + word;
  }

  private static String action(OptionEntry option) {
    return switch (option.value()) {
      case CHOICE -> oneOf(option.values());
      case FILE -> FILES;
      case FOLDER -> FOLDERS;
      case NONE, OTHER -> "";
    };
  }

  private static String words(CommandEntry command) {
    String words = command.words().isEmpty() ? "" : oneOf(command.words());
    if (!command.takesFiles()) {
      return words;
    }
    String files = FILES.replace("COMPREPLY=", "COMPREPLY+=");
    return words.isEmpty() ? files : words + "; " + files;
  }

  private static String oneOf(List<String> words) {
    return "COMPREPLY=($(compgen -W $'" + String.join("\\n", words) + "' -- \"$current\"))";
  }
}
