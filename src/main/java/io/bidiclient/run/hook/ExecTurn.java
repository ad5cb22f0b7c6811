package io.bidiclient.run.hook;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A program that is started for each turn, one after another, and reads the turn on its stdin. */
final class ExecTurn implements HookReceiver {
  /** A program that takes longer is ended. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private final List<String> command;
  private final Consumer<String> say;
  private volatile Optional<HookProcess> running = Optional.empty();

  ExecTurn(List<String> command, Consumer<String> say) {
    this.command = List.copyOf(command);
    this.say = say;
  }

  @Override
  public String name() {
    return "--exec " + HookProcess.name(command);
  }

  @Override
  public void deliver(String line, long number) throws IOException, InterruptedException {
    HookProcess process = HookProcess.start(command, say);
    running = Optional.of(process);
    try {
      process.give(line + "\n");
      process.end(PATIENCE);
    } finally {
      process.destroy();
      running = Optional.empty();
    }
  }

  @Override
  public void end() {}

  @Override
  public void abandon() {
    running.ifPresent(HookProcess::destroy);
  }
}
