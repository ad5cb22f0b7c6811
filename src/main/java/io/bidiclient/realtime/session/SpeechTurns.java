package io.bidiclient.realtime.session;

import io.bidiclient.realtime.protocol.ServerEvent;

/**
 * The turns of a session whose server ends them by itself, at pauses in the speech; immutable. What
 * a server was sent is transcribed to its end only when our own commit is answered, and no turn is
 * open: its answers come in the order of the audio.
 *
 * @param detected whether the server has told of speech, and so may end turns
 * @param paused whether speech has ended, so that the next commit is the server's
 * @param answered whether our commit was
 * @param open turns whose text is not yet complete
 * @see <a href="https://developers.openai.com/api/docs/guides/realtime-vad">OpenAI, Voice activity
 *     detection</a>
 */
record SpeechTurns(boolean detected, boolean paused, boolean answered, int open) {
  static final SpeechTurns NONE = new SpeechTurns(false, false, false, 0);

  SpeechTurns after(ServerEvent.SpeechTurn event) {
    return switch (event.stage()) {
      case SPEECH -> new SpeechTurns(true, paused, answered, open);
      case PAUSE -> new SpeechTurns(true, true, answered, open);
      case COMMITTED -> new SpeechTurns(detected, false, answered || !paused, open + 1);
    };
  }

  /** The text of the oldest one is complete. */
  SpeechTurns done() {
    return new SpeechTurns(detected, paused, answered, Math.max(0, open - 1));
  }

  /** Our commit ended none: there was no audio behind the last. */
  SpeechTurns nothingLeft() {
    return new SpeechTurns(detected, paused, true, open);
  }

  /** Whether text may still come. */
  boolean areOpen() {
    return detected && (open > 0 || !answered);
  }
}
