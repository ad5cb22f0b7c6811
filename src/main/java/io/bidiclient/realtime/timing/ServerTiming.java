package io.bidiclient.realtime.timing;

import io.bidiclient.audio.AudioChunk;
import io.bidiclient.realtime.event.TimedText;
import io.bidiclient.realtime.protocol.FrameClock;
import io.bidiclient.realtime.protocol.ServerEvent.Usage;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a run has learned of its server's timing, over all its sessions. While a thing is not known
 * the answers are safe rather than good. Owned by the run's thread.
 *
 * <pre>
 *            deltas of a whole utterance are its frames, or keep up with them for long,
 *            or text falls on sound
 * UNKNOWN ──────────────────────────────────────────────────────────────────────► FRAMES
 *    └──────────── more deltas than frames, hardly an empty one, ───────────────────┤
 *                  text before sound, or on sound if there were half as many,       │
 *                  another number at the end                                        ▼
 *                                                                                 NONE
 * </pre>
 */
public final class ServerTiming {
  /** Whether deltas are a clock. */
  public enum Clock {
    /** It is not known yet. */
    UNKNOWN,
    /** One delta stands for one frame of audio. */
    FRAMES,
    /** They come as they please. */
    NONE
  }

  /** Voxtral's longest delay, 2.4 s, and half a second for the tokens of a long word, in frames. */
  private static final int LONGEST_DELAY = 37;

  /** What the tokens of a long word may add to a delay that was learned, in frames. */
  private static final int LONG_WORD = 10;

  /** Deltas that may come before their frame is sent in whole. */
  private static final int AHEAD = 2;

  /** Deltas of the silence that a server adds to the end of an utterance: its delay, at most. */
  private static final int MOST_PADDING = 48;

  /** A frame clock has empty deltas; of so many at least this share. */
  private static final int JUDGED = 60;

  /** And one at least of the first so many: the text of the first word comes late. */
  private static final int FIRST_JUDGED = 16;

  /** No word is spoken in fewer frames. */
  private static final int SHORTEST_WORD = 2;

  private static final double LEAST_EMPTY = 0.03;

  /** Deltas that more than once are as many as the frames, when more are sent, are a clock. */
  private static final int ENOUGH_ANSWERS = 2;

  /** Deltas by which an utterance is long enough to be judged. */
  private static final int LEAST_UTTERANCE = 150;

  /** Deltas that are a clock if they keep up with the audio: twenty seconds of it. */
  private static final int STEADY = 250;

  /**
   * And stay behind by the longest delay at most, and in the end by no more than one in so many.
   */
  private static final int BEHIND = 25;

  /** Sound without any text over which a server is taken to be mute, in samples: 20 s. */
  private static final long MUTE = 20L * AudioChunk.RATE;

  /** The same at the end of a session, where the next costs little: 8 s. */
  private static final long MUTE_AT_END = 8L * AudioChunk.RATE;

  private final LevelTracker levels = new LevelTracker();
  private final PauseTracker pauses = new PauseTracker();
  private final TextDelayEstimator delay = new TextDelayEstimator();

  /** The same if a delta stands for two frames. */
  private final TextDelayEstimator halfDelay = new TextDelayEstimator();

  private Clock clock = Clock.UNKNOWN;

  /** No word ends before this sample. */
  private long firstWord = SHORTEST_WORD * FrameClock.FRAME;

  private long deltas;
  private long empty;

  /** Deltas in a row of one session that were about as many as the frames sent. */
  private int steady;

  /** How often that session had answered just what it had been sent when it was sent more. */
  private int answers;

  private long lastCount;
  private long lastSent;

  private long longestGap;
  private long muteAfter = MUTE;

  /**
   * Takes the next chunk of the input; returns whether there is sound in it.
   *
   * @param dbfs its level
   */
  public boolean isSound(AudioChunk chunk, double dbfs) {
    boolean sound = levels.isSound(chunk.end(), dbfs);
    int first = frame(chunk.start());
    for (int frame = first; frame < frame(chunk.end() + FrameClock.FRAME - 1); frame++) {
      delay.frame(frame, sound);
      halfDelay.frame(frame, sound);
    }
    return sound;
  }

  /** Takes the same chunk; returns for how many samples up to its end certainly nobody speaks. */
  public long quietAfter(AudioChunk chunk) {
    long quiet = pauses.quietAfter(chunk);
    if (quiet == chunk.end()) {
      firstWord = Math.max(firstWord, quiet);
    }
    return quiet;
  }

  /** Whether it cannot be told of a level, in dBFS, whether it is sound. */
  public boolean isUnclear(double dbfs) {
    return levels.isUnclear(dbfs);
  }

  /** Whether deltas are a clock. */
  public Clock clock() {
    return clock;
  }

  /** Whether they are known to be one. */
  public boolean isClock() {
    return clock == Clock.FRAMES;
  }

  /** Whether the clock may be believed for now: nothing is known against it. */
  public boolean mayCount() {
    return clock != Clock.NONE;
  }

  /** The server's protocol has no frames. */
  public void uncounted() {
    clock = Clock.NONE;
  }

