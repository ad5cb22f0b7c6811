package io.bidiclient.bench.search;

/** Runs a step of so many streams and judges it. */
public interface StepRunner {
  /** Runs to the end. */
  StepVerdict run(int streams) throws InterruptedException;
}
