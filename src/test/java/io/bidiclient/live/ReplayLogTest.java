package io.bidiclient.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayLogTest {
  private final ReplayLog outbox = new ReplayLog(30);

  @Test
  void givesEachLineOnce() throws IOException {
    add("a", "b");
    assertEquals(List.of("a", "b"), all());
    add("c");
    assertEquals(List.of("c"), all());
  }

  @Test
  void linesComeAgainToAPageThatHasNotSeenThem() throws IOException {
    add("a", "b", "c");
    all();
    outbox.resumeAfter(0);
    assertEquals(List.of("b", "c"), all());
    outbox.seen(1);
    outbox.resumeAfter(1);
    assertEquals(List.of("c"), all());
    outbox.resumeAfter(2);
    assertEquals(List.of(), all());
    add("d");
    assertEquals(List.of("d"), all());
  }

  @Test
  void theOldestGiveWayAndAreCounted() throws IOException {
    // Ten characters each: three are held.
    add("line-00000", "line-00001", "line-00002", "line-00003", "line-00004");
    assertEquals(
        List.of("{\"type\":\"dropped\",\"count\":2}", "line-00002", "line-00003", "line-00004"),
        all());
  }

  @Test
  void whatWasWrittenIsNotCountedUnlessThePageComesBackForIt() throws IOException {
    add("line-00000", "line-00001");
    all();
    add("line-00002", "line-00003");
    assertEquals(List.of("line-00002", "line-00003"), all());
    outbox.resumeAfter(-1);
    assertEquals(
        List.of("{\"type\":\"dropped\",\"count\":1}", "line-00001", "line-00002", "line-00003"),
        all());
  }

  @Test
  void seenLinesMakeRoom() throws IOException {
    add("line-00000", "line-00001", "line-00002");
    all();
    outbox.seen(2);
    add("line-00003", "line-00004", "line-00005");
    outbox.resumeAfter(2);
    assertEquals(List.of("line-00003", "line-00004", "line-00005"), all());
  }

  @Test
  void aPageCannotHaveSeenWhatIsNotThere() throws IOException {
    add("a");
    outbox.seen(99);
    add("b");
    assertEquals(List.of("b"), all());
  }

  private void add(String... lines) throws IOException {
    for (String line : lines) {
      outbox.writer().write(line + "\n");
    }
  }

  private List<String> all() {
    List<String> all = new ArrayList<>();
    for (Optional<String> next = outbox.poll(); next.isPresent(); next = outbox.poll()) {
      all.add(next.get());
    }
    return all;
  }
}
