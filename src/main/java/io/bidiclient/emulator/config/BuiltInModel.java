package io.bidiclient.emulator.config;

import io.bidiclient.emulator.model.EmulatorModel;
import io.bidiclient.emulator.morse.MorseModel;
import java.util.function.Supplier;

/**
 * The models that come with this program, by the names that options give them. A new one is a line
 * here and a room of its own.
 */
public enum BuiltInModel {
  /** International Morse code, for tests. */
  MORSE(MorseModel::new);

  private final Supplier<EmulatorModel> maker;

  BuiltInModel(Supplier<EmulatorModel> maker) {
    this.maker = maker;
  }

  /** A model, which starts nothing before its first utterance. */
  public EmulatorModel create() {
    return maker.get();
  }
}
