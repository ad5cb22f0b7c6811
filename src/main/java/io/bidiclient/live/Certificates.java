package io.bidiclient.live;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a server's certificate gives it: TLS, and the names that it may be called by. */
final class Certificates {
  /** A DNS name among a certificate's alternative names (RFC 5280 section 4.2.1.6). */
  private static final int DNS_NAME = 2;

  private Certificates() {}

  /** TLS with the given certificate and key. */
  static SslContext context(LiveOptions.Tls files) throws IOException {
    try {
      return SslContextBuilder.forServer(files.certificate().toFile(), files.key().toFile())
          .sslProvider(SslProvider.JDK)
          .build();
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "cannot use " + files.certificate() + " with " + files.key() + ": " + e.getMessage(), e);
    }
  }

  /** The DNS names of the first certificate of the chain; some may start with {@code *.}. */
  static Set<String> names(LiveOptions.Tls files) throws IOException {
    try (InputStream in = Files.newInputStream(files.certificate())) {
      X509Certificate own =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      Collection<List<?>> names = own.getSubjectAlternativeNames();
      return names == null
          ? Set.of()
          : names.stream()
              .filter(name -> name.get(0).equals(DNS_NAME))
              .map(name -> name.get(1).toString())
              .collect(Collectors.toSet());
    } catch (CertificateException e) {
      throw new IOException("cannot read " + files.certificate() + ": " + e.getMessage(), e);
    }
  }
}
