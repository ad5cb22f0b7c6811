package io.bidiclient.transport.sagemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.transport.EnvironmentProxies;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SageMakerSettingsTest {
  @Test
  void aSecretIsNeverInTheTextForm() {
    SageMakerSettings settings =
        new SageMakerSettings(
            "voxtral",
            new Credentials.Fixed("AKIDEXAMPLE", "wJalrXUtnFEMI"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(1),
            Optional.empty(),
            new EnvironmentProxies(Map.of()));
    assertFalse(settings.toString().contains("wJalr"), settings.toString());
    assertTrue(settings.toString().contains("AKIDEXAMPLE"), settings.toString());
  }

  @Test
  void aModelPathOfAHundredCharactersIsTheLongest() {
    assertEquals(100, withPath("x".repeat(100)).modelPath().orElseThrow().length());
    assertEquals(
        "the model path has 101 characters, at most 100 are allowed", refusal("x".repeat(101)));
  }

  @Test
  void aModelPathStartsWithoutASlash() {
    assertEquals("v1/realtime", withPath("v1/realtime").modelPath().orElseThrow());
    assertEquals(
        "the model path may not start with a slash: /v1/realtime", refusal("/v1/realtime"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:8080", "ftp://host", "ws://host:1", "http:///x", "https://u:p@host"})
  void aUrlThatIsNoServiceUrlIsRefused(String url) {
    assertThrows(
        IllegalArgumentException.class, () -> SageMakerSettings.local("voxtral", URI.create(url)));
  }

  private static SageMakerSettings withPath(String path) {
    SageMakerSettings plain = SageMakerSettings.of("voxtral");
    return new SageMakerSettings(
        plain.endpointName(),
        plain.credentials(),
        plain.region(),
        plain.endpointUrl(),
        plain.targetVariant(),
        Optional.of(path),
        plain.connectTimeout(),
        plain.trustedCertificates(),
        plain.proxies());
  }

  private static String refusal(String path) {
    return assertThrows(IllegalArgumentException.class, () -> withPath(path)).getMessage();
  }
}
