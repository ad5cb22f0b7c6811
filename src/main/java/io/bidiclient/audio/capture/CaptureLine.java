package io.bidiclient.audio.capture;

/** A started capture device that delivers PCM: what a microphone needs of it. */
interface CaptureLine {
  /** Bytes that can be read without waiting. */
  int available();

  /** Reads bytes that are available; fewer, or none, when the device is going away. */
  int read(byte[] bytes, int length);

  /** Stops the device; for any thread. */
  void close();
}
