package io.bidiclient.terminal;

/** Whose log lines are shown on stderr. */
public enum Verbosity {
  /** Nobody's. */
  SILENT,
  /** Ours. */
  OURS,
  /** Also those of the AWS SDK and Netty. */
  ALL
}
