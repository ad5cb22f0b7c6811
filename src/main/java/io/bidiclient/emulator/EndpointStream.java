package io.bidiclient.emulator;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import software.amazon.eventstream.Message;

/**
 * One HTTP/2 stream to the endpoint: SageMaker's front before a container's session. Lives on its
 * connection's event loop. It reads only while there is room to write, so a client that does not
 * read is not read from, and memory stays bounded.
 */
final class EndpointStream extends ChannelInboundHandlerAdapter {
  /** Messages sent before other streams have their turn. */
  private static final int TURN = 256;

  /** How long a client may take to end its side of a stream that is over. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final EmulatorOptions options;
  private final FaultScript faults;
  private final EventStreamReader reader = new EventStreamReader();
  private final PartAssembler parts = new PartAssembler();
  private Optional<ContainerSession> session = Optional.empty();
  private StreamWriter writer;
  private FaultGate gate;
  private boolean pausing;
  private long heard;

  EndpointStream(EmulatorOptions options, FaultScript faults) {
    this.options = options;
    this.faults = faults;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    writer = new StreamWriter(context);
    gate = new FaultGate(Optional.empty(), context, writer);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    context.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    try {
      if (frame instanceof Http2HeadersFrame headers) {
        open(context, headers.headers());
        if (headers.isEndStream()) {
          end(context);
        }
      } else if (frame instanceof Http2DataFrame data) {
        reader.add(data.content());
        take(context);
        if (data.isEndStream()) {
          end(context);
        }
      }
    } finally {
      ReferenceCountUtil.release(frame);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    pump(context);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    pump(context);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    closeSession();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    closeSession();
    reader.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    options.notes().accept("a stream failed: " + cause);
    var unused = context.close();
  }

  private void open(ChannelHandlerContext context, Http2Headers request) {
    if (String.valueOf(request.path()).equals("/ping")) {
      writer.status(200);
      return;
    }
    Optional<FaultPlan> plan = faults.next();
    Optional<Fault> fault = plan.map(FaultPlan::fault);
    Optional<Refusal> refusal =
        Refusal.of(request, options).or(() -> fault.flatMap(Fault::refusal));
    if (refusal.isPresent()) {
      options.notes().accept("refused: " + refusal.get().message());
      writer.refuse(refusal.get());
      letGo(context);
      return;
    }
    if (fault.equals(Optional.of(Fault.SILENT))) {
      return;
    }
    writer.accept();
    gate = new FaultGate(plan, context, writer);
    plan.flatMap(FaultPlan::after).ifPresent(time -> after(context, time, this::strike));
    boolean slow = fault.equals(Optional.of(Fault.SLOW_START));
    EmulatorOptions mine = slow ? options.withMode(EmulatorMode.SLOW_START) : options;
    Runnable ready = () -> context.executor().execute(() -> pump(context));
    session = Optional.of(new VllmSession(mine, ready, InstantSource.system()));
    heard = System.nanoTime();
    if (options.mode() == EmulatorMode.NEXT) {
      watch(context, options.idle());
    }
  }

  private void strike() {
    if (session.isPresent()) {
      gate.strike();
    }
  }

  /** Gives the session all messages that have come whole. */
  private void take(ChannelHandlerContext context) {
    try {
      while (session.isPresent()) {
        Optional<Message> envelope = reader.next();
        if (envelope.isEmpty()) {
          return;
        }
        Optional<Message> event = PartAssembler.open(envelope.get());
        if (event.isEmpty()) {
          end(context);
          return;
        }
        Optional<PartAssembler.Assembled> message = parts.add(event.get());
        if (message.isPresent()) {
          heard = System.nanoTime();
          deliver(session.get(), message.get());
        }
      }
    } catch (StreamException e) {
      fail(context, e);
    } catch (ContainerClosed e) {
      fail(context, StreamException.model(e.getMessage()));
    }
  }

  private static void deliver(ContainerSession session, PartAssembler.Assembled message)
      throws ContainerClosed {
    if (!message.text()) {
      session.receiveBinary(message.bytes());
      return;
    }
    try {
      session.receive(StandardCharsets.UTF_8.newDecoder().decode(message.bytes()).toString());
    } catch (CharacterCodingException e) {
      throw new ContainerClosed("the container closed with 1007: text that is not UTF-8", e);
    }
  }

  /** Sends what the session has to say while there is room, then reads on. */
  private void pump(ChannelHandlerContext context) {
    if (session.isPresent()) {
      say(context, session.get());
    } else {
      // Over: what still comes is read and dropped, or the client would never end.
      reader.clear();
    }
    if (context.channel().isWritable() && gate.reading()) {
      context.read();
    }
  }

  private void say(ChannelHandlerContext context, ContainerSession speaking) {
    int said = 0;
    try {
      while (!pausing && !gate.over() && context.channel().isWritable()) {
        Duration pause = speaking.pause();
        if (pause.compareTo(Duration.ZERO) > 0) {
          pausing = true;
          after(context, pause, () -> pausing = false);
          break;
        }
        Optional<String> message = speaking.poll();
        if (message.isEmpty()) {
          break;
        }
        gate.send(message.get());
        if (++said == TURN) {
          context.executor().execute(() -> pump(context));
          break;
        }
      }
      if (gate.over()) {
        options.notes().accept("a stream met its fault");
        closeSession();
        letGo(context);
        return;
      }
      writer.flush();
    } catch (ContainerClosed e) {
      fail(context, StreamException.model(e.getMessage()));
    }
  }

  private void after(ChannelHandlerContext context, Duration delay, Runnable change) {
    later(
        context,
        delay,
        () -> {
          change.run();
          pump(context);
        });
  }

  private void watch(ChannelHandlerContext context, Duration left) {
    after(
        context,
        left,
        () -> {
          long silent = System.nanoTime() - heard;
          Duration rest = options.idle().minusNanos(silent);
          if (rest.isNegative() || rest.isZero()) {
            session.ifPresent(ContainerSession::idle);
          } else if (session.isPresent()) {
            watch(context, rest);
          }
        });
  }

  /** The client's side ended, which closes the container's WebSocket: the tail is dropped. */
  private void end(ChannelHandlerContext context) {
    if (session.isPresent()) {
      closeSession();
      writer.end();
      letGo(context);
    }
  }

  private void fail(ChannelHandlerContext context, StreamException failure) {
    options.notes().accept(failure.type() + ": " + failure.getMessage());
    closeSession();
    writer.fail(failure);
    letGo(context);
  }

  private void letGo(ChannelHandlerContext context) {
    later(
        context,
        GRACE,
        () -> {
          if (context.channel().isActive()) {
            var unused = context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
          }
        });
  }

  private void later(ChannelHandlerContext context, Duration delay, Runnable task) {
    Runnable guarded =
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            exceptionCaught(context, e);
          }
        };
    var unused = context.executor().schedule(guarded, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void closeSession() {
    session.ifPresent(ContainerSession::close);
    session = Optional.empty();
  }
}
