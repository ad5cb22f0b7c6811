package io.bidiclient.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A vocabulary of a few pieces, and texts written in it. */
final class Words {
  private static final List<String> PIECES =
      List.of(
          "<unk>", "<s>", "</s>", "<0xC3>", "<0xA9>", "▁the", "▁stream", "▁is", "▁open", "▁caf",
          "ing", ".", ",", "▁Every", "▁word", "'", "s", "▁a", "▁every", "land", "▁?", "<0x0A>");

  static final TokenTable TABLE = new TokenTable(PIECES);

  private Words() {}

  /** The tokens of pieces that are separated by spaces, "_" for the mark of a space. */
  static List<Integer> tokens(String pieces) {
    List<Integer> tokens = new ArrayList<>();
    for (String piece : Arrays.asList(pieces.split(" "))) {
      if (!piece.isEmpty()) {
        int token = PIECES.indexOf(piece.replace('_', '▁'));
        if (token < 0) {
          throw new IllegalArgumentException(piece);
        }
        tokens.add(token);
      }
    }
    return List.copyOf(tokens);
  }
}
