/**
 * The command line: options, commands, the terminal and the exit codes. Wires the other packages
 * together.
 */
package io.bidiclient.cli;
