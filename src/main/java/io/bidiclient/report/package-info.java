/** A run in figures: latency, completeness, word error rate. */
package io.bidiclient.report;
