package io.bidiclient.transport.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class SequentialExecutorTest {
  private final Queue<Runnable> thread = new ArrayDeque<>();
  private final List<String> ran = new ArrayList<>();

  @Test
  void aTaskThatThrowsIsToldAndTheOnesBehindItRun() {
    Thread self = Thread.currentThread();
    Thread.UncaughtExceptionHandler before = self.getUncaughtExceptionHandler();
    self.setUncaughtExceptionHandler((t, e) -> ran.add("uncaught " + e.getMessage()));
    try {
      SequentialExecutor serial = new SequentialExecutor(thread::add);
      serial.execute(() -> fail("one"));
      serial.execute(() -> ran.add("two"));
      runAll();
      serial.execute(() -> ran.add("three"));
      runAll();
    } finally {
      self.setUncaughtExceptionHandler(before);
    }
    assertEquals(List.of("uncaught one", "two", "three"), ran);
  }

  @Test
  void aTaskThatAddsAnotherComesToItsEndFirst() {
    SequentialExecutor serial = new SequentialExecutor(thread::add);
    serial.execute(
        () -> {
          serial.execute(() -> ran.add("second"));
          ran.add("first");
        });
    runAll();
    assertEquals(List.of("first", "second"), ran);
  }

  private void fail(String message) {
    throw new IllegalStateException(message);
  }

  private void runAll() {
    for (Runnable task = thread.poll(); task != null; task = thread.poll()) {
      task.run();
    }
  }
}
