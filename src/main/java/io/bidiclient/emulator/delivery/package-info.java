/**
 * How a server gives its text out: how late, in what pieces, with which spaces, and whether it
 * writes the same when it transcribes the same audio again.
 *
 * <pre>
 *   model ──► WordReader ──► Rewriter ──► delay ──► pieces, one a frame ──► DeltaCutter ──► deltas
 *             └───────────────── DeliveredUtterance ─────────────────┘
 * </pre>
 */
package io.bidiclient.emulator.delivery;
