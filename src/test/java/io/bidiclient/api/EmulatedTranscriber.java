package io.bidiclient.api;

import io.bidiclient.morse.MorseKeyer;
import java.io.ByteArrayInputStream;
import java.net.URI;

/** The library with an emulator of its own, and Morse code to say to it. */
final class EmulatedTranscriber {
  /** Seconds that a test waits for what has to come. */
  static final long PATIENCE = 90;

  static final MorseKeyer KEYER = MorseKeyer.usual().atWpm(40);

  private EmulatedTranscriber() {}

  static Transcriber start() {
    return new Transcriber(TranscriberOptions.of(ModelServer.emulator()));
  }

  static TranscriberOptions options(URI url) {
    return TranscriberOptions.of(ModelServer.webSocket(url));
  }

  static TranscriberInput pcm(MorseKeyer.Keyed keyed) {
    return TranscriberInput.pcm16(
        "keyed", new ByteArrayInputStream(keyed.pcm16()), KEYER.rate(), 1);
  }
}
