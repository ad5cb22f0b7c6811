package io.bidiclient.text;

/**
 * Text as wide as it is shown: East Asian wide characters take two columns, marks none.
 *
 * @see <a href="https://www.unicode.org/reports/tr11/">Unicode Standard Annex #11</a>
 */
public final class Columns {
  /** First and last code point of the blocks whose characters are wide. */
  private static final int[][] WIDE = {
    {0x1100, 0x115f}, {0x2e80, 0x303e}, {0x3041, 0x33ff}, {0x3400, 0x4dbf}, {0x4e00, 0x9fff},
    {0xa000, 0xa4cf}, {0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe30, 0xfe4f}, {0xff00, 0xff60},
    {0xffe0, 0xffe6}, {0x1f300, 0x1f64f}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}
  };

  private Columns() {}

  /** How many columns it takes. */
  public static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
  }

  /** As much of its beginning as fits into so many columns. */
  public static String first(String text, int columns) {
    return text.substring(0, fitting(text, columns));
  }

  /** As much of its end as fits into so many columns. */
  public static String last(String text, int columns) {
    int at = 0;
    while (width(text.substring(at)) > columns) {
      at = text.offsetByCodePoints(at, 1);
    }
    return text.substring(at);
  }

  private static int fitting(CharSequence text, int columns) {
    int at = 0;
    int used = 0;
    while (at < text.length()) {
      int c = Character.codePointAt(text, at);
      used += width(c);
      if (used > columns) {
        return at;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    for (int[] block : WIDE) {
      if (c >= block[0] && c <= block[1]) {
        return 2;
      }
    }
    return 1;
  }
}
