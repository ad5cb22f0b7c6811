package io.bidiclient.live;

import io.bidiclient.transcript.write.Format;
import java.util.OptionalInt;

/** What a page says in a text frame. Its audio comes in binary frames. */
sealed interface PageMessage {
  void accept(Visitor visitor) throws PageFault;

  /** One method a message. */
  interface Visitor {
    void hello(Hello hello) throws PageFault;

    void start(Start start) throws PageFault;

    void stop() throws PageFault;

    void seen(Seen seen) throws PageFault;

    void export(Export export) throws PageFault;

    void clear() throws PageFault;

    void restore() throws PageFault;

    void bye() throws PageFault;
  }

  /**
   * The first message of a connection.
   *
   * @param visit the visit that it goes on with; empty for a new one
   * @param seen number of the last line that came, −1 for none
   */
  record Hello(String visit, long seen) implements PageMessage {
    @Override
    public void accept(Visitor visitor) throws PageFault {
      visitor.hello(this);
    }
  }

  /**
   * A recording begins.
   *
   * @param recording its number, from 1
   * @param rate samples a second of a microphone's PCM16 LE mono; absent for a file's own bytes
   * @param name what messages call it
   */
  record Start(long recording, OptionalInt rate, String name) implements PageMessage {
    @Override
    public void accept(Visitor visitor) throws PageFault {
      visitor.start(this);
    }
  }

  /** The recording has no further byte. */
  record Stop() implements PageMessage {
    @Override
    public void accept(Visitor visitor) throws PageFault {
      visitor.stop();
    }
  }

  /** The lines up to this one need not be kept. */
  record Seen(long seq) implements PageMessage {
    @Override
    public void accept(Visitor visitor) throws PageFault {
      visitor.seen(this);
    }
  }

  /** A document is wanted. */
  record Export(Format format) implements PageMessage {
    @Override
    public void accept(Visitor visitor) throws PageFault {
      visitor.export(this);
    }
  }

  /** The transcript is to be forgotten. */
  record Clear() implements PageMessage {
    @Override
    public void accept(Visitor visitor) throws PageFault {
      visitor.clear();
    }
  }

  /** What was forgotten last is wanted again, before another recording begins. */
  record Restore() implements PageMessage {
    @Override
    public void accept(Visitor visitor) throws PageFault {
      visitor.restore();
    }
  }

  /** The page is left. */
  record Bye() implements PageMessage {
    @Override
    public void accept(Visitor visitor) throws PageFault {
      visitor.bye();
    }
  }
}
