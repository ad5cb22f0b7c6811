package io.bidiclient.emulator.delivery;

/** In what rhythm a server sends deltas. A frame is 80 ms of audio. */
public enum Cadence {
  /** One a frame, most of them empty, as Voxtral does. */
  FRAME,
  /** Two a frame. */
  HALF_FRAME,
  /** One every second frame. */
  TWO_FRAMES,
  /** One for each token, none while there is no text. */
  TOKEN,
  /** One for all that was said up to a pause. */
  SEGMENT,
  /** One a second, where something was said in it. */
  SECONDS
}
