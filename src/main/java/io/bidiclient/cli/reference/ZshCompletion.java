package io.bidiclient.cli.reference;

import io.bidiclient.cli.reference.OptionEntry.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A completion script for zsh, to be found on its {@code fpath} or sourced. */
final class ZshCompletion {
  private static final String HEAD =
      """
      #compdef bidi-client
      # Completion for bidi-client in zsh: made by `bidi-client generate-completion zsh`.
      _bidi_client() {
        local command='' word before=${words[CURRENT-1]}
        local -a options commands
        for word in ${words[2,CURRENT-1]}; do
          case "$command/$word" in
            (@COMMANDS@) command=${command:+$command }$word ;;
          esac
        done
        if [[ ${words[CURRENT]} == --*=* ]]; then
          before=${words[CURRENT]%%=*}=
          compset -P '*='
        elif compset -P '[a-z]*='; then
          _files
          return
        fi
        case "$command/$before" in
      """;
  private static final String TAIL =
      """
        esac
        case $command in
      @COMMANDS@  esac
        if [[ ${words[CURRENT]} == -* ]]; then
          _describe -o option options
          return
        fi
        (( ${#commands} )) && _describe command commands
        case $command in
          (@READERS@) _files ;;
        esac
      }
      if [[ ${funcstack[1]} == _bidi_client ]]; then
        _bidi_client "$@"
      else
        compdef _bidi_client bidi-client
      fi
      """;

  private ZshCompletion() {}

  static String script(List<CommandEntry> commands) {
    StringBuilder script =
        new StringBuilder(HEAD.replace("@COMMANDS@", BashCompletion.patterns(commands)));
    StringBuilder all = new StringBuilder();
    for (CommandEntry command : commands) {
      for (OptionEntry option : command.options()) {
        if (option.value() != Value.NONE) {
          script.append(value(command, option));
        }
      }
      all.append(words(command, commands));
    }
    String readers =
        commands.stream()
            .filter(CommandEntry::takesFiles)
            .map(command -> "'" + command.path() + "'")
            .collect(Collectors.joining(" | "));
    return script + TAIL.replace("@COMMANDS@", all.toString()).replace("@READERS@", readers);
  }

  private static String value(CommandEntry command, OptionEntry option) {
    String patterns =
        option.heads().stream()
            .map(name -> "'" + command.path() + "'/" + name)
            .collect(Collectors.joining(" | "));
    String action =
        switch (option.value()) {
          case CHOICE -> "compadd -- " + String.join(" ", option.values()) + "; ";
          case FILE -> "_files; ";
          case FOLDER -> "_files -/; ";
          case NONE, OTHER -> "";
        };
    return "    (" + patterns + ") " + action + "return ;;\n";
  }

  private static String words(CommandEntry command, List<CommandEntry> all) {
    List<String> options = new ArrayList<>();
    for (OptionEntry option : command.options()) {
      option.names().forEach(name -> options.add(described(name, option.about())));
    }
    List<String> words = new ArrayList<>();
    for (String word : command.words()) {
      String path = (command.path() + " " + word).strip();
      String about =
          all.stream()
              .filter(entry -> entry.path().equals(path))
              .map(CommandEntry::about)
              .findFirst()
              .orElse("");
      words.add(described(word, about));
    }
    return "    ('"
        + command.path()
        + "')\n      options=("
        + String.join(" ", options)
        + ")\n      commands=("
        + String.join(" ", words)
        + ")\n      ;;\n";
  }

  private static String described(String word, String about) {
    String text = word.replace(":", "\\:") + (about.isEmpty() ? "" : ":" + about);
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
