package io.bidiclient.simulation;

import io.bidiclient.realtime.protocol.Dialects;
import io.bidiclient.transport.Connection;
import io.bidiclient.transport.Transport;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A server and the way to it, in virtual time. It knows nothing of the client but what it is sent,
 * and writes down where a client breaks the protocol. Owned by the simulation's thread.
 */
final class SimulatedServer implements Transport {
  private final VirtualClock clock;
  private final Holdback holdback;
  private final Scenario scenario;
  private final World world;
  private final Spelling spelling;
  private final List<SimulatedConnection> connections = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final List<RunLog.Again> doubled = new ArrayList<>();
  private final BitSet silenced = new BitSet();
  private final Map<FaultKind, Integer> struck = new EnumMap<>(FaultKind.class);
  private final DirectDialect direct = new DirectDialect(Dialects.auto());
  private VirtualScheduler scheduler;
  private final Map<Integer, Long> announced = new HashMap<>();

  /** Connections that were asked for before the run that it serves began. */
  private int before;

  SimulatedServer(VirtualClock clock, Scenario scenario, World world) {
    this.clock = clock;
    this.scenario = scenario;
    this.world = world;
    this.holdback = new Holdback(world);
    this.spelling = new Spelling(scenario.server(), scenario.seed());
  }

  @Override
  public Connection connect(Listener listener) {
    int number = connections.size() + 1;
    List<PlannedFault> faults =
        scenario.faults().stream().filter(fault -> fault.connection() == number).toList();
    SimulatedConnection connection = new SimulatedConnection(this, number, faults, listener);
    connections.add(connection);
    connection.open();
    return connection;
  }

  @Override
  public String target() {
    return "the simulated server";
  }

  @Override
  public void close() {
    connections.forEach(SimulatedConnection::abort);
  }

  VirtualClock clock() {
    return clock;
  }

  /** The scheduler of the run that it serves. */
  VirtualScheduler scheduler() {
    return scheduler;
  }

  /** Another run begins, as after its process was killed. */
  void serve(VirtualScheduler next) {
    scheduler = next;
    before = connections.size();
    holdback.beginAgain();
  }

  /** What is measured of text that the client holds back after a resume. */
  Holdback holdback() {
    return holdback;
  }

  /** A connection delivers an event whose text reaches up to a word, or -1. */
  void delivered(int connection, int word) {
    if (word >= 0) {
      holdback.delivered(connection, word, () -> open() == 1);
    }
  }

  /** A dialect whose events are handed over here as they are. */
  DirectDialect direct() {
    return direct;
  }

  Scenario scenario() {
    return scenario;
  }

  /** Samples of the whole input. */
  long samples() {
    return world.samples();
  }

  /** Starts to listen to a session whose first sample stands at a position of the world. */
  Recognizer recognizer(long start) {
    return new Recognizer(world, scenario.server(), spelling, start);
  }

  /**
   * Tells where the audio of a session starts, by the client's own account: what is sent at 24 kHz
   * bears no stamp.
   *
   * @param session its number in the run, from 1
   */
  void announce(int session, long position) {
    announced.put(before + session, position);
  }

  /** Where the audio of a connection starts, by the client's account. */
  long announced(int connection) {
    return announced.get(connection);
  }

  void violated(int connection, String what) {
    violations.add("protocol: connection " + connection + ": " + what);
  }

  /** A delta is sent twice. */
  void doubled(Recognizer.Delta delta) {
    if (!delta.text().isEmpty()) {
      doubled.add(new RunLog.Again(delta.word(), delta.left(), delta.text()));
    }
  }

  List<RunLog.Again> doubled() {
    return doubled;
  }

  /** A session said nothing to words that it heard, the last one included. */
  void silenced(int from, int last) {
    silenced.set(from, last + 1);
  }

  BitSet silenced() {
    return silenced;
  }

  void struck(FaultKind kind) {
    struck.merge(kind, 1, Integer::sum);
  }

  /** How often each fault struck. */
  Map<FaultKind, Integer> struck() {
    return struck;
  }

  /** Where the client broke the protocol. */
  List<String> violations() {
    return violations;
  }

  /** How many connections were asked for. */
  int connections() {
    return connections.size();
  }

  /** Connections that neither side has ended. */
  long open() {
    return connections.stream().filter(SimulatedConnection::isOpen).count();
  }
}
