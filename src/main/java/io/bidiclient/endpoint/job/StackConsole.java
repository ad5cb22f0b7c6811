package io.bidiclient.endpoint.job;

import io.bidiclient.endpoint.StackException;

/**
 * The console of the person who runs a job. Safe for use from many threads, except for the
 * question.
 */
public interface StackConsole {
  /** Says a sentence. */
  void say(String line);

  /** Adds a line to what was said. */
  void add(String line);

  /** Asks; anything but yes is no. Nobody there to answer is an error: a script wants --yes. */
  boolean agreed(String question) throws StackException;
}