  /**
   * A delta came.
   *
   * @param blank whether it has no text
   * @param position how far the model has come if it counts frames, on the input's time line
   * @param count deltas of its session so far
   * @param sent samples sent to its session so far
   * @param ended whether its audio is at its end, so that the server pads it
   */
  public void delta(boolean blank, long position, long count, long sent, boolean ended) {
    deltas++;
    empty += blank ? 1 : 0;
    if (clock == Clock.NONE) {
      return;
    }
    boolean tooMany = count > sent / FrameClock.FRAME + (ended ? MOST_PADDING : AHEAD);
    boolean noBeat =
        (deltas >= JUDGED && empty < LEAST_EMPTY * deltas)
            || (deltas >= FIRST_JUDGED && empty == 0)
            || (!blank && position <= firstWord);
    if (tooMany || noBeat) {
      clock = Clock.NONE;
      return;
    }
    keepsUp(count, sent);
    if (clock == Clock.UNKNOWN && isSteady(count, FrameClock.due(sent) - count)) {
      clock = Clock.FRAMES;
    }
    if (!blank && !(ended && count >= sent / FrameClock.FRAME)) {
      delay.text(frame(position));
      halfDelay.text(frame(position + count * FrameClock.FRAME));
      if (clock == Clock.UNKNOWN && delay.longest().isPresent()) {
        clock = Clock.FRAMES;
      } else if (clock == Clock.UNKNOWN && isHalf()) {
        clock = Clock.NONE;
      }
    }
  }

  /**
   * Whether a delta stands for two frames. Text comes in runs, as sound does: it may fall on sound
   * at twice the pace by chance, but then it does at its own pace as well.
   */
  private boolean isHalf() {
    return halfDelay.longest().isPresent() && halfDelay.bestShare() > delay.bestShare();
  }

  private void keepsUp(long count, long sent) {
    boolean follows = count == lastCount + 1 && count > 1;
    boolean answered = lastCount >= STEADY && lastCount >= FrameClock.due(lastSent);
    answers = !follows ? 0 : sent > lastSent && answered ? answers + 1 : answers;
    steady = FrameClock.due(sent) - count > LONGEST_DELAY ? 0 : follows ? steady + 1 : 1;
    lastCount = count;
    lastSent = sent;
  }

  /**
   * Whether a session's deltas, most of them empty, have kept up with its audio for so long that
   * nothing but a clock does. Where all audio was sent before, any deltas come to be as many at
   * some moment.
   */
  private boolean isSteady(long count, long behind) {
    boolean keepsUp = answers >= ENOUGH_ANSWERS || (steady >= STEADY && behind <= count / BEHIND);
    return keepsUp && 2 * empty > deltas;
  }

  /**
   * A session has said all.
   *
   * @param count its deltas
   * @param sent samples that it was sent
   * @param usage the server's own count of its tokens, if it told one
   */
  public void done(long count, long sent, Optional<Usage> usage) {
    long frames = sent / FrameClock.FRAME;
    long told = usage.map(Usage::completionTokens).orElse(count);
    if (told >= count && isEarly(told, sent)) {
      // Where it told of more than came, it was done before it had said all.
      return;
    }
    if (told != count
        || count < frames
        || count > frames + MOST_PADDING
        || empty < LEAST_EMPTY * deltas) {
      clock = Clock.NONE;
    } else if (clock == Clock.UNKNOWN && frames > LEAST_UTTERANCE) {
      clock = Clock.FRAMES;
    }
  }

  /**
   * Whether a session that is done had not heard all of its audio, or may not: its deltas are fewer
   * than the frames, and are a clock or may be one. The clock is not doubted for that.
   *
   * @param count its deltas
   * @param sent samples that it was sent
   */
  public boolean isEarly(long count, long sent) {
    boolean some = empty > 0 && empty >= LEAST_EMPTY * deltas;
    boolean may = clock == Clock.UNKNOWN && some && !isHalf(count, sent);
    return (isClock() || may) && count < FrameClock.due(sent);
  }

  /**
   * Whether a session that is done has had a delta for every second frame, of the padding too: that
   * is a rate of its own and no early end.
   *
   * @param count its deltas
   * @param sent samples that it was sent
   */
  static boolean isHalf(long count, long sent) {
    long padded = beyondHalf(count, sent);
    return padded >= 0 && padded <= MOST_PADDING;
  }

  /** Whether a session has had more deltas than one for every second frame. */
  static boolean isMoreThanHalf(long count, long sent) {
    return beyondHalf(count, sent) > MOST_PADDING;
  }

  private static long beyondHalf(long count, long sent) {
    return 2 * count - sent / FrameClock.FRAME;
  }

  /** How far the text may be behind the model, in samples. */
  public long longestDelay() {
    OptionalInt learned = clock == Clock.FRAMES ? delay.longest() : OptionalInt.empty();
    // Less than the model allows is not believed: it is learned from a part of the words.
    int frames = Math.max(LONGEST_DELAY, learned.orElse(0) + LONG_WORD);
    return (long) frames * FrameClock.FRAME;
  }

  /**
   * The same text with its place bounded by the clock, if it was counted and the clock was not
   * known when it came.
   */
  public TimedText placed(TimedText text) {
    return isClock() ? text.clocked(longestDelay()) : text;
  }

  /** Text came after so much sound without any, in samples: no such gap is taken for mute again. */
  public void gap(long sound) {
    longestGap = Math.max(longestGap, sound);
  }

  /** Whether so much sound without text, in samples, can only mean that the server is mute. */
  public boolean isMute(long sound) {
    return clock != Clock.NONE && sound > Math.max(muteAfter, 2 * longestGap) + longestDelay();
  }

  /**
   * Whether a session that has said all can only have fallen mute, by the sound after its last
   * text, in samples.
   *
   * @param known whether it is known to be so much, and not an estimate
   */
  public boolean isMuteAtEnd(long sound, boolean known) {
    long enough = known ? muteAfter * MUTE_AT_END / MUTE : muteAfter;
    return sound > Math.max(enough, 2 * longestGap);
  }

  /** Another session was as silent: from now on twice as much sound is waited for. */
  public void muteInVain() {
    muteAfter *= 2;
  }

  private static int frame(long sample) {
    return (int) (sample / FrameClock.FRAME);
  }
}
