package io.bidiclient.run.remote;

import io.bidiclient.realtime.Backoff;

/**
 * How often a broken connection is replaced, and after which waits.
 *
 * @param attempts how many in a row may bring nothing
 * @param backoff how long to wait before each
 */
record ReconnectRules(int attempts, Backoff backoff) {
  /** Bytes that a connection must have brought to count as one that worked. */
  static final long HEALTHY_BYTES = 1 << 16;
}
