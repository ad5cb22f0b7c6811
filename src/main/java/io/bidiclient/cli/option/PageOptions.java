package io.bidiclient.cli.option;

import io.bidiclient.cli.value.PortReader;
import io.bidiclient.live.LiveOptions;
import java.net.InetAddress;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the live page is served. */
@Command(description = "Page")
public final class PageOptions {
  private static final int MOST_VIEWERS = 1_000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8088",
      converter = PortReader.class,
      description = "Port to listen on, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--max-visitors",
      paramLabel = "N",
      defaultValue = "4",
      description = "Visitors at once (default: ${DEFAULT-VALUE}).")
  private int maxVisitors;

  @Option(
      names = "--viewers",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Let so many people read along at a second address (default: ${DEFAULT-VALUE}).")
  private int viewers;

  @Option(names = "--open", description = "Open the page in the browser.")
  public boolean open;

  /** The options, checked; other machines than this need TLS to be given the microphone. */
  public LiveOptions live(ListenOptions listen) {
    if (maxVisitors < 1) {
      throw usage("--max-visitors takes a number from 1 on, not " + maxVisitors);
    }
    if (viewers < 0 || viewers > MOST_VIEWERS) {
      throw usage("--viewers takes a number from 0 to " + MOST_VIEWERS + ", not " + viewers);
    }
    InetAddress address = listen.address();
    Optional<LiveOptions.Tls> tls = listen.tls(LiveOptions.Tls::new);
    if (!address.isLoopbackAddress() && tls.isEmpty()) {
      throw usage(
          "--bind "
              + address.getHostAddress()
              + " needs --cert and --key: elsewhere than on loopback browsers give the microphone"
              + " to https alone");
    }
    return new LiveOptions(address, port, tls, maxVisitors, viewers, LiveOptions.ABSENCE);
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
