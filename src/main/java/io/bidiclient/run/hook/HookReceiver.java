package io.bidiclient.run.hook;

import java.io.IOException;

/**
 * Who takes the lines of a {@link HookQueue}, in their order and on its thread; {@link #abandon}
 * may come from any.
 */
interface HookReceiver {
  /** What messages call it. */
  String name();

  /**
   * Delivers a line, or tells why that is not possible; the next line is tried all the same.
   *
   * @param line a JSON object without the end of its line
   * @param number of the line, from 1; also lines that were dropped have one
   */
  void deliver(String line, long number) throws IOException, InterruptedException;

  /** No line follows. Waits until the receiver has done its work. */
  void end() throws IOException, InterruptedException;

  /** Lets go of a delivery that does not end. */
  void abandon();
}
