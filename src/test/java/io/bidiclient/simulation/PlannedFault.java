package io.bidiclient.simulation;

import java.util.Locale;

/**
 * A fault that will strike.
 *
 * @param connection which connection of the run, from 1
 * @param kind what happens to it
 * @param after how many events of the server, or chunks of audio, come before it
 */
record PlannedFault(int connection, FaultKind kind, int after) {
  static PlannedFault parse(String line) {
    String[] parts = line.trim().split(" +", -1);
    return new PlannedFault(
        Integer.parseInt(parts[0]),
        FaultKind.valueOf(parts[1].toUpperCase(Locale.ROOT).replace('-', '_')),
        Integer.parseInt(parts[2]));
  }

  @Override
  public String toString() {
    return connection + " " + kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + " " + after;
  }
}
