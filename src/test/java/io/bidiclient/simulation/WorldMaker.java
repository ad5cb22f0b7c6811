package io.bidiclient.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes the world of a kind, a length and a seed. */
final class WorldMaker {
  private static final int MS = 16;
  private static final double LOUD = -20;
  private static final double QUIET = -40;
  private static final double ROOM = -62;
  private static final String[] FEW = {"no", "yes", "so", "well"};

  private final WorldKind kind;
  private final Script script;
  private final SplittableRandom random;
  private final List<SpokenWord> words = new ArrayList<>();
  private long at;

  private WorldMaker(WorldKind kind, Script script, long seed) {
    this.kind = kind;
    this.script = script;
    this.random = new SplittableRandom(seed);
  }

  /**
   * A world.
   *
   * @param count how many words are spoken in it
   */
  static World make(WorldKind kind, Script script, int count, long seed) {
    return new WorldMaker(kind, script, seed).make(count);
  }

  private World make(int count) {
    at = 300L * MS;
    double level = LOUD;
    while (words.size() < count) {
      int run = Math.min(count - words.size(), run());
      for (int i = 0; i < run; i++) {
        add(level);
      }
      at += pause(words.size() == count);
      if (kind == WorldKind.TWO_SPEAKERS && random.nextInt(2) == 0) {
        level = level == LOUD ? QUIET : LOUD;
      }
    }
    long samples = at + 500L * MS;
    samples += 1_280 - samples % 1_280;
    double floor = kind == WorldKind.NOISE ? LOUD - 12 : ROOM;
    return new World(words, others(samples), floor, samples);
  }

  private int run() {
    return kind == WorldKind.NO_PAUSES ? random.nextInt(300, 1_200) : random.nextInt(4, 13);
  }

  private void add(double level) {
    int length = kind == WorldKind.UNEVEN ? random.nextInt(100, 701) : 200;
    int gap = kind == WorldKind.CLOSE ? 20 : 60;
    String text = kind == WorldKind.REPEATS ? repeated() : script.word(words.size() + 1);
    words.add(new SpokenWord(text, at, at + (long) length * MS, level));
    at += (long) (length + gap) * MS;
  }

  private String repeated() {
    int which = random.nextInt(FEW.length);
    return script == Script.LATIN ? FEW[which] : script.word(which + 1);
  }

  private long pause(boolean last) {
    int ms =
        switch (kind) {
          case CLOSE -> random.nextInt(120, 400);
          case SILENCES -> random.nextInt(8) == 0 ? random.nextInt(30_000, 120_000) : 700;
          case INTERLUDES ->
              last || random.nextInt(40) == 0 ? random.nextInt(30_000, 120_000) : 700;
          default -> random.nextInt(300, 1_500);
        };
    return (long) ms * MS;
  }

  private List<SpokenWord> others(long samples) {
    return switch (kind) {
      case DRUMS -> drums(samples);
      case MUSIC -> notes(samples);
      case INTERLUDES -> quickNotes(samples);
      default -> List.of();
    };
  }

  private List<SpokenWord> notes(long samples) {
    List<SpokenWord> notes = new ArrayList<>();
    long start = 0;
    while (start < samples) {
      long end = start + (long) random.nextInt(120, 600) * MS;
      notes.add(new SpokenWord("", start, end, LOUD - random.nextInt(6, 15)));
      start = end;
    }
    return notes;
  }

  private List<SpokenWord> quickNotes(long samples) {
    List<SpokenWord> notes = new ArrayList<>();
    long start = 0;
    while (start < samples) {
      long end = start + (long) random.nextInt(80, 250) * MS;
      int below = notes.size() % 2 == 0 ? 6 : random.nextInt(7, 15);
      notes.add(new SpokenWord("", start, end, LOUD - below));
      start = end;
    }
    return notes;
  }

  private List<SpokenWord> drums(long samples) {
    List<SpokenWord> drums = new ArrayList<>();
    for (long start = 100 * MS; start + 80 * MS < samples; start += 500 * MS) {
      drums.add(new SpokenWord("", start, start + 80 * MS, LOUD));
    }
    return drums;
  }
}
