/**
 * What happens in a run, as its outputs and figures are made from it: events, words, times, status.
 */
package io.bidiclient.transcript;
