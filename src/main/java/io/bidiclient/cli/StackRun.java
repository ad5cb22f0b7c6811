package io.bidiclient.cli;

import io.bidiclient.cli.option.StackOptions;
import io.bidiclient.endpoint.EndpointProbe;
import io.bidiclient.endpoint.StackClient;
import io.bidiclient.endpoint.StackException;
import io.bidiclient.endpoint.job.Departure;
import io.bidiclient.endpoint.job.StackTimer;
import io.bidiclient.endpoint.job.StackTools;
import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.terminal.Interruption;
import io.bidiclient.terminal.Logs;
import io.bidiclient.terminal.ProcessContext;
import java.time.Duration;

/**
 * Runs a job of the stack with the process's terminal and signals.
 *
 * @param context of the process
 * @param timer that the job uses
 */
record StackRun(ProcessContext context, StackTimer timer) {
  private static final int INTERRUPTED = 130;

  /** What is done with the stack. */
  interface Job {
    void run(StackTools tools) throws StackException, CommandException, InterruptedException;
  }

  /** Runs a job to its end, or until a signal comes; the log is set up from here on. */
  int run(StackOptions where, Job job) throws CommandException {
    Duration poll = where.poll();
    Logs.show(where.verbosity());
    Departure departure = new Departure(timer);
    Interruption interruption = context.interruption();
    // Whoever is asked a question cannot be called back from it: the process must not wait for
    // that.
    Runnable leave =
        () -> {
          if (departure.leave()) {
            interruption.finish();
          }
        };
    interruption.call(leave);
    try (StackClient client = StackClient.open(where.access(), where.stack())) {
      EndpointProbe probe = new EndpointProbe(where.access());
      job.run(new StackTools(client, probe, new StackTalk(context), timer, departure, poll));
      return ExitCode.OK.code();
    } catch (StackException e) {
      throw new CommandException(e.problem(), e);
    } catch (InterruptedException e) {
      // The signal's own thread said all; the process ends with the signal's code whatever this is.
      return INTERRUPTED;
    } finally {
      interruption.forget(leave);
    }
  }
}
