package io.bidiclient.run.input;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import io.bidiclient.problem.ReadFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file with one input a line: UTF-8, or UTF-16 with a byte order mark as PowerShell writes it.
 * Empty lines and those that begin with {@code #} are left out.
 */
final class ListFile {
  private static final String HINT = "give a text file with one input a line";

  private ListFile() {}

  /** Its lines, at least one. */
  static List<String> lines(Path file) throws CommandException {
    List<String> lines = lines("the list of inputs", file, HINT);
    if (lines.isEmpty()) {
      throw new CommandException(
          new Problem(ExitCode.INPUT, "the list of inputs " + file + " names none", HINT));
    }
    return lines;
  }

  /**
   * The lines of a file of another kind; there may be none.
   *
   * @param what the kind, as messages call it
   * @param hint what to do where it cannot be read
   */
  static List<String> lines(String what, Path file, String hint) throws CommandException {
    return inputs(text(what, file, hint));
  }

  /** The lines of a text that name something. */
  static List<String> inputs(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  private static String text(String what, Path file, String hint) throws CommandException {
    try {
      byte[] bytes = Files.readAllBytes(file);
      Charset charset = charset(bytes);
      String text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      // A byte order mark is no part of the first name.
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new CommandException(
          new Problem(
              ExitCode.INPUT,
              "cannot read " + what + " " + file + ": it is neither UTF-8 nor UTF-16",
              "save it as UTF-8"),
          e);
    } catch (IOException e) {
      throw new CommandException(ReadFailure.of(what, file, e, hint), e);
    }
  }

  private static Charset charset(byte[] bytes) {
    int first = bytes.length > 1 ? ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff) : 0;
    return switch (first) {
      case 0xfeff -> StandardCharsets.UTF_16BE;
      case 0xfffe -> StandardCharsets.UTF_16LE;
      default -> StandardCharsets.UTF_8;
    };
  }
}
