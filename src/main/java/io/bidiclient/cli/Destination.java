package io.bidiclient.cli;

import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.EmulatorOptions;
import io.bidiclient.transport.Credentials;
import io.bidiclient.transport.SageMakerSettings;
import io.bidiclient.transport.SageMakerTransport;
import io.bidiclient.transport.Transport;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where a run streams to: an endpoint, or the emulator in this process.
 *
 * @param transport the way there
 * @param emulator the server at its end, where it is ours
 */
record Destination(Transport transport, Optional<Emulator> emulator) implements AutoCloseable {
  static Destination open(WhereOptions where, LimitOptions limits, Consumer<String> notes)
      throws IOException {
    if (where.local) {
      Emulator emulator = Emulator.start(EmulatorOptions.defaults().withNotes(notes));
      SageMakerSettings local = SageMakerSettings.local("emulator", URI.create(emulator.url()));
      return new Destination(new SageMakerTransport(local), Optional.of(emulator));
    }
    SageMakerSettings settings =
        new SageMakerSettings(
            where.endpoint,
            new Credentials.DefaultChain(where.profile),
            where.region,
            where.endpointUrl,
            where.targetVariant,
            where.modelPath,
            limits.connect,
            Optional.empty());
    return new Destination(new SageMakerTransport(settings), Optional.empty());
  }

  @Override
  public void close() {
    transport.close();
    emulator.ifPresent(Emulator::close);
  }
}
