package io.bidiclient.cli;

import io.bidiclient.live.LiveOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the live page is served. */
@Command(description = "Page")
final class PageOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8088",
      description = "Port to listen on, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description =
          "Address to listen on (default: loopback only). Others need --cert and --key: browsers"
              + " give no microphone to plain http.")
  private Optional<String> bind;

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      description = "Certificate chain, PEM: speak https. Needs --key.")
  private Optional<Path> certificate;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The certificate's private key, PEM (PKCS #8).")
  private Optional<Path> key;

  @Option(
      names = "--max-visitors",
      paramLabel = "N",
      defaultValue = "4",
      description = "Pages that may be open at once (default: ${DEFAULT-VALUE}).")
  private int maxVisitors;

  @Option(names = "--open", description = "Open the page in the browser.")
  boolean open;

  /** The options, checked. */
  LiveOptions live() {
    if (certificate.isPresent() != key.isPresent()) {
      throw usage("--cert and --key need each other");
    }
    if (maxVisitors < 1) {
      throw usage("--max-visitors takes a number from 1 on");
    }
    if (port < 0 || port > 65_535) {
      throw usage("--port takes 0 to 65535, not " + port);
    }
    InetAddress address = bind.map(this::address).orElse(InetAddress.getLoopbackAddress());
    if (!address.isLoopbackAddress() && certificate.isEmpty()) {
      throw usage(
          "--bind "
              + bind.orElse("")
              + " needs --cert and --key: elsewhere than on loopback"
              + " browsers give the microphone to https alone");
    }
    return new LiveOptions(
        address,
        port,
        certificate.map(chain -> new LiveOptions.Tls(chain, key.orElseThrow())),
        maxVisitors,
        LiveOptions.ABSENCE);
  }

  private InetAddress address(String name) {
    try {
      return InetAddress.getByName(name);
    } catch (UnknownHostException e) {
      throw new ParameterException(spec.commandLine(), "--bind: no address named " + name, e);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
