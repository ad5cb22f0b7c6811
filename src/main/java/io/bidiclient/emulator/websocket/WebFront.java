package io.bidiclient.emulator.websocket;

import io.bidiclient.emulator.config.Fault;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.emulator.config.ProxyAnswer;
import io.bidiclient.emulator.config.Refusal;
import io.bidiclient.emulator.session.Service;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.util.Optional;
import java.util.Set;

/** HTTP/1.1 as a container answers it: {@code /ping}, and the request for a WebSocket. */
public final class WebFront extends SimpleChannelInboundHandler<FullHttpRequest> {
  /** vLLM's own path, and the one that SageMaker opens unless it is told another. */
  private static final Set<String> PATHS =
      Set.of("/v1/realtime", "/invocations-bidirectional-stream");

  private final Service service;

  public WebFront(Service service) {
    this.service = service;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    String path = request.uri().replaceFirst("\\?.*", "");
    if (path.equals("/ping")) {
      HttpReply.send(context, 200, "");
      return;
    }
    boolean upgrade =
        request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    if (!upgrade) {
      HttpReply.send(context, 404, "Not Found");
    } else if (service.options().upstream().isEmpty() && !PATHS.contains(path)) {
      // Starlette closes a WebSocket without a route, and uvicorn makes 403 of that.
      HttpReply.send(context, 403, "");
    } else {
      open(context, request);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    service.note("a connection failed: " + cause);
    var unused = context.close();
  }

  private void open(ChannelHandlerContext context, FullHttpRequest request) {
    Optional<FaultPlan> plan = service.nextFault();
    Optional<Refusal> refusal = plan.map(FaultPlan::fault).flatMap(Fault::refusal);
    Optional<ProxyAnswer> proxy = plan.map(FaultPlan::fault).flatMap(ProxyAnswer::of);
    if (proxy.isPresent()) {
      HttpReply.send(context, proxy.get());
    } else if (refusal.isPresent()) {
      service.note("refused: " + refusal.get().message());
      HttpReply.send(context, refusal.get().status(), refusal.get().message());
    } else if (!plan.map(FaultPlan::fault).equals(Optional.of(Fault.SILENT))) {
      WebSocketStream stream = new WebSocketStream(service, request.retain());
      context.pipeline().replace(this, null, stream);
      stream.open(plan);
    }
  }
}
