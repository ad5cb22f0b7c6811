package io.bidiclient.cli;

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
    header = "Serves a page to speak into and read along.",
    description = {
      "Prints the address of a page with a microphone: what is said into it is",
      "streamed, and its words appear there as they are heard. The address holds a",
      "token of this run; keep it to yourself. Ctrl-C ends it."
    })
final class LiveCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Mixin private PageOptions page;
  @Mixin private ListenOptions listen;
  @Mixin private WhereOptions where;
  @Mixin private LimitOptions limits;
  @Mixin private TellOptions tell;

  LiveCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    where.check();
    LivePage live = new LivePage(surroundings, page.live(listen), where, limits, tell.quiet);
    LogConfigurator.show(tell.verbosity());
    if (tell.explain) {
      surroundings.terminal().print(new Explanation(spec).text());
      return ExitCode.OK.code();
    }
    live.serve(page.open);
    return ExitCode.OK.code();
  }
}
