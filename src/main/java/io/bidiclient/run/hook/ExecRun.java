package io.bidiclient.run.hook;

import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** One program for all of a command's runs, which reads JSON Lines on its stdin. */
final class ExecRun implements HookReceiver {
  private final HookProcess process;
  private final BufferedWriter in;

  /**
   * Starts the program.
   *
   * @param say takes a line that it prints
   */
  ExecRun(List<String> command, Consumer<String> say) throws IOException {
    process = HookProcess.start(command, say);
    in = process.in();
  }

  @Override
  public String name() {
    return "--exec " + process.name();
  }

  @Override
  public void deliver(String line, long number) throws IOException {
    try {
      in.write(line + "\n");
      in.flush();
    } catch (IOException e) {
      throw new IOException("it does not read any more", e);
    }
  }

  @Override
  public void end() throws IOException, InterruptedException {
    process.end();
  }

  @Override
  public void abandon() {
    process.destroy();
  }
}
