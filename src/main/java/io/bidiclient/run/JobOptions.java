package io.bidiclient.run;

import io.bidiclient.run.events.EventSink;
import io.bidiclient.transcript.assemble.Glossary;
import io.bidiclient.transport.s3.S3Store;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is done with the events of a job beside writing its transcript.
 *
 * @param glossary what is written for what the server says
 * @param meters makes one that takes the events of a stream, on its thread
 * @param store the way to S3 that jobs share
 * @param digested whether a summary has the digest of what was sent
 * @param loops what the streams of files share; empty where each has a thread of its own
 */
public record JobOptions(
    Glossary glossary,
    Supplier<EventSink> meters,
    Optional<S3Store> store,
    boolean digested,
    Optional<RunLoops> loops) {
  /** Nothing. */
  public static final JobOptions NONE =
      new JobOptions(
          Glossary.EMPTY, () -> (at, event) -> {}, Optional.empty(), true, Optional.empty());
}
