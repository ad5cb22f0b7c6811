package io.bidiclient.speech;

import picocli.CommandLine;

/** The door of the speech program: the only class of it that ends the process. */
public final class SpeechMain {
  private SpeechMain() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] args) {
    SpeechCommand command = new SpeechCommand(System.in, System.out, System.err, System.getenv());
    System.exit(new CommandLine(command).execute(args));
  }
}
