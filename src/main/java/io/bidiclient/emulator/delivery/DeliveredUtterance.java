package io.bidiclient.emulator.delivery;

import io.bidiclient.emulator.model.EmulatorModel;
import io.bidiclient.emulator.model.ServerFrameClock;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.UnaryOperator;

/**
 * An utterance whose text is held back by some frames, and cut and written anew on its way. It has
 * as many frames more than the model's as text is held back; what is left goes out with the last.
 */
final class DeliveredUtterance implements EmulatorModel.Utterance {
  private static final int LETTERS = 3;

  private final EmulatorModel.Utterance model;
  private final TextDelivery delivery;
  private final UnaryOperator<String> words;
  private final WordReader reader = new WordReader();

  /** What the model gave, a frame each; as many as text is held back by. */
  private final Queue<List<String>> held = new ArrayDeque<>();

  private final Queue<String> pieces = new ArrayDeque<>();
  private long samples;
  private long frames;
  private boolean ended;

  /**
   * An utterance that has not begun.
   *
   * @param words writes one word after another
   */
  DeliveredUtterance(
      EmulatorModel.Utterance model, TextDelivery delivery, UnaryOperator<String> words) {
    this.model = model;
    this.delivery = delivery;
    this.words = words;
    held.addAll(Collections.nCopies(delivery.delay(), List.of()));
  }

  @Override
  public void hear(byte[] pcm, int offset, int length) throws IOException {
    samples += length / 2;
    model.hear(pcm, offset, length);
  }

  @Override
  public void end() throws IOException {
    ended = true;
    model.end();
  }

  @Override
  public Optional<String> frame() throws IOException {
    long own = ServerFrameClock.total(samples);
    if (!ended || frames < own) {
      Optional<String> text = model.frame();
      if (text.isEmpty()) {
        return text;
      }
      held.add(pieces(text.get(), ended && frames + 1 == own));
    }
    frames++;
    pieces.addAll(held.remove());
    boolean last = ended && frames == own + delivery.delay();
    return Optional.of(delivery.splitWords() && !last ? next() : rest());
  }

  @Override
  public void close() {
    held.clear();
    pieces.clear();
    model.close();
  }

  private List<String> pieces(String text, boolean last) {
    if (!delivery.byWords()) {
      return List.of(text);
    }
    Queue<String> whole = new ArrayDeque<>(reader.add(text));
    if (last) {
      whole.addAll(reader.end());
    }
    return whole.stream()
        .map(word -> delivery.spacing().around(words.apply(word)))
        .flatMap(word -> (delivery.splitWords() ? split(word) : List.of(word)).stream())
        .toList();
  }

  private static List<String> split(String word) {
    Queue<String> parts = new ArrayDeque<>();
    int at = 0;
    while (at < word.length()) {
      int left = word.codePointCount(at, word.length());
      int end = word.offsetByCodePoints(at, Math.min(LETTERS, left));
      parts.add(word.substring(at, end));
      at = end;
    }
    return List.copyOf(parts);
  }

  private String next() {
    return pieces.isEmpty() ? "" : pieces.remove();
  }

  private String rest() {
    String joined = String.join("", pieces);
    pieces.clear();
    return joined;
  }
}
