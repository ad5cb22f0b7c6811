package io.bidiclient;

import io.bidiclient.emulator.config.EmulatorOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that nobody has signed, made by the JDK's keytool.
 *
 * @param keys the certificate with its key
 * @param certificate the same as PEM
 * @param key the key as PEM
 */
public record ServerCertificate(KeyStore keys, Path certificate, Path key) {
  private static final String PASSWORD = "changeit";
  private static final String ALIAS = "server";

  /** Makes one for the loopback address and these names, and writes it into the directory. */
  public static ServerCertificate in(Path directory, String... names)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path store = directory.resolve("server.p12");
    String alternatives = "san=ip:127.0.0.1,dns:localhost";
    for (String name : names) {
      alternatives += ",dns:" + name;
    }
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> pair = List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1");
    List<String> subject = List.of("-dname", "CN=localhost", "-ext", alternatives);
    List<String> place =
        List.of("-alias", ALIAS, "-keystore", store.toString(), "-storetype", "PKCS12");
    ProcessBuilder builder = new ProcessBuilder(keytool).redirectErrorStream(true);
    builder.command().addAll(pair);
    builder.command().addAll(subject);
    builder.command().addAll(place);
    builder.command().addAll(List.of("-storepass", PASSWORD));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool: " + said);
    }
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    return new ServerCertificate(
        keys,
        pem(directory, "CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()),
        pem(directory, "PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
  }

  private static Path pem(Path directory, String what, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        directory.resolve(what.replace(' ', '-') + ".pem"),
        "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
  }

  /** As the emulator takes it. */
  public EmulatorOptions.Tls files() {
    return new EmulatorOptions.Tls(certificate, key);
  }

  /** What a server with this certificate proves itself by. */
  public KeyManagerFactory keyManagers() throws GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    return managers;
  }

  /** TLS of a server that has this certificate, and of a client that trusts no other. */
  public SSLContext context() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers().getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
