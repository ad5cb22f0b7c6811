package io.bidiclient.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;

/**
 * Escapes what RFC 8259 lets stand but a terminal or a reader of lines would act on: DEL, the C1
 * control characters and the two separators of Unicode.
 */
final class ControlEscapes extends CharacterEscapes {
  /** Makes all readers and writers of the room, which escape like this. */
  static final JsonFactory FACTORY =
      new JsonFactoryBuilder().characterEscapes(new ControlEscapes()).build();

  private static final long serialVersionUID = 1L;

  private static final int DELETE = 0x7f;

  private final int[] ascii = standardAsciiEscapesForJSON();

  ControlEscapes() {
    ascii[DELETE] = ESCAPE_STANDARD;
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return ascii.clone();
  }

  @Override
  public SerializableString getEscapeSequence(int c) {
    boolean control = c > DELETE && Character.isISOControl(c);
    return control || c == 0x2028 || c == 0x2029
        ? new SerializedString(String.format("\\u%04X", c))
        : null;
  }
}
