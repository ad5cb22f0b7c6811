package io.bidiclient.emulator.session;

import io.bidiclient.emulator.config.EmulatorMode;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.emulator.model.ServerFrameClock;
import io.netty.channel.ChannelHandlerContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A container's session on its wire: sends what the session has to say while there is room, and
 * asks for more only then, so a client that does not read is not read from and memory stays
 * bounded. On the stream's event loop.
 */
public final class Conversation {
  /** Messages sent before other streams have their turn. */
  private static final int TURN = 256;

  private final ChannelHandlerContext context;
  private final EmulatorOptions options;
  private final ClientWire wire;
  private final ContainerSession session;
  private final FaultInjector gate;
  private final Runnable ended;
  private boolean over;
  private boolean pausing;
  private long heard = System.nanoTime();

  /**
   * A session that was opened; owned from now on.
   *
   * @param plan the fault that it meets
   * @param ended called once, when the stream was ended from our side
   */
  Conversation(
      ChannelHandlerContext context,
      EmulatorOptions options,
      ClientWire wire,
      ContainerSession session,
      Optional<FaultPlan> plan,
      Runnable ended) {
    this.context = context;
    this.options = options;
    this.wire = wire;
    this.session = session;
    this.gate = new FaultInjector(plan, wire, this::repeat);
    this.ended = ended;
    plan.flatMap(FaultPlan::after).ifPresent(time -> after(time, this::strike));
    if (options.mode() == EmulatorMode.NEXT) {
      watch(options.idle());
    }
  }

  /** Whether the session goes on. */
  public boolean isOpen() {
    return !over;
  }

  /** Takes a message of the client. */
  public void receive(boolean text, ByteBuffer message) {
    if (over) {
      return;
    }
    heard = System.nanoTime();
    try {
      if (text) {
        session.receive(utf8(message));
      } else {
        session.receiveBinary(message);
      }
    } catch (ContainerClosed e) {
      fail(StreamException.closed(e));
    }
  }

  /** Sends what there is to say, then reads on. */
  void pump() {
    if (!over) {
      say();
    }
    if (context.channel().isWritable() && gate.reading() && (over || session.takes())) {
      context.read();
    }
  }

  /** The client ended its side in good order: the tail is dropped. */
  public void end() {
    if (!over) {
      close();
      wire.end();
      ended.run();
    }
  }

  /** Ends the stream with a failure. */
  public void fail(StreamException failure) {
    if (!over) {
      options.notes().accept(failure.type() + ": " + failure.getMessage());
      close();
      wire.fail(failure);
      ended.run();
    }
  }

  /** The wire is gone. */
  public void close() {
    if (!over) {
      over = true;
      session.close();
    }
  }

  private void say() {
    int said = 0;
    try {
      while (!pausing && !gate.over() && context.channel().isWritable()) {
        Duration pause = session.pause();
        if (pause.compareTo(Duration.ZERO) > 0) {
          pausing = true;
          after(pause, () -> pausing = false);
          break;
        }
        Optional<ByteBuffer> binary = session.pollBinary();
        Optional<String> message = binary.isPresent() ? Optional.empty() : session.poll();
        if (binary.isEmpty() && message.isEmpty()) {
          break;
        }
        binary.ifPresent(wire::binary);
        message.ifPresent(gate::send);
        if (++said == TURN) {
          context.executor().execute(this::pump);
          break;
        }
      }
    } catch (ContainerClosed e) {
      fail(StreamException.closed(e));
      return;
    }
    if (gate.over()) {
      options.notes().accept("a stream met its fault");
      close();
      ended.run();
    } else {
      wire.flush();
    }
  }

  private void strike() {
    if (!over) {
      gate.strike();
    }
  }

  /** Goes on as long as the client is there, a frame of audio between. */
  private void repeat(Runnable action) {
    after(
        ServerFrameClock.LENGTH,
        () -> {
          if (!over) {
            if (context.channel().isWritable()) {
              action.run();
            }
            repeat(action);
          }
        });
  }

  private void watch(Duration left) {
    after(
        left,
        () -> {
          Duration rest = options.idle().minusNanos(System.nanoTime() - heard);
          if (rest.isNegative() || rest.isZero()) {
            session.idle();
          } else if (!over) {
            watch(rest);
          }
        });
  }

  private void after(Duration delay, Runnable change) {
    Runnable guarded =
        () -> {
          try {
            change.run();
            pump();
          } catch (RuntimeException e) {
            var unused = context.pipeline().fireExceptionCaught(e);
          }
        };
    var unused = context.executor().schedule(guarded, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static String utf8(ByteBuffer message) throws ContainerClosed {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(message).toString();
    } catch (CharacterCodingException e) {
      throw new ContainerClosed(1007, "text that is not UTF-8", e);
    }
  }
}
