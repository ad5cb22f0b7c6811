package io.bidiclient.cli.reference;

import java.util.List;

/** The shells that a completion script can be written for. */
enum Shell {
  BASH,
  ZSH,
  FISH;

  /** The script that completes these commands, the program itself first. */
  String script(List<CommandEntry> commands) {
    return switch (this) {
      case BASH -> BashCompletion.script(commands);
      case ZSH -> ZshCompletion.script(commands);
      case FISH -> FishCompletion.script(commands);
    };
  }
}
