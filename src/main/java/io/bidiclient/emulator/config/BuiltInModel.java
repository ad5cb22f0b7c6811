package io.bidiclient.emulator.config;

/** The models that come with this program, by the names that options give them. */
public enum BuiltInModel {
  /** A recogniser of English: a program and a model of their own. */
  SPEECH,
  /** International Morse code, for tests; it needs nothing. */
  MORSE
}
