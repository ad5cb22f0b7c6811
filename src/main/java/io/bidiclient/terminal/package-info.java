/** The process and its terminal: standard streams, progress rows, signals, log output. */
package io.bidiclient.terminal;
