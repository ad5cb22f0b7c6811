/**
 * The search for the largest number of streams that an endpoint carries, and what limits it.
 *
 * <pre>
 *   doubling ──fails──► bisecting ──closed──► confirming ──holds──► found
 *                           └──────fails again──────┘
 * </pre>
 */
package io.bidiclient.bench.search;
