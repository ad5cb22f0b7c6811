package io.bidiclient.emulator.session;

import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.emulator.config.Refusal;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One stream's session, from the place that it takes to the one that it gives back. On the stream's
 * event loop.
 *
 * <pre>
 * opening ──container accepts──► open ──► closed
 *    └──refused, stream gone───────────────►│
 * </pre>
 */
public final class SessionOpener {
  private final ChannelHandlerContext context;
  private final Service service;
  private final Answer answer;
  private Optional<Conversation> conversation = Optional.empty();
  private boolean gone;

  /** An opening that has not begun. */
  public SessionOpener(ChannelHandlerContext context, Service service, Answer answer) {
    this.context = context;
    this.service = service;
    this.answer = answer;
  }

  /** What the stream does with the container's answer. */
  public interface Answer {
    /** The session is there: the client may be told, and its wire is wanted. */
    ClientWire accepted();

    void refused(Refusal refusal);

    /** The stream was ended from our side. */
    void ended();
  }

  /** Takes a place and asks the container. */
  public void begin(Optional<FaultPlan> plan, String path) {
    Optional<Refusal> full = service.enter();
    if (full.isPresent()) {
      gone = true;
      answer.refused(full.get());
      return;
    }
    Runnable ready = () -> context.executor().execute(this::pump);
    Future<ContainerSession> session =
        service.open(context.channel().eventLoop(), plan, path, ready);
    session.addListener(future -> settle(session, plan));
  }

  /** The conversation, while there is one. */
  public void with(Consumer<Conversation> action) {
    conversation.filter(Conversation::isOpen).ifPresent(action);
  }

  /** Whether the container's answer is still awaited. */
  public boolean isPending() {
    return !gone && conversation.isEmpty();
  }

  /** Whether no more audio is taken and no more text sent. */
  public boolean isOver() {
    return gone || conversation.filter(Conversation::isOpen).isEmpty();
  }

  /** Sends what there is to say and reads on. */
  public void pump() {
    conversation.ifPresentOrElse(
        Conversation::pump,
        () -> {
          if (gone) {
            context.read();
          }
        });
  }

  /** The stream is gone. */
  public void close() {
    if (!gone) {
      gone = true;
      conversation.ifPresent(Conversation::close);
      service.leave();
    }
  }

  private void settle(Future<ContainerSession> session, Optional<FaultPlan> plan) {
    if (gone) {
      if (session.isSuccess()) {
        session.getNow().close();
      }
    } else if (session.isSuccess()) {
      Conversation talk =
          new Conversation(
              context, service.options(), answer.accepted(), session.getNow(), plan, answer::ended);
      conversation = Optional.of(talk);
      talk.pump();
    } else {
      close();
      answer.refused(Refusal.container(session.cause()));
    }
  }
}
