/**
 * Reads the values of options: durations, ports, shards, outputs; tells a wrong one in our words.
 */
package io.bidiclient.cli.value;
