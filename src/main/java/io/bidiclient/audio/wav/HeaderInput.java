package io.bidiclient.audio.wav;

import io.bidiclient.audio.AudioException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The front of a stream, read field by field and never sought, for a pipe cannot. Every end that
 * comes too early is an error in words. Owned by the thread that reads.
 */
final class HeaderInput {
  private final String name;
  private final InputStream in;

  /**
   * The front of that stream.
   *
   * @param name what the stream is called in messages
   */
  HeaderInput(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  /** Up to so many bytes: fewer at the end of the stream. */
  byte[] some(int count) throws IOException {
    return in.readNBytes(count);
  }

  /** So many bytes. */
  byte[] bytes(int count) throws IOException, AudioException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw brokenOff();
    }
    return bytes;
  }

  /** Reads on over so many bytes. */
  void skip(long count) throws IOException, AudioException {
    byte[] scratch = new byte[(int) Math.min(count, 8_192)];
    long left = count;
    while (left > 0) {
      int read = in.read(scratch, 0, (int) Math.min(left, scratch.length));
      if (read < 0) {
        throw noData();
      }
      left -= read;
    }
  }

  AudioException brokenOff() {
    return damaged("its WAV header breaks off");
  }

  AudioException noData() {
    return damaged("it ends before any audio: there is no data chunk");
  }

  AudioException damaged(String why) {
    return new AudioException(name + ": " + why, "copy or export it again");
  }
}
