/**
 * Runs the client's sessions and failover in virtual time against a world whose every word is
 * known, and judges what was printed.
 *
 * <pre>
 *  Scenario (seed) ──► World ─────────► audio ──► the client's own code ──► printed text ──► Oracle
 *                 └──► ServerKind ──► SimulatedServer ◄──► Transport                            │
 *                 └──► faults ──────────────┘                       Shrinker ◄──── failures ────┘
 * </pre>
 *
 * One thread, one clock that only the simulation moves, all chance from the seed: a seed gives the
 * same run to the byte.
 */
package io.bidiclient.simulation;
