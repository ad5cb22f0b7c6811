package io.bidiclient.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.realtime.session.Timeouts;
import io.bidiclient.transport.Transport;
import io.bidiclient.transport.sagemaker.SageMakerSettings;
import io.bidiclient.transport.sagemaker.SageMakerTransport;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether a session could be opened, over the real SDK. */
@Timeout(60)
class SessionProbeIT {
  @Test
  void findsNothingWrongWithAnEndpointThatOpensASession() throws Exception {
    assertEquals(Optional.empty(), check(EmulatorOptions.defaults()));
  }

  @Test
  void namesWhatKeepsASessionFromBeingOpened() throws Exception {
    EmulatorOptions refusing =
        EmulatorOptions.defaults().withFaults(List.of(FaultPlan.parse("http-403x1")));
    Problem problem = check(refusing).orElseThrow();
    assertEquals(ExitCode.AUTH, problem.code());
    assertTrue(problem.message().contains("emulator"), problem.message());
  }

  private static Optional<Problem> check(EmulatorOptions options) throws Exception {
    try (Emulator emulator = Emulator.start(options);
        Transport transport =
            new SageMakerTransport(
                SageMakerSettings.local("emulator", URI.create(emulator.url())))) {
      Timeouts timeouts =
          new Timeouts(
              Duration.ofSeconds(20),
              Duration.ofSeconds(20),
              Duration.ofSeconds(20),
              Duration.ofSeconds(20),
              Duration.ofSeconds(20));
      return new SessionProbe(transport, timeouts).check();
    }
  }
}
