package io.bidiclient.run.input;

import java.nio.file.Path;

/**
 * One input of a run.
 *
 * @param source a file, or {@code -} for stdin
 * @param name what its files in an output folder are called, without the extension
 */
public record InputItem(String source, Path name) {}
