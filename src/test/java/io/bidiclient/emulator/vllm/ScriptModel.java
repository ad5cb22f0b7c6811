package io.bidiclient.emulator.vllm;

import io.bidiclient.emulator.model.EmulatorModel;
import io.bidiclient.emulator.model.ServerFrameClock;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Says the given words, one a frame, and watches when it is asked for them. */
final class ScriptModel implements EmulatorModel {
  List<String> words = List.of();
  String complaint = "";
  boolean late;
  int failAt;
  int begun;
  int closed;
  long heard;

  @Override
  public String about() {
    return "says what the test wants";
  }

  @Override
  public Utterance begin(Runnable ready) {
    begun++;
    long from = heard;
    return new Utterance() {
      private int frame;
      private boolean ended;

      @Override
      public void hear(byte[] pcm, int offset, int length) {
        heard += length / 2;
      }

      @Override
      public void end() {
        ended = true;
      }

      @Override
      public Optional<String> frame() throws IOException {
        if (late) {
          return Optional.empty();
        }
        frame++;
        if (frame == failAt) {
          throw new IOException("out of memory");
        }
        if (!ended && heard - from != ServerFrameClock.samplesBefore(frame)) {
          complaint = "frame " + frame + " after " + (heard - from) + " samples";
        }
        return Optional.of(frame <= words.size() ? words.get(frame - 1) : "");
      }

      @Override
      public void close() {
        closed++;
      }
    };
  }
}
