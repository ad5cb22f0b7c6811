package io.bidiclient.terminal;

import java.io.InputStream;
import java.util.Map;

/**
 * What the process was started with.
 *
 * @param in standard input
 * @param terminal standard output and error
 * @param environment its variables
 * @param interruption its signals
 */
public record ProcessContext(
    InputStream in,
    Terminal terminal,
    Map<String, String> environment,
    Interruption interruption) {}
