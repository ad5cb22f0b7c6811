package io.bidiclient.emulator.sagemaker;

import io.bidiclient.emulator.config.Fault;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.emulator.config.ProxyAnswer;
import io.bidiclient.emulator.config.Refusal;
import io.bidiclient.emulator.session.ClientWire;
import io.bidiclient.emulator.session.Conversation;
import io.bidiclient.emulator.session.Service;
import io.bidiclient.emulator.session.SessionOpener;
import io.bidiclient.emulator.session.StreamException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import software.amazon.eventstream.Message;

/**
 * One HTTP/2 stream to the endpoint: SageMaker's front before a container's session. Lives on its
 * connection's event loop.
 */
public final class EndpointStream extends ChannelInboundHandlerAdapter
    implements SessionOpener.Answer {
  /** How long a client may take to end its side of a stream that is over. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Service service;
  private final EventStreamReader reader = new EventStreamReader();
  private final PartAssembler parts;
  private Optional<SessionOpener> opening = Optional.empty();
  private ChannelHandlerContext context;
  private StreamWriter writer;
  private boolean inputEnded;

  public EndpointStream(Service service) {
    this.service = service;
    this.parts = new PartAssembler(service.options().caps().messageBytes());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    writer = new StreamWriter(added);
  }

  @Override
  public void channelActive(ChannelHandlerContext active) {
    active.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext reading, Object frame) {
    try {
      if (frame instanceof Http2HeadersFrame headers) {
        inputEnded = headers.isEndStream();
        open(headers.headers());
      } else if (frame instanceof Http2DataFrame data) {
        reader.add(data.content());
        take();
        if (data.isEndStream()) {
          opening.ifPresent(o -> o.with(Conversation::end));
        }
      }
    } finally {
      ReferenceCountUtil.release(frame);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext read) {
    pump();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext changed) {
    pump();
  }

  @Override
  public void channelInactive(ChannelHandlerContext inactive) {
    opening.ifPresent(SessionOpener::close);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext removed) {
    opening.ifPresent(SessionOpener::close);
    reader.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext failing, Throwable cause) {
    service.note("a stream failed: " + cause);
    var unused = failing.close();
  }

  @Override
  public ClientWire accepted() {
    writer.accept();
    if (inputEnded) {
      context.executor().execute(() -> opening.ifPresent(o -> o.with(Conversation::end)));
    }
    return writer;
  }

  @Override
  public void refused(Refusal refusal) {
    service.note("refused: " + refusal.message());
    writer.refuse(refusal);
    ended();
  }

  @Override
  public void ended() {
    opening.ifPresent(SessionOpener::close);
    Runnable letGo =
        () -> {
          if (context.channel().isActive()) {
            var unused = context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
          }
        };
    var unused = context.executor().schedule(letGo, GRACE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void open(Http2Headers request) {
    if (String.valueOf(request.path()).equals("/ping")) {
      writer.status(200);
      return;
    }
    Optional<FaultPlan> plan = service.nextFault();
    Optional<Fault> fault = plan.map(FaultPlan::fault);
    Optional<Refusal> refusal =
        RequestCheck.of(request, service.options()).or(() -> fault.flatMap(Fault::refusal));
    Optional<ProxyAnswer> proxy = fault.flatMap(ProxyAnswer::of);
    if (refusal.isPresent()) {
      refused(refusal.get());
    } else if (proxy.isPresent()) {
      writer.answer(proxy.get());
      ended();
    } else if (!fault.equals(Optional.of(Fault.SILENT))) {
      SessionOpener begun = new SessionOpener(context, service, this);
      opening = Optional.of(begun);
      begun.begin(plan, InvocationPath.of(request));
    }
  }

  /** Gives the session all messages that have come whole. */
  private void take() {
    opening.ifPresent(o -> o.with(this::deliver));
  }

  private void deliver(Conversation conversation) {
    try {
      while (conversation.isOpen()) {
        Optional<Message> envelope = reader.next();
        if (envelope.isEmpty()) {
          return;
        }
        Optional<Message> event = PartAssembler.open(envelope.get());
        if (event.isEmpty()) {
          conversation.end();
          return;
        }
        parts.add(event.get()).ifPresent(m -> conversation.receive(m.text(), m.bytes()));
      }
    } catch (StreamException e) {
      conversation.fail(e);
    }
  }

  private void pump() {
    if (opening.isPresent() && !opening.get().isPending()) {
      // What comes after the end is read and dropped, or the client would never end.
      if (opening.get().isOver()) {
        reader.clear();
      }
      opening.get().pump();
    } else if (opening.isEmpty()) {
      reader.clear();
      context.read();
    }
  }
}
