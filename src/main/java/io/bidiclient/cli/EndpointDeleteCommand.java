package io.bidiclient.cli;

import io.bidiclient.cli.option.StackOptions;
import io.bidiclient.endpoint.EndpointStack;
import io.bidiclient.endpoint.StackException;
import io.bidiclient.endpoint.StackState;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.terminal.ProcessContext;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes the stack and says what is left. */
@Command(
    name = "delete",
    sortOptions = false,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    description = {
      "Deletes the stack with its endpoint, waits for the end, and says what is left."
    })
final class EndpointDeleteCommand implements Callable<Integer> {
  private final ProcessContext surroundings;

  @Mixin private StackOptions where;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  EndpointDeleteCommand(ProcessContext surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws CommandException, InterruptedException {
    StackTalk talk = new StackTalk(surroundings);
    try (EndpointStack stack = where.open()) {
      Optional<StackState> state = stack.state();
      if (state.isEmpty()) {
        talk.say("there is no stack " + where.stack + ": nothing to do");
        return ExitCode.OK.code();
      }
      String endpoint = state.get().endpointName();
      if (!yes && !talk.agreed("delete the stack " + where.stack + " with " + endpoint + "?")) {
        talk.say("nothing was changed");
        return ExitCode.OK.code();
      }
      stack.delete(state.get(), talk::step);
      talk.say("deleted after " + talk.time() + "; left, and yours to delete:");
      sayWhatIsLeft(state.get());
      return ExitCode.OK.code();
    } catch (StackException e) {
      throw StackTalk.failure(e);
    }
  }

  private void sayWhatIsLeft(StackState state) {
    var err = surroundings.terminal().err();
    err.println("  the log group /aws/sagemaker/Endpoints/" + state.endpointName());
    String image = state.parameters().getOrDefault("ImageUri", "");
    if (!image.isEmpty()) {
      err.println("  the image " + image);
    }
    String bucket = state.parameters().getOrDefault("ModelBucket", "");
    if (!bucket.isEmpty()) {
      String prefix = state.parameters().getOrDefault("ModelPrefix", "");
      err.println("  the model s3://" + bucket + "/" + prefix);
    }
  }
}
