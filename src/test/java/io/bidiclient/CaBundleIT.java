package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.morse.MorseKeyer;
import io.bidiclient.transport.ConnectProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Endpoints whose certificate a company's own authority signed, as behind a proxy that re-signs.
 */
class CaBundleIT {
  private static final String PASSWORD = "changeit";
  private static final String FIPS_HOST = "runtime-fips.sagemaker.us-east-1.amazonaws.com";

  @TempDir private static Path folder;
  private static Path authority;
  private static EmulatorOptions options;
  private static Path audio;
  private static String text;

  @BeforeAll
  static void signACertificate() throws Exception {
    authority = folder.resolve("ca.pem");
    keytool("ca", "-genkeypair", "-keyalg", "EC", "-dname", "CN=Test CA", "-ext", "bc:c");
    keytool("ca", "-exportcert", "-rfc", "-file", authority.toString());
    keytool("server", "-genkeypair", "-keyalg", "EC", "-dname", "CN=server");
    keytool("server", "-certreq", "-file", folder.resolve("server.csr").toString());
    Path certificate = folder.resolve("server.pem");
    keytool(
        "ca",
        "-gencert",
        "-rfc",
        "-ext",
        "san=ip:127.0.0.1,dns:localhost,dns:" + FIPS_HOST,
        "-infile",
        folder.resolve("server.csr").toString(),
        "-outfile",
        certificate.toString());
    KeyStore keys =
        KeyStore.getInstance(folder.resolve("server.p12").toFile(), PASSWORD.toCharArray());
    byte[] key = keys.getKey("server", PASSWORD.toCharArray()).getEncoded();
    Path pem = folder.resolve("server.key");
    Files.writeString(
        pem,
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
            + "\n-----END PRIVATE KEY-----\n");
    EmulatorOptions.Tls tls = new EmulatorOptions.Tls(certificate, pem);
    options = EmulatorOptions.defaults().withTls(Optional.of(tls));
    audio = folder.resolve("audio.wav");
    text = MorseFile.write(audio, "OVER TLS", MorseKeyer.usual(), 1, MorseFile.Form.S16);
  }

  @Test
  void theBundleOfAwsToolsIsTrusted() throws Exception {
    try (Emulator emulator = Emulator.start(options)) {
      String[] arguments = {"--endpoint-url", emulator.url(), "--retries", "0"};
      Map<String, String> bundle = Map.of("AWS_CA_BUNDLE", authority.toString());
      JarProcess.Finished trusted = run(bundle, arguments);
      assertEquals(text, trusted.out(), trusted.err());
      assertEquals(0, trusted.code(), trusted.err());
      JarProcess.Finished refused = run(Map.of(), arguments);
      assertEquals(6, refused.code(), refused.err());
      assertTrue(refused.err().contains("certificate is not trusted"), refused.err());
    }
  }

  @Test
  void aFipsEndpointIsReachedByItsOwnNameWithTheBundle() throws Exception {
    try (Emulator emulator = Emulator.start(options);
        ConnectProxy proxy = ConnectProxy.to(URI.create(emulator.url()).getPort())) {
      Map<String, String> environment = new HashMap<>(proxy.environment());
      environment.put("AWS_CA_BUNDLE", authority.toString());
      environment.put("AWS_USE_FIPS_ENDPOINT", "true");
      JarProcess.Finished run = run(environment, "--retries", "0");
      assertEquals(text, run.out(), run.err());
      assertEquals(0, run.code(), run.err());
      String asked = proxy.requests().get(0);
      assertTrue(asked.startsWith("CONNECT " + FIPS_HOST + ":8443 HTTP/1.1\r\n"), asked);
    }
  }

  @Test
  void fipsTogetherWithAnAddressIsAMistakeOfTheCaller() throws Exception {
    try (Emulator emulator = Emulator.start(options)) {
      Map<String, String> environment =
          Map.of("AWS_CA_BUNDLE", authority.toString(), "AWS_USE_FIPS_ENDPOINT", "true");
      JarProcess.Finished run = run(environment, "--endpoint-url", emulator.url());
      assertTrue(
          run.err().contains("FIPS endpoints and --endpoint-url cannot be combined"), run.err());
      assertTrue(run.err().contains("  hint: unset AWS_USE_FIPS_ENDPOINT"), run.err());
      assertEquals(2, run.err().lines().count(), run.err());
    }
  }

  private static JarProcess.Finished run(Map<String, String> environment, String... more)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of(audio.toString(), "--endpoint", "e", "--region", "us-east-1"));
    arguments.addAll(List.of(more));
    return JarProcess.of(arguments.toArray(String[]::new))
        .env(JarProcess.AWS_KEYS)
        .env(environment)
        .run();
  }

  private static void keytool(String alias, String... more)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(more));
    command.addAll(List.of("-alias", alias, "-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", folder.resolve(alias + ".p12").toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }
}
