package io.bidiclient.run;

import io.bidiclient.run.events.EventSink;
import io.bidiclient.transcript.assemble.Glossary;
import java.util.function.Supplier;

/**
 * What is done with the events of a job beside writing its transcript.
 *
 * @param glossary what is written for what the server says
 * @param meters makes one that takes the events of a stream, on its thread
 */
public record JobOptions(Glossary glossary, Supplier<EventSink> meters) {
  /** Nothing. */
  public static final JobOptions NONE = new JobOptions(Glossary.EMPTY, () -> (at, event) -> {});
}
