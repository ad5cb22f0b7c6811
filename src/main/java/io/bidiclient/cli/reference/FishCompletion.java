package io.bidiclient.cli.reference;

import java.util.List;
import java.util.stream.Collectors;

/** A completion script for fish. */
final class FishCompletion {
  private static final String HEAD =
      """
      # Completion for bidi-client in fish: made by `bidi-client generate-completion fish`.
      function __bidi_client_at
        set -l command ''
        for word in (commandline -opc)[2..-1]
          switch "$command/$word"
            case @COMMANDS@
              set command (string trim "$command $word")
          end
        end
        test "$command" = "$argv[1]"
      end
      complete -c bidi-client -f
      """;

  private FishCompletion() {}

  static String script(List<CommandEntry> commands) {
    String known =
        commands.stream()
            .flatMap(
                above -> above.commands().stream().map(word -> quoted(above.path() + "/" + word)))
            .collect(Collectors.joining(" "));
    StringBuilder script = new StringBuilder(HEAD.replace("@COMMANDS@", known));
    for (CommandEntry command : commands) {
      String head =
          "complete -c bidi-client -n " + quoted("__bidi_client_at '" + command.path() + "'");
      if (command.takesFiles()) {
        script.append(head).append(" -F\n");
      }
      for (String word : command.words()) {
        String path = (command.path() + " " + word).strip();
        script.append(head).append(" -a ").append(word);
        commands.stream()
            .filter(entry -> entry.path().equals(path))
            .findFirst()
            .ifPresent(entry -> script.append(" -d ").append(quoted(entry.about())));
        script.append("\n");
      }
      command.options().forEach(option -> script.append(head).append(words(option)).append("\n"));
    }
    return script.toString();
  }

  private static String words(OptionEntry option) {
    StringBuilder words = new StringBuilder();
    for (String name : option.names()) {
      words.append(name.startsWith("--") ? " -l " : name.length() == 2 ? " -s " : " -o ");
      words.append(name.replaceFirst("^-+", ""));
    }
    words.append(
        switch (option.value()) {
          case NONE -> "";
          case CHOICE ->
              (option.optional() ? " -a " : " -x -a ") + quoted(String.join(" ", option.values()));
          case FILE -> " -r -F";
          case FOLDER -> " -x -a '(__fish_complete_directories)'";
          case OTHER -> " -x";
        });
    return words + " -d " + quoted(option.about());
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
