package io.bidiclient.speech;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The text of each token: line {@code id} of a SentencePiece vocabulary, where U+2581 stands for a
 * space and {@code <0x41>} for one byte of UTF-8. Immutable.
 *
 * @see <a href="https://github.com/google/sentencepiece">SentencePiece, byte fallback</a>
 */
final class TokenTable {
  /** Starts each decoding. */
  static final int START = 1;

  /** Ends each decoding. */
  static final int END = 2;

  private static final String SPACE = "\u2581";

  private final List<String> pieces;

  TokenTable(List<String> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  static TokenTable read(Path file) throws IOException {
    return new TokenTable(Files.readAllLines(file, StandardCharsets.UTF_8));
  }

  /** The text of a run of tokens, with the space before its first word. */
  String text(List<Integer> tokens) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int token : tokens) {
      String piece = piece(token);
      if (isByte(piece)) {
        bytes.write(Integer.parseInt(piece.substring(3, 5), 16));
      } else {
        bytes.writeBytes(piece.replace(SPACE, " ").getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Whether a word may end before this token: it starts with a space, or is punctuation alone. */
  boolean opens(int token) {
    return piece(token).startsWith(SPACE) || isStop(token);
  }

  /** Whether it is punctuation alone. */
  boolean isStop(int token) {
    String piece = piece(token);
    return !piece.isEmpty() && piece.chars().allMatch(each -> ".,;:!?".indexOf(each) >= 0);
  }

  private static boolean isByte(String piece) {
    return piece.length() == 6 && piece.startsWith("<0x") && piece.endsWith(">");
  }

  /** Moonshine has 768 tokens more than the vocabulary; they have no text, nor have controls. */
  private String piece(int token) {
    return token <= END || token >= pieces.size() ? "" : pieces.get(token);
  }
}
