package io.bidiclient.run.settings;

import io.bidiclient.terminal.Verbosity;

/**
 * How much is said on stderr.
 *
 * @param quiet nothing but errors
 * @param verbosity whose log lines are shown
 */
public record LoggingSettings(boolean quiet, Verbosity verbosity) {}
