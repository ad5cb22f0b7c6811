package io.bidiclient.run.remote;

import io.bidiclient.audio.BlockInputStream;
import io.bidiclient.problem.Warning;
import io.bidiclient.run.remote.RemoteFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The bytes of a remote file, each once and in order, over as many connections as it takes. Where
 * one breaks, the next is asked for the rest. A server that knows no places sends all again, and
 * what was had before is passed over. A file that was replaced meanwhile ends the stream with a
 * failure: two halves of different files are none.
 *
 * <p>Owned by the thread that reads; {@link #close}, {@link #position} and {@link #length} are for
 * any.
 */
public final class ResumingInput extends BlockInputStream {
  private static final double MEGABYTE = 1e6;

  private final RemoteFile file;
  private final String name;
  private final ReconnectRules rules;
  private final Consumer<Warning> warnings;
  private final CountDownLatch closed = new CountDownLatch(1);
  private RemoteFile.Part first;

  private volatile InputStream bytes = InputStream.nullInputStream();
  private volatile long position;

  /** Connections in a row that brought next to nothing; the reading thread's, as the next. */
  private int attempts;

  private long resumedAt;

  private ResumingInput(
      RemoteFile file, String name, ReconnectRules rules, Consumer<Warning> warnings) {
    this.file = file;
    this.name = name;
    this.rules = rules;
    this.warnings = warnings;
  }

  /**
   * Waits until the server begins to answer, and asks again where it may do better.
   *
   * @param name what messages call it
   * @param warnings takes, on the reading thread, what is to be told on the way
   */
  static ResumingInput open(
      RemoteFile file, String name, ReconnectRules rules, Consumer<Warning> warnings)
      throws IOException {
    ResumingInput input = new ResumingInput(file, name, rules, warnings);
    input.first = input.begin(0, Optional.empty(), Kind.PASSING);
    input.bytes = input.first.bytes();
    return input;
  }

  /**
   * Another stream of the same file, from a place on. It is closed by itself; this one stays as it
   * is.
   *
   * @return empty where the server only has the whole
   */
  public Optional<ResumingInput> at(long place) throws IOException {
    ResumingInput input = new ResumingInput(file, name, rules, warnings);
    input.first = first;
    input.position = place;
    input.resumedAt = place;
    RemoteFile.Part part = input.begin(place, first.version(), Kind.UNREACHED);
    if (part.from() == 0 && place > 0 && input.isSame(part)) {
      part.bytes().close();
      return Optional.empty();
    }
    input.bytes = input.rest(part);
    return Optional.of(input);
  }

  /**
   * Asks until the server answers.
   *
   * @param passing the gravest failure that may pass
   */
  private RemoteFile.Part begin(long place, Optional<String> version, Kind passing)
      throws IOException {
    while (true) {
      try {
        RemoteFile.Part part = file.open(place, version);
        attempts = 0;
        return part;
      } catch (RemoteFailure e) {
        refuse(e, e.kind() != Kind.PASSING && e.kind() != passing);
        warn("input_retry", e.getMessage() + "; asking again");
        pause(e.after());
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  /** Bytes that were read. */
  public long position() {
    return position;
  }

  /** Bytes of the whole; absent where the server does not say. */
  public OptionalLong length() {
    return first.length();
  }

  @Override
  public int read(byte[] to, int from, int room) throws IOException {
    Objects.checkFromIndexSize(from, room, to.length);
    if (room == 0) {
      return 0;
    }
    while (true) {
      try {
        int read = bytes.read(to, from, room);
        if (read > 0) {
          long reached = position + read;
          position = reached;
          return read;
        }
        if (length().isEmpty() || position >= length().getAsLong()) {
          return -1;
        }
        resume(new IOException("the server ended it early"));
      } catch (RemoteFailure e) {
        throw e;
      } catch (IOException e) {
        resume(e);
      }
    }
  }

  /** Asks for the rest until a server gives it. */
  private void resume(IOException broke) throws IOException {
    if (position - resumedAt >= ReconnectRules.HEALTHY_BYTES) {
      attempts = 0;
    }
    IOException why = broke;
    boolean again = false;
    while (!again) {
      bytes.close();
      refuse(why, why instanceof RemoteFailure known && known.kind() == Kind.LASTING);
      warn(
          "input_resumed",
          String.format(
              Locale.ROOT,
              "the connection broke after %.1f MB: %s; asking for the rest",
              position / MEGABYTE,
              why.getMessage()));
      pause(why instanceof RemoteFailure known ? known.after() : Duration.ZERO);
      try {
        bytes = rest(file.open(position, first.version()));
        again = true;
      } catch (InterruptedException e) {
        throw interrupted(e);
      } catch (IOException e) {
        why = e;
      }
    }
    resumedAt = position;
    if (closed.getCount() == 0) {
      bytes.close();
    }
  }

  /** The part's bytes from our place on. */
  private InputStream rest(RemoteFile.Part part) throws IOException {
    try {
      boolean marked = part.version().isPresent() || part.length().isPresent();
      if (!isSame(part)) {
        throw new RemoteFailure(
            Kind.LASTING, "it was replaced on the server while it was read", "start again");
      }
      if (part.from() != position && (part.from() != 0 || !marked)) {
        throw new RemoteFailure(
            Kind.LASTING,
            "the connection broke, and the server cannot go on where it broke",
            "download it first, and name the file");
      }
      part.bytes().skipNBytes(position - part.from());
      return part.bytes();
    } catch (IOException e) {
      part.bytes().close();
      throw e;
    }
  }

  private boolean isSame(RemoteFile.Part part) {
    return part.version().equals(first.version()) && part.length().equals(first.length());
  }

  /** Throws where another attempt is of no use, or nobody wants one. */
  private void refuse(IOException why, boolean lasting) throws IOException {
    if (closed.getCount() == 0) {
      throw new ClosedChannelException();
    }
    if (lasting || attempts >= rules.attempts()) {
      throw why instanceof RemoteFailure
          ? why
          : new RemoteFailure(
              Kind.LASTING,
              "the connection broke: " + why.getMessage(),
              "check the network, and start again",
              why);
    }
  }

  private void warn(String code, String what) {
    warnings.accept(new Warning(code, name + ": " + what));
  }

  /** Waits before the next attempt, no shorter than the server asked for. */
  private void pause(Duration asked) throws IOException {
    try {
      long millis = Math.max(rules.backoff().before(attempts++).toMillis(), asked.toMillis());
      if (closed.await(millis, TimeUnit.MILLISECONDS)) {
        throw new ClosedChannelException();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static InterruptedIOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    InterruptedIOException failure = new InterruptedIOException("it was interrupted");
    failure.initCause(e);
    return failure;
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    bytes.close();
  }
}
