package io.bidiclient.transport;

import io.bidiclient.transport.TransportException.Category;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Trust in the certificates of a PEM file (RFC 7468) and in no others. */
public final class PemTrust {
  private PemTrust() {}

  /**
   * The file with the certificates to trust at AWS: the one named, or that of {@code
   * AWS_CA_BUNDLE}, which AWS's own tools read; empty means Java's trust store.
   */
  public static Optional<Path> fileForAws(Optional<Path> named, Map<String, String> environment) {
    return named.or(
        () ->
            Optional.of(environment.getOrDefault("AWS_CA_BUNDLE", ""))
                .filter(file -> !file.isBlank())
                .map(Path::of));
  }

  /** What decides whom to trust. */
  public static TrustManager[] managers(Path pem) throws TransportException {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store(pem));
      return factory.getTrustManagers();
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(pem, e);
    }
  }

  private static TransportException unreadable(Path pem, Exception e) {
    return TransportException.lasting(
        Category.NETWORK,
        "cannot read the trusted certificates in " + pem + ": " + reason(e),
        "give a PEM file with the server's certificate or its authority's",
        e);
  }

  /** The same for Java's sockets and HTTP client. */
  public static SSLContext context(Path pem) throws TransportException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(pem), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  /** Trust in what Java trusts and in the certificates of a file, for Java's HTTP client. */
  public static SSLContext contextBesideJava(Path pem) throws TransportException {
    try {
      KeyStore store = store(pem);
      TrustManagerFactory java =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      java.init((KeyStore) null);
      int number = 0;
      for (TrustManager manager : java.getTrustManagers()) {
        for (Certificate known : ((X509TrustManager) manager).getAcceptedIssuers()) {
          store.setCertificateEntry("java-" + number++, known);
        }
      }
      TrustManagerFactory both =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      both.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, both.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(pem, e);
    }
  }

  private static KeyStore store(Path pem) throws IOException, GeneralSecurityException {
    // Java's reader of certificates takes one byte at a time.
    try (InputStream in = new BufferedInputStream(Files.newInputStream(pem))) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new CertificateException("it holds no certificate");
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("trusted-" + number++, certificate);
      }
      return store;
    }
  }

  private static String reason(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    return e instanceof AccessDeniedException ? "permission denied" : CauseChain.words(e);
  }
}
