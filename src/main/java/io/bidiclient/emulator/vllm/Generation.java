package io.bidiclient.emulator.vllm;

import io.bidiclient.emulator.delivery.DeltaCutter;
import io.bidiclient.emulator.delivery.TextDelivery;
import io.bidiclient.emulator.model.EmulatorModel;
import io.bidiclient.emulator.model.ServerFrameClock;
import io.bidiclient.realtime.protocol.ServerEvent;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One utterance being transcribed, on {@link ServerFrameClock}'s time: audio is given to the model
 * up to the sample that releases the next frame and no further, so the text does not depend on how
 * the audio was cut.
 */
public final class Generation implements AutoCloseable {
  private final EmulatorModel.Utterance utterance;
  private final DeltaCutter cutter;
  private final int delay;
  private final StringBuilder joined = new StringBuilder();
  private long samples;
  private long frames;
  private boolean ended;

  /**
   * A generation that has not begun.
   *
   * @param utterance owned from now on
   */
  public Generation(EmulatorModel.Utterance utterance, TextDelivery delivery) {
    this.utterance = utterance;
    this.cutter = new DeltaCutter(delivery.cadence());
    this.delay = delivery.delay();
  }

  /**
   * Takes audio until the next frame is due.
   *
   * @return how many bytes were taken
   */
  public int hear(byte[] pcm, int offset) throws IOException {
    long wanted = 2 * (ServerFrameClock.samplesBefore(frames + 1) - samples);
    int taken = (int) Math.min(wanted, pcm.length - offset);
    utterance.hear(pcm, offset, taken);
    samples += taken / 2;
    return taken;
  }

  public void end() throws IOException {
    ended = true;
    utterance.end();
  }

  /** Whether a frame waits to be written before more audio is taken. */
  public boolean due(boolean padded) {
    return frames < (ended && padded ? total() : ServerFrameClock.running(samples));
  }

  /** The deltas that the due frame brings, unless the model is not so far. */
  public Optional<List<String>> frame() throws IOException {
    Optional<String> text = utterance.frame();
    if (text.isPresent()) {
      frames++;
    }
    return text.map(cutter::frame);
  }

  /** The deltas that are left when no frame is due any more. */
  List<String> rest() {
    return cutter.end();
  }

  /** Adds what was sent of a frame. */
  void sent(String text) {
    joined.append(text);
  }

  boolean ended() {
    return ended;
  }

  /** Whether there was any audio. */
  boolean heard() {
    return samples > 0;
  }

  /** The event that closes the utterance. */
  ServerEvent.Done done() {
    long prompt = heard() ? ServerFrameClock.PROMPT_TOKENS : 0;
    return new ServerEvent.Done(
        joined.toString(), Optional.of(new ServerEvent.Usage(prompt, cutter.tokens())));
  }

  /** As much silence is added as text is held back by, so that all of it comes. */
  private long total() {
    return samples == 0 ? 0 : ServerFrameClock.total(samples) + delay;
  }

  @Override
  public void close() {
    utterance.close();
  }
}
