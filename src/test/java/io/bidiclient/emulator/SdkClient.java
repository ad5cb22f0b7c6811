package io.bidiclient.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.bidiclient.realtime.protocol.ClientEvent;
import io.bidiclient.realtime.protocol.EventCodec;
import io.bidiclient.realtime.protocol.PcmBytes;
import io.bidiclient.realtime.protocol.ServerEvent;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.ProtocolNegotiation;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sagemakerruntimehttp2.SageMakerRuntimeHttp2AsyncClient;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.InvokeEndpointWithBidirectionalStreamRequest;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.InvokeEndpointWithBidirectionalStreamResponseHandler;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.RequestPayloadPart;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.RequestStreamEvent;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.ResponsePayloadPart;
import software.amazon.awssdk.services.sagemakerruntimehttp2.model.ResponseStreamEvent;
import software.amazon.awssdk.utils.AttributeMap;

/** The real SDK's client, plainly used. */
final class SdkClient implements AutoCloseable {
  private static final long PATIENCE = 10;

  static {
    ((Logger) LoggerFactory.getLogger("ROOT")).setLevel(Level.ERROR);
  }

  private final SageMakerRuntimeHttp2AsyncClient client;
  private final SdkEventLoopGroup loops = SdkEventLoopGroup.builder().numberOfThreads(1).build();

  SdkClient(Emulator emulator) {
    boolean plain = emulator.url().startsWith("http:");
    client =
        SageMakerRuntimeHttp2AsyncClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create(emulator.url()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "secret")))
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .httpClient(
                NettyNioAsyncHttpClient.builder()
                    .eventLoopGroup(loops)
                    .maxConcurrency(500)
                    .readTimeout(Duration.ZERO)
                    .writeTimeout(Duration.ZERO)
                    .protocolNegotiation(
                        plain ? ProtocolNegotiation.ASSUME_PROTOCOL : ProtocolNegotiation.ALPN)
                    .buildWithDefaults(
                        AttributeMap.builder()
                            .put(SdkHttpConfigurationOption.PROTOCOL, Protocol.HTTP2)
                            .put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true)
                            .build()))
            .build();
  }

  Call call() {
    return call("voxtral", "v1/realtime");
  }

  Call call(String endpoint, String path) {
    return call(endpoint, path, subscription -> subscription.request(Long.MAX_VALUE));
  }

  /** A call whose reader asks for what it wants. */
  Call call(String endpoint, String path, Consumer<Subscription> reading) {
    Call call = new Call(reading);
    call.future =
        client.invokeEndpointWithBidirectionalStream(
            InvokeEndpointWithBidirectionalStreamRequest.builder()
                .endpointName(endpoint)
                .modelInvocationPath(path)
                .build(),
            call::subscribe,
            InvokeEndpointWithBidirectionalStreamResponseHandler.builder()
                .onEventStream(events -> events.subscribe(call.new Down()))
                .onError(call.errors::add)
                .build());
    return call;
  }

  @Override
  public void close() {
    client.close();
    loops.eventLoopGroup().shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** One stream. */
  static final class Call {
    private static final byte[] END = {};

    final BlockingQueue<Throwable> errors = new LinkedBlockingQueue<>();
    final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    CompletableFuture<Void> future;
    private final Consumer<Subscription> reading;
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private final BlockingQueue<RequestStreamEvent> queue = new LinkedBlockingQueue<>();
    private final Semaphore demand = new Semaphore(0);
    private volatile boolean cancelled;

    Call(Consumer<Subscription> reading) {
      this.reading = reading;
    }

    Call update(String model) {
      return send(new ClientEvent.SessionUpdate(Optional.of(model)));
    }

    Call commit(boolean last) {
      return send(new ClientEvent.Commit(last));
    }

    Call append(byte[] pcm, int bytes) {
      for (int from = 0; from < pcm.length; from += bytes) {
        byte[] chunk = Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + bytes));
        send(new ClientEvent.Append(new PcmBytes(chunk)));
      }
      return this;
    }

    Call send(ClientEvent event) {
      return part(EventCodec.encode(event).getBytes(UTF_8), "UTF8", "COMPLETE");
    }

    Call part(byte[] bytes, String type, String completion) {
      queue.add(
          RequestStreamEvent.payloadPartBuilder()
              .bytes(SdkBytes.fromByteArray(bytes))
              .dataType(type)
              .completionState(completion)
              .build());
      return this;
    }

    /** Ends our side after what was sent. */
    void finish() {
      queue.add(
          RequestStreamEvent.payloadPartBuilder()
              .bytes(SdkBytes.fromByteArray(END))
              .p("end")
              .build());
    }

    ServerEvent next() throws Exception {
      String message = received.poll(PATIENCE, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("nothing came; errors: " + errors);
      }
      return EventCodec.decodeServer(message);
    }

    /** All deltas up to done. */
    List<String> deltas() throws Exception {
      List<String> deltas = new ArrayList<>();
      for (ServerEvent event = next(); !(event instanceof ServerEvent.Done); event = next()) {
        if (event instanceof ServerEvent.Delta delta) {
          deltas.add(delta.text());
        } else if (!(event instanceof ServerEvent.SessionCreated)) {
          throw new AssertionError(event.toString());
        }
      }
      return deltas;
    }

    String text() throws Exception {
      return String.join("", deltas());
    }

    /** What the stream ended with. */
    Throwable failure() throws Exception {
      Throwable failure = errors.poll(PATIENCE, TimeUnit.SECONDS);
      while (failure != null
          && failure.getCause() != null
          && failure instanceof CompletionException) {
        failure = failure.getCause();
      }
      return failure;
    }

    boolean cancelled() {
      return cancelled;
    }

    int unsent() {
      return queue.size();
    }

    private void subscribe(Subscriber<? super RequestStreamEvent> subscriber) {
      Thread pump = new Thread(() -> pump(subscriber), "pump");
      pump.setDaemon(true);
      subscriber.onSubscribe(
          new Subscription() {
            @Override
            public void request(long n) {
              demand.release((int) Math.min(n, 1 << 20));
            }

            @Override
            public void cancel() {
              cancelled = true;
              pump.interrupt();
            }
          });
      pump.start();
    }

    private void pump(Subscriber<? super RequestStreamEvent> subscriber) {
      try {
        while (!cancelled) {
          demand.acquire();
          RequestStreamEvent event = queue.take();
          if (event instanceof RequestPayloadPart part && "end".equals(part.p())) {
            subscriber.onComplete();
            return;
          }
          subscriber.onNext(event);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** Puts parts together as a client must. */
    private final class Down implements Subscriber<ResponseStreamEvent> {
      @Override
      public void onSubscribe(Subscription subscription) {
        reading.accept(subscription);
      }

      @Override
      public void onNext(ResponseStreamEvent event) {
        if (event instanceof ResponsePayloadPart part) {
          parts.writeBytes(part.bytes().asByteArray());
          if (!"PARTIAL".equals(part.completionState())) {
            received.add(parts.toString(UTF_8));
            parts.reset();
          }
        }
      }

      @Override
      public void onError(Throwable failure) {
        errors.add(failure);
      }

      @Override
      public void onComplete() {}
    }
  }
}
