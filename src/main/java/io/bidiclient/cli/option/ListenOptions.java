package io.bidiclient.cli.option;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a server of ours listens, and whether it speaks TLS. */
@Command(description = "Listening")
public final class ListenOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "Address to listen on (default: loopback only).")
  private Optional<String> bind;

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      description = "PEM certificate chain, for https; needs --key.")
  private Optional<Path> certificate;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Private key of the certificate (PEM, PKCS #8).")
  private Optional<Path> key;

  /** Makes whatever holds a certificate and its key. */
  public interface Tls<T> {
    T of(Path certificate, Path key);
  }

  /** The address, loopback unless another was given. */
  public InetAddress address() {
    return bind.map(this::named).orElse(InetAddress.getLoopbackAddress());
  }

  /** The certificate's file, if one was given. */
  public Optional<Path> certificate() {
    return certificate;
  }

  /** The certificate and its key, if they were given; one without the other is refused. */
  public <T> Optional<T> tls(Tls<T> made) {
    if (certificate.isPresent() != key.isPresent()) {
      throw new ParameterException(spec.commandLine(), "--cert and --key must be given together");
    }
    certificate.ifPresent(file -> readable("--cert", file));
    key.ifPresent(file -> readable("--key", file));
    return certificate.map(chain -> made.of(chain, key.orElseThrow()));
  }

  private void readable(String option, Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new ParameterException(spec.commandLine(), option + ": cannot read the file " + file);
    }
  }

  private InetAddress named(String name) {
    try {
      return InetAddress.getByName(name);
    } catch (UnknownHostException e) {
      throw new ParameterException(spec.commandLine(), "--bind: no address named " + name, e);
    }
  }
}
