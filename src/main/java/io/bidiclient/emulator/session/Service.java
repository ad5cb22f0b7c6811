package io.bidiclient.emulator.session;

import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.Fault;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.emulator.config.Refusal;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What all streams of one emulator share. Safe for use from many threads. */
public final class Service {
  private final EmulatorOptions options;
  private final Container container;
  private final FaultScript faults;
  private final AtomicInteger sessions = new AtomicInteger();

  public Service(EmulatorOptions options, Container container) {
    this.options = options;
    this.container = container;
    this.faults = new FaultScript(options.faults());
  }

  public EmulatorOptions options() {
    return options;
  }

  /** Whether the connection that was made now is to be closed at once. */
  public boolean refusesConnection() {
    return faults.refusesConnection();
  }

  /** The fault of the stream that opens now. */
  public Optional<FaultPlan> nextFault() {
    return faults.next();
  }

  public void note(String line) {
    options.notes().accept(line);
  }

  /** Takes one of the places for sessions; refuses when there is none. */
  Optional<Refusal> enter() {
    int most = options.caps().sessions();
    if (sessions.incrementAndGet() <= most) {
      return Optional.empty();
    }
    leave();
    return Optional.of(
        new Refusal(
            503,
            "ServiceUnavailableError",
            "All " + most + " sessions of the emulator are taken."));
  }

  /** Gives a place back. */
  void leave() {
    sessions.decrementAndGet();
  }

  /** Opens a session that meets the fault, where that is one of its own. */
  Future<ContainerSession> open(
      EventLoop loop, Optional<FaultPlan> plan, String path, Runnable ready) {
    boolean slow = plan.map(FaultPlan::fault).equals(Optional.of(Fault.SLOW_START));
    EmulatorOptions own = slow ? options.withMode(EmulatorMode.SLOW_START) : options;
    return container.open(loop, own, path, ready);
  }
}
