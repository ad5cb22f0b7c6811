package io.bidiclient.emulator.config;

import io.bidiclient.emulator.model.EmulatorModel;
import io.bidiclient.emulator.morse.MorseModel;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How an emulator is set up. Immutable; start from {@link #defaults} and change what differs.
 *
 * @param bind address to listen on
 * @param port to listen on; 0 takes a free one
 * @param tls certificate and key, for https; absent for h2c with prior knowledge
 * @param mode how the server behaves
 * @param model what turns audio into text
 * @param models names that {@code session.update} may give; the empty name is always accepted
 * @param endpoints names of endpoints that exist; empty for any
 * @param muteAfter frames before {@link EmulatorMode#MUTE} goes silent
 * @param slowStart how long {@link EmulatorMode#SLOW_START} holds the first delta back
 * @param idle how long {@link EmulatorMode#NEXT} waits for a silent client
 * @param faults what goes wrong, in the order streams open
 * @param notes hears what happens, one line at a time and without an end of line, on the server's
 *     threads; must not block
 * @param upstream the container that is put behind the front in place of the built-in one, {@code
 *     ws://HOST:PORT}
 * @param caps what is held at most
 * @param ping how often the front pings the upstream container
 */
public record EmulatorOptions(
    InetAddress bind,
    int port,
    Optional<Tls> tls,
    EmulatorMode mode,
    EmulatorModel model,
    Set<String> models,
    Set<String> endpoints,
    int muteAfter,
    Duration slowStart,
    Duration idle,
    List<FaultPlan> faults,
    Consumer<String> notes,
    Optional<URI> upstream,
    Caps caps,
    Duration ping) {
  /** The models that are served unless others are named. */
  public static final Set<String> MODELS =
      Set.of("mistralai/Voxtral-Mini-4B-Realtime-2602", "/opt/ml/model");

  /** How often SageMaker AI pings a container. */
  public static final Duration PING = Duration.ofSeconds(60);

  /** Copies the sets. */
  public EmulatorOptions {
    models = Set.copyOf(models);
    endpoints = Set.copyOf(endpoints);
    faults = List.copyOf(faults);
  }

  /**
   * A certificate chain and its private key, both PEM; the key PKCS #8 without a password.
   *
   * @param certificate the chain, the server's own certificate first
   * @param key the private key
   */
  public record Tls(Path certificate, Path key) {}

  /** A released server that reads Morse code, on a free port of loopback, without TLS. */
  public static EmulatorOptions defaults() {
    return new EmulatorOptions(
        InetAddress.getLoopbackAddress(),
        0,
        Optional.empty(),
        EmulatorMode.RELEASED,
        new MorseModel(),
        MODELS,
        Set.of(),
        100,
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        List.of(),
        note -> {},
        Optional.empty(),
        Caps.DEFAULT,
        PING);
  }

  /** The same on another address and port. */
  public EmulatorOptions withAddress(InetAddress address, int number) {
    return new EmulatorOptions(
        address, number, tls, mode, model, models, endpoints, muteAfter, slowStart, idle, faults,
        notes, upstream, caps, ping);
  }

  /** The same with TLS. */
  public EmulatorOptions withTls(Tls value) {
    return new EmulatorOptions(
        bind,
        port,
        Optional.of(value),
        mode,
        model,
        models,
        endpoints,
        muteAfter,
        slowStart,
        idle,
        faults,
        notes,
        upstream,
        caps,
        ping);
  }

  /** The same in another mode. */
  public EmulatorOptions withMode(EmulatorMode value) {
    return new EmulatorOptions(
        bind, port, tls, value, model, models, endpoints, muteAfter, slowStart, idle, faults, notes,
        upstream, caps, ping);
  }

  /** The same with another model behind it. */
  public EmulatorOptions withModel(EmulatorModel value) {
    return new EmulatorOptions(
        bind, port, tls, mode, value, models, endpoints, muteAfter, slowStart, idle, faults, notes,
        upstream, caps, ping);
  }

  /** The same with other names of models. */
  public EmulatorOptions withModels(Set<String> names) {
    return new EmulatorOptions(
        bind, port, tls, mode, model, names, endpoints, muteAfter, slowStart, idle, faults, notes,
        upstream, caps, ping);
  }

  /** The same where only these endpoints exist. */
  public EmulatorOptions withEndpoints(Set<String> names) {
    return new EmulatorOptions(
        bind, port, tls, mode, model, models, names, muteAfter, slowStart, idle, faults, notes,
        upstream, caps, ping);
  }

  /** The same with other limits of the modes that have one. */
  public EmulatorOptions withLimits(int frames, Duration start, Duration quiet) {
    return new EmulatorOptions(
        bind, port, tls, mode, model, models, endpoints, frames, start, quiet, faults, notes,
        upstream, caps, ping);
  }

  /** The same with faults. */
  public EmulatorOptions withFaults(List<FaultPlan> plans) {
    return new EmulatorOptions(
        bind, port, tls, mode, model, models, endpoints, muteAfter, slowStart, idle, plans, notes,
        upstream, caps, ping);
  }

  /** The same with someone to hear the notes. */
  public EmulatorOptions withNotes(Consumer<String> hearer) {
    return new EmulatorOptions(
        bind, port, tls, mode, model, models, endpoints, muteAfter, slowStart, idle, faults, hearer,
        upstream, caps, ping);
  }

  /** The same where the upstream container is pinged at another pace. */
  public EmulatorOptions withPing(Duration value) {
    return new EmulatorOptions(
        bind, port, tls, mode, model, models, endpoints, muteAfter, slowStart, idle, faults, notes,
        upstream, caps, value);
  }

  /** The same before a real container. */
  public EmulatorOptions withUpstream(URI value) {
    return new EmulatorOptions(
        bind,
        port,
        tls,
        mode,
        model,
        models,
        endpoints,
        muteAfter,
        slowStart,
        idle,
        faults,
        notes,
        Optional.of(value),
        caps,
        ping);
  }

  /** The same with other caps. */
  public EmulatorOptions withCaps(Caps value) {
    return new EmulatorOptions(
        bind, port, tls, mode, model, models, endpoints, muteAfter, slowStart, idle, faults, notes,
        upstream, value, ping);
  }
}
