/**
 * What one step of a load test measures: from the events of each utterance to the pooled figures of
 * all streams.
 */
package io.bidiclient.bench.measure;
