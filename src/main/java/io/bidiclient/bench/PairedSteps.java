package io.bidiclient.bench;

import io.bidiclient.bench.load.LoadStep;
import io.bidiclient.bench.measure.StepResult;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two steps at the same time. */
final class PairedSteps {
  private PairedSteps() {}

  /** Runs a step to its end. */
  interface Runner {
    StepResult run(LoadStep step) throws InterruptedException;
  }

  /** Runs both to their ends. */
  static List<StepResult> run(LoadStep first, LoadStep second, Runner runner)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<StepResult> one = threads.submit(() -> runner.run(first));
      Future<StepResult> other = threads.submit(() -> runner.run(second));
      return List.of(one.get(), other.get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("a step broke", e.getCause());
    } finally {
      threads.shutdown();
    }
  }
}
