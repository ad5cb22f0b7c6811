package io.bidiclient.simulation;

import io.bidiclient.simulation.ServerKind.Cadence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * What a server hears in the audio of one session, and in which deltas it says so. A word of which
 * the session got too little is not heard, and one of which a part is missing is misheard.
 */
final class Recognizer {
  private static final int FRAME = 1_280;
  private static final int FIRST = 9_000;
  private static final int PADDING = 12_760;

  /** A pause that ends a segment, in samples. */
  private static final int SEGMENT_PAUSE = 4_000;

  private static final int LONGEST_SEGMENT = 250;
  private static final int SECOND = 12;

  private final World world;
  private final ServerKind kind;
  private final Spelling spelling;
  private final long start;
  private final Queue<Piece> pieces = new ArrayDeque<>();
  private final StringBuilder waiting = new StringBuilder();
  private int reached = -1;
  private int left;
  private int next;
  private long received;
  private long frames;
  private long latest;
  private long waitingSince;

  /**
   * A delta.
   *
   * @param text to the letter
   * @param word the last word of the world that has begun by its end, or -1
   * @param left characters of that word's text that follow in other deltas, without what is only
   *     there when it is worded otherwise
   */
  record Delta(String text, int word, int left) {
    /** An event that tells of no word. */
    static final Delta NOTHING = new Delta("", -1, 0);
  }

  /** A part of the text of a word and the frame with which it comes. */
  private record Piece(String text, int word, int left, long frame, boolean endsSegment) {}

  /**
   * A recogniser that was sent nothing yet.
   *
   * @param start the position of the session's first sample
   */
  Recognizer(World world, ServerKind kind, Spelling spelling, long start) {
    this.world = world;
    this.kind = kind;
    this.spelling = spelling;
    this.start = start;
    this.next = world.firstAfter(start);
  }

  /** Takes more audio and gives back the deltas that it brings. */
  List<Delta> hear(int samples) {
    received += samples;
    while (next < world.words().size() && word().end() <= start + received) {
      recognize(word(), word().samples() - Math.max(0, start - word().start()));
      next++;
    }
    List<Delta> deltas = new ArrayList<>();
    while (received >= FIRST + frames * FRAME) {
      frame(deltas, false);
    }
    return deltas;
  }

  /** The audio is over: gives back all deltas that are left. */
  List<Delta> finish() {
    if (next < world.words().size() && word().start() < start + received) {
      recognize(word(), start + received - Math.max(start, word().start()));
      next++;
    }
    List<Delta> deltas = new ArrayList<>();
    long total = received == 0 ? 0 : (received + PADDING) / FRAME + 1;
    while (frames < total || !pieces.isEmpty()) {
      boolean last = frames + 1 >= total && pieces.size() <= 1;
      frame(deltas, last);
    }
    if (waiting.length() > 0) {
      flush(deltas);
    }
    return deltas;
  }

  private SpokenWord word() {
    return world.words().get(next);
  }

  private void recognize(SpokenWord word, long heard) {
    if (heard < 0.4 * word.samples()) {
      return;
    }
    String text = spelling.write(word, heard < 0.9 * word.samples());
    long ready = Math.max(0, word.end() - start + FRAME - 1) / FRAME + kind.late();
    latest = Math.max(latest, ready + spelling.jitter(kind.jitter()));
    boolean pause =
        next + 1 >= world.words().size()
            || world.words().get(next + 1).start() - word.end() >= SEGMENT_PAUSE;
    List<String> parts = spelling.split(text, kind.pieces());
    int rest = Spelling.plainLength(text);
    for (int i = 0; i < parts.size(); i++) {
      rest -= Spelling.plainLength(parts.get(i));
      pieces.add(new Piece(parts.get(i), next, rest, latest, pause && i == parts.size() - 1));
      latest += i == parts.size() - 1 ? 0 : 1;
    }
  }

  private void frame(List<Delta> deltas, boolean last) {
    frames++;
    boolean segment = false;
    List<Piece> ready = new ArrayList<>();
    while (!pieces.isEmpty() && pieces.peek().frame() <= frames) {
      Piece piece = pieces.remove();
      segment |= piece.endsSegment();
      ready.add(piece);
    }
    if (kind.cadence() == Cadence.TOKEN) {
      ready.forEach(piece -> deltas.add(new Delta(piece.text(), piece.word(), piece.left())));
      return;
    }
    if (waiting.length() == 0) {
      waitingSince = frames;
    }
    for (Piece piece : ready) {
      waiting.append(piece.text());
      reached = piece.word();
      left = piece.left();
    }
    boolean due =
        switch (kind.cadence()) {
          case FRAME, TWICE -> true;
          case HALF -> frames % 2 == 0;
          case SECOND -> frames % SECOND == 0 && waiting.length() > 0;
          case SEGMENT -> segment || frames - waitingSince > LONGEST_SEGMENT;
          case TOKEN -> false;
        };
    if (due || last) {
      flush(deltas);
      if (kind.cadence() == Cadence.TWICE) {
        deltas.add(new Delta("", reached, left));
      }
    }
  }

  private void flush(List<Delta> deltas) {
    deltas.add(new Delta(waiting.toString(), reached, left));
    waiting.setLength(0);
  }
}
