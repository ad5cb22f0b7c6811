package io.bidiclient.transport.sagemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.bidiclient.transport.Connection;
import io.bidiclient.transport.RecordingListener;
import io.bidiclient.transport.sagemaker.Http2Server.Script;
import io.bidiclient.transport.sagemaker.Http2Server.Stream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Eight callers share one client, each opening one stream after the other, while connections break
 * at any moment: every stream is told of its end, once.
 */
class SageMakerDropsIT {
  private static final int CALLERS = 8;
  private static final int STREAMS = Integer.getInteger("bidi.drops", 12);
  private static final String CHUNK = "x".repeat(6_000);

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void everyStreamEndsWhenTheServerBreaksItsConnectionOrStream(long seed) throws Exception {
    try (Http2Server server = new Http2Server(new Breaker(seed))) {
      assertEveryStreamEnds(server.url());
    }
  }

  @Test
  void everyStreamEndsWhenItsConnectionIsCutAtAnyByte() throws Exception {
    try (Http2Server server = new Http2Server(new SageMakerTransportIT.Echo());
        CuttingProxy proxy = new CuttingProxy(server.url(), 3)) {
      assertEveryStreamEnds(proxy.url());
    }
  }

  private static void assertEveryStreamEnds(URI url) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try (SageMakerTransport transport =
        new SageMakerTransport(SageMakerSettings.local("voxtral", url))) {
      Callable<Integer> caller =
          () -> {
            int ended = 0;
            for (int i = 0; i < STREAMS; i++) {
              RecordingListener listener = new RecordingListener();
              sendUntilRefused(transport.connect(listener));
              listener.awaitClosed();
              ended++;
            }
            return ended;
          };
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        all.add(callers.submit(caller));
      }
      for (Future<Integer> one : all) {
        assertEquals(STREAMS, one.get(120, TimeUnit.SECONDS));
      }
    } finally {
      callers.shutdownNow();
    }
  }

  /** Each send is acknowledged, or refused once the stream has ended; none is left waiting. */
  private static void sendUntilRefused(Connection connection) throws Exception {
    try {
      while (true) {
        connection.send(CHUNK).toCompletableFuture().get(20, TimeUnit.SECONDS);
      }
    } catch (ExecutionException e) {
      assertNotNull(e.getCause().getMessage());
    }
  }

  /** Echoes, and breaks each stream in a random way before or after some messages. */
  private static final class Breaker implements Script {
    private final Random random;
    private final Map<Stream, Integer> left = new ConcurrentHashMap<>();

    Breaker(long seed) {
      random = new Random(seed);
    }

    @Override
    public void opened(Stream stream) {
      int after = next(12);
      if (after > 0) {
        stream.accept();
      }
      if (after <= 1) {
        breakOff(stream);
      } else {
        left.put(stream, after);
      }
    }

    @Override
    public void received(Stream stream, String text) {
      Integer more = left.computeIfPresent(stream, (same, count) -> count - 1);
      if (more != null) {
        stream.send(text.substring(0, 100));
        if (more == 0) {
          left.remove(stream);
          breakOff(stream);
        }
      }
    }

    private void breakOff(Stream stream) {
      switch (next(5)) {
        case 0, 1 -> stream.drop();
        case 2 -> stream.dropHard();
        case 3 -> {
          stream.goAway();
          stream.drop();
        }
        default -> stream.reset();
      }
    }

    private synchronized int next(int bound) {
      return random.nextInt(bound);
    }
  }
}
