package io.bidiclient.speech;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;

/** The door of the speech program: the only class of it that ends the process. */
public final class SpeechMain {
  private SpeechMain() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] args) throws IOException {
    Path scratch = ScratchFolder.create();
    SpeechCommand command =
        new SpeechCommand(System.in, System.out, System.err, System.getenv(), scratch);
    System.exit(new CommandLine(command).execute(args));
  }
}
