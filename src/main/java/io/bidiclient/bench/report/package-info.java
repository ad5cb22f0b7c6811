/** The report of a load test: for people, for programs, for CI and as a page with plots. */
package io.bidiclient.bench.report;
