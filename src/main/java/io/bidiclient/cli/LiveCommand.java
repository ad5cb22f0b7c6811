package io.bidiclient.cli;

import io.bidiclient.cli.option.EndpointOptions;
import io.bidiclient.cli.option.ListenOptions;
import io.bidiclient.cli.option.LoggingOptions;
import io.bidiclient.cli.option.PageOptions;
import io.bidiclient.cli.option.TimeoutOptions;
import io.bidiclient.live.LiveOptions;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.run.settings.EndpointSettings;
import io.bidiclient.run.settings.LoggingSettings;
import io.bidiclient.terminal.ProcessContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Serves the live page until it is interrupted. */
@Command(
    name = "live",
    sortOptions = false,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    header = "Serves a web page that transcribes a microphone.",
    description = {
      "Prints the address of a page. The page streams the browser's microphone and",
      "shows the transcript as it arrives. The address contains a secret token for",
      "this run. Press Ctrl-C to stop."
    },
    footer = {
      "",
      "Examples:",
      "  bidi-client live --local --open",
      "  bidi-client live --region us-east-1 --port 8088"
    })
final class LiveCommand implements Callable<Integer> {
  private final ProcessContext context;

  @Spec private CommandSpec spec;

  @Mixin private PageOptions page;
  @Mixin private ListenOptions listen;
  @Mixin private EndpointOptions where;
  @Mixin private TimeoutOptions limits;
  @Mixin private LoggingOptions tell;

  LiveCommand(ProcessContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    EndpointSettings endpoint = where.settings();
    LiveOptions options = page.live(listen);
    LoggingSettings logging = tell.start();
    if (tell.explain) {
      context.terminal().print(new Explanation(spec, endpoint, context.environment()).text());
      return ExitCode.OK.code();
    }
    new LivePage(context, options, endpoint, limits.timeouts(), limits.retries(), logging)
        .serve(page.open);
    return ExitCode.OK.code();
  }
}
