package io.bidiclient.emulator.config;

import io.bidiclient.emulator.model.EmulatorModel;
import io.bidiclient.emulator.morse.MorseModel;

/**
 * The models that come with this program, by the names that options give them. A new one is a line
 * here and a room of its own.
 */
public enum BuiltInModel {
  /** International Morse code, for tests. */
  MORSE;

  /** A model, which starts nothing before its first utterance. */
  public EmulatorModel create() {
    return switch (this) {
      case MORSE -> new MorseModel();
    };
  }
}
