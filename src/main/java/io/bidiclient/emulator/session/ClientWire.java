package io.bidiclient.emulator.session;

import java.nio.ByteBuffer;

/**
 * The way from a session to its client, whichever protocol carries it. Nothing is flushed but what
 * ends the stream. On the stream's event loop.
 */
public interface ClientWire {
  /** Sends a text message whole. */
  void message(String text);

  /** Sends a binary message whole. */
  void binary(ByteBuffer bytes);

  /** Sends bytes of a text message; the message is complete with the last of them. */
  void part(byte[] bytes, boolean last);

  /** Sends bytes that break the protocol's framing. */
  void damage();

  /** Tells of a failure and ends the stream. */
  void fail(StreamException failure);

  /** Ends the stream in good order. */
  void end();

  /** Breaks the stream off. */
  void reset();

  /** Ends the stream as a server does that shuts down. */
  void goAway();

  /** Drops the TCP connection. */
  void drop();

  /** Shows that the server lives, without a word: a ping, or an event that says nothing. */
  void keepAlive();

  void flush();
}
