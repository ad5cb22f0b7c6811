package io.bidiclient.emulator.delivery;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.emulator.model.ServerFrameClock;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Makes deltas of the text of frames. One for each utterance. */
public final class DeltaCutter {
  /** Frames without text that end a segment: 0.8 s. */
  private static final int PAUSE = 10;

  private static final Pattern BEFORE_SPACE = Pattern.compile("(?<=\\S)(?=\\s)");
  private static final Pattern AFTER_SPACE = Pattern.compile("(?<=\\s)(?=\\S)");

  private final Cadence cadence;
  private final StringBuilder waiting = new StringBuilder();
  private long frames;
  private long tokens;
  private int silent;

  /** A cutter at its beginning. */
  public DeltaCutter(Cadence cadence) {
    this.cadence = cadence;
  }

  /** The deltas that a frame brings. */
  public List<String> frame(String text) {
    frames++;
    silent = text.isEmpty() ? silent + 1 : 0;
    return switch (cadence) {
      case FRAME -> sent(List.of(text));
      case HALF_FRAME -> sent(List.of(text, ""));
      case TWO_FRAMES -> together(text, frames % 2 == 0);
      case TOKEN -> text.isEmpty() ? List.of() : sent(words(text));
      case SEGMENT -> gathered(text, silent >= PAUSE);
      case SECONDS -> gathered(text, second(frames) > second(frames - 1));
    };
  }

  /** The deltas that are left at the utterance's end. */
  public List<String> end() {
    if (waiting.length() == 0) {
      return List.of();
    }
    return cadence == Cadence.TWO_FRAMES ? sent(List.of(take())) : List.of(take());
  }

  /** The tokens that the server counts: its deltas, or the pieces of text that it joined. */
  public long tokens() {
    return tokens;
  }

  private List<String> sent(List<String> deltas) {
    tokens += deltas.size();
    return deltas;
  }

  private List<String> together(String text, boolean now) {
    waiting.append(text);
    return now ? sent(List.of(take())) : List.of();
  }

  private List<String> gathered(String text, boolean now) {
    if (!text.isEmpty()) {
      tokens++;
      waiting.append(text);
    }
    return now ? end() : List.of();
  }

  private String take() {
    String text = waiting.toString();
    waiting.setLength(0);
    return text;
  }

  /** One for each word, with its space on the side where the server has it. */
  private static List<String> words(String text) {
    boolean leading = Character.isWhitespace(text.codePointAt(0));
    return Arrays.asList((leading ? BEFORE_SPACE : AFTER_SPACE).split(text));
  }

  private static long second(long frame) {
    return frame * ServerFrameClock.FRAME / AudioChunk.RATE;
  }
}
