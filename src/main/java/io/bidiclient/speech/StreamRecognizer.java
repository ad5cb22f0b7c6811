package io.bidiclient.speech;

import ai.onnxruntime.OrtException;
import java.time.InstantSource;
import java.util.List;

/**
 * Transcribes one stream as it comes. Text is given out in the order it was spoken and never taken
 * back. What is given out, and at which sample, depends on the audio alone, however it was cut;
 * only on a machine that cannot keep up does it look less often. Used by one thread.
 */
final class StreamRecognizer {
  /** A segment is recognised again when it has grown by so much, in samples. */
  private static final int STEP = 16 * VoiceDetector.WINDOW;

  /** Nothing can be told from less, in samples. */
  private static final int SHORTEST = 20 * VoiceDetector.WINDOW;

  /** Time that one window of audio gives. */
  private static final int WINDOW_MILLIS = VoiceDetector.WINDOW / 16;

  /** So much longer than the audio lasts may recognising it take. */
  private static final int MOST_DEBT_MILLIS = 2000;

  /** Takes what was recognised. */
  interface Listener {
    /** Text became certain, with its leading space. */
    void text(String text);
  }

  private final Voice voice;
  private final Recognition recognition;
  private final WordAgreement agreement;
  private final Listener listener;
  private final InstantSource clock;

  private final SegmentCutter cutter = new SegmentCutter();
  private final SegmentBuffer segment = new SegmentBuffer();
  private final float[] window = new float[VoiceDetector.WINDOW];
  private int filled;
  private int lead;
  private int looked;
  private long debtMillis;
  private boolean speaking;

  StreamRecognizer(
      Voice voice,
      Recognition recognition,
      TokenTable table,
      Listener listener,
      InstantSource clock) {
    this.voice = voice;
    this.recognition = recognition;
    this.agreement = new WordAgreement(table);
    this.listener = listener;
    this.clock = clock;
  }

  /** Takes one sample, from -1 to 1. */
  void hear(float sample) throws OrtException {
    window[filled++] = sample;
    if (filled == window.length) {
      filled = 0;
      hearWindow();
    }
  }

  /** No more audio will come: the rest becomes certain. */
  void end() throws OrtException {
    while (filled > 0) {
      hear(0);
    }
    if (speaking) {
      finish(segment.length());
    }
  }

  private void hearWindow() throws OrtException {
    debtMillis = Math.max(0, debtMillis - WINDOW_MILLIS);
    segment.add(window);
    switch (cutter.hear(voice.probability(window))) {
      case QUIET -> segment.keepLead();
      case SPEAKING -> grow();
      case HOLDING -> {}
      case ENDED -> {
        finish(segment.length());
        segment.keepLead();
        speaking = false;
      }
      case TOO_LONG -> {
        finish(lead + cutter.cut() * VoiceDetector.WINDOW);
        lead = 0;
      }
    }
  }

  private void grow() throws OrtException {
    if (!speaking) {
      speaking = true;
      lead = segment.length() - VoiceDetector.WINDOW;
    }
    if (segment.length() >= SHORTEST && segment.length() - looked >= STEP) {
      looked = segment.length();
      // Left out where the machine cannot keep up; the text comes later then.
      if (debtMillis < MOST_DEBT_MILLIS) {
        tell(agreement.agree(decode(segment.all())));
      }
    }
  }

  private List<Integer> decode(float[] audio) throws OrtException {
    long start = clock.millis();
    List<Integer> tokens = recognition.decode(audio, agreement.certain());
    debtMillis += clock.millis() - start;
    return tokens;
  }

  private void finish(int length) throws OrtException {
    tell(agreement.finish(decode(segment.first(length))));
    segment.drop(length);
    looked = 0;
  }

  private void tell(String text) {
    if (!text.isEmpty()) {
      listener.text(text);
    }
  }
}
