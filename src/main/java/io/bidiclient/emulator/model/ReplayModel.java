package io.bidiclient.emulator.model;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Says again what was recorded: the text of each frame, utterance after utterance, and from the
 * first again when all are said. It does not listen.
 */
public final class ReplayModel implements EmulatorModel {
  private final List<List<String>> utterances;
  private final AtomicInteger next = new AtomicInteger();

  /** A model of at least one utterance: its frames' texts. */
  public ReplayModel(List<List<String>> utterances) {
    this.utterances = utterances.stream().map(List::copyOf).toList();
  }

  @Override
  public String about() {
    return "replays a recording, whatever audio it gets";
  }

  @Override
  public Utterance begin(Runnable ready) {
    int which = next.getAndIncrement() % utterances.size();
    Iterator<String> frames = utterances.get(which).iterator();
    return new Utterance() {
      @Override
      public void hear(byte[] pcm, int offset, int length) {}

      @Override
      public void end() {}

      @Override
      public Optional<String> frame() {
        return Optional.of(frames.hasNext() ? frames.next() : "");
      }

      @Override
      public void close() {}
    };
  }
}
