package io.bidiclient;

import io.bidiclient.emulator.model.EmulatorModel;
import io.bidiclient.emulator.morse.MorseModel;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads Morse code, and counts utterances: all, those that audio came for, and those that a final
 * commit ended. Safe for use from many threads.
 */
public final class CountedUtterances implements EmulatorModel {
  private final EmulatorModel model = new MorseModel();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger heard = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();

  /** Utterances that were begun. */
  public int begun() {
    return begun.get();
  }

  /** Those that audio came for. */
  public int heard() {
    return heard.get();
  }

  /** Those that a final commit ended. */
  public int ended() {
    return ended.get();
  }

  @Override
  public String about() {
    return model.about();
  }

  @Override
  public Utterance begin(Runnable ready) throws IOException {
    begun.incrementAndGet();
    Utterance utterance = model.begin(ready);
    return new Utterance() {
      private boolean any;

      @Override
      public void hear(byte[] pcm, int offset, int length) throws IOException {
        if (!any) {
          any = true;
          heard.incrementAndGet();
        }
        utterance.hear(pcm, offset, length);
      }

      @Override
      public void end() throws IOException {
        ended.incrementAndGet();
        utterance.end();
      }

      @Override
      public Optional<String> frame() throws IOException {
        return utterance.frame();
      }

      @Override
      public void close() {
        utterance.close();
      }
    };
  }
}
