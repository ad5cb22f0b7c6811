/** Compares a transcript with a reference: error rates, gates, and reports for CI. */
package io.bidiclient.check;
