package io.bidiclient.emulator.config;

import io.bidiclient.emulator.delivery.TextDelivery;
import io.bidiclient.emulator.model.EmulatorModel;
import io.bidiclient.emulator.morse.MorseModel;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How an emulator is set up. Immutable; start from {@link #defaults} and change what differs:
 * {@code defaults().withPort(8080).withMode(NEXT)}.
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
 * @param notes takes log lines, one line at a time and without an end of line, on the server's
 *     threads; must not block
 * @param upstream the container that is put behind the front in place of the built-in one, {@code
 *     ws://HOST:PORT}
 * @param caps what is held at most
 * @param ping how often the front pings the upstream container
 * @param delivery how text is given out
 * @param capacity what can be served in real time, if there is a limit
 */
@RecordBuilder
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
    Duration ping,
    TextDelivery delivery,
    Optional<Capacity> capacity)
    implements EmulatorOptionsBuilder.With {
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
        PING,
        TextDelivery.PLAIN,
        Optional.empty());
  }
}
