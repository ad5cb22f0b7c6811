package io.bidiclient.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.audio.ChunkFeed;
import io.bidiclient.realtime.event.RunStatus;
import io.bidiclient.realtime.session.SessionSettings;
import io.bidiclient.realtime.session.Timeouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RunLoopTest {
  private static final SessionSettings SETTINGS =
      SessionSettings.of("a server", "", Timeouts.DEFAULT);

  @Test
  void manyRunsShareOneThread() throws Exception {
    List<Thread> threads = new ArrayList<>();
    List<CompletableFuture<Result>> results = new ArrayList<>();
    try (RunLoop loop = new RunLoop()) {
      for (int i = 0; i < 20; i++) {
        CompletableFuture<Result> result = new CompletableFuture<>();
        results.add(result);
        loop.start(
            scheduler ->
                new Transcription(
                    new FakeTransport(),
                    new NoAudio(true),
                    SETTINGS,
                    RetryPolicy.DEFAULT,
                    event -> threads.add(Thread.currentThread()),
                    scheduler),
            result::complete,
            result::completeExceptionally);
      }
      for (CompletableFuture<Result> result : results) {
        assertEquals(RunStatus.COMPLETE, result.get(60, TimeUnit.SECONDS).status(false));
      }
    }
    assertEquals(1, threads.stream().distinct().count());
  }

  @Test
  void aFaultEndsTheRunThatHasItAlone() throws Exception {
    RuntimeException bug = new IllegalStateException("a bug");
    FakeTransport transport = new FakeTransport();
    CompletableFuture<RuntimeException> broke = new CompletableFuture<>();
    CompletableFuture<RuntimeException> unmade = new CompletableFuture<>();
    CompletableFuture<Void> lives = new CompletableFuture<>();
    try (RunLoop loop = new RunLoop()) {
      loop.start(
          scheduler -> {
            Transcription run =
                new Transcription(
                    transport,
                    new NoAudio(false),
                    SETTINGS,
                    RetryPolicy.DEFAULT,
                    event -> {},
                    scheduler);
            run.post(
                () -> {
                  throw bug;
                });
            return run;
          },
          result -> {},
          broke::complete);
      loop.start(
          scheduler -> {
            throw bug;
          },
          result -> {},
          unmade::complete);
      assertSame(bug, broke.get(60, TimeUnit.SECONDS));
      assertTrue(transport.wire(0).aborted());
      assertSame(bug, unmade.get(60, TimeUnit.SECONDS));
      loop.execute(() -> lives.complete(null));
      lives.get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void whatIsDueIsDoneWithoutATask() throws Exception {
    CompletableFuture<Void> rang = new CompletableFuture<>();
    try (RunLoop loop = new RunLoop()) {
      loop.after(1_000_000, () -> rang.complete(null));
      rang.get(60, TimeUnit.SECONDS);
    }
  }

  /** Has no chunk, and an end or none. */
  private record NoAudio(boolean ends) implements ChunkFeed {
    @Override
    public void start(Receiver receiver) {
      if (ends) {
        receiver.ended(Optional.empty());
      }
    }

    @Override
    public void grant(int chunks) {}

    @Override
    public void heard(long samples) {}

    @Override
    public void uncounted() {}
  }
}
