package io.bidiclient.cli.reference;

import java.util.List;
import java.util.function.Function;

/** The shells that a completion script can be written for. */
enum Shell {
  BASH(BashCompletion::script),
  ZSH(ZshCompletion::script),
  FISH(FishCompletion::script);

  private final Function<List<CommandEntry>, String> writer;

  Shell(Function<List<CommandEntry>, String> writer) {
    this.writer = writer;
  }

  /** The script that completes these commands, the program itself first. */
  String script(List<CommandEntry> commands) {
    return writer.apply(commands);
  }
}
