/** A run in figures: latency, delivery, totals. */
package io.bidiclient.run.metrics;
