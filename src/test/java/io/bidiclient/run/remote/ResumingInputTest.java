package io.bidiclient.run.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.problem.Warning;
import io.bidiclient.realtime.Backoff;
import io.bidiclient.run.remote.RemoteFailure.Kind;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResumingInputTest {
  private static final ReconnectRules RULES =
      new ReconnectRules(3, new Backoff(Duration.ofSeconds(9), Duration.ofSeconds(9), () -> 0));

  private final byte[] all = bytes(300_000);
  private final Deque<Answer> script = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final List<Warning> said = new ArrayList<>();

  /** What the server does when it is asked for a place. */
  private interface Answer {
    RemoteFile.Part to(long from) throws RemoteFailure;
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private ResumingInput open() throws IOException {
    RemoteFile file =
        (from, version) -> {
          asked.add(from + version.map(mark -> " " + mark).orElse(""));
          return script.remove().to(from);
        };
    return ResumingInput.open(file, "https://h/a", RULES, said::add);
  }

  /** From the place asked for, breaking after so many bytes. */
  private Answer ranges(int most) {
    return from -> part((int) from, most, true, "v1");
  }

  private RemoteFile.Part part(int from, int most, boolean known, String version) {
    int end = Math.min(all.length, from + most);
    InputStream bytes = new ByteArrayInputStream(Arrays.copyOfRange(all, from, end));
    InputStream broken =
        new FilterInputStream(bytes) {
          @Override
          public int read(byte[] to, int at, int room) throws IOException {
            int read = super.read(to, at, room);
            if (read < 0 && end < all.length) {
              throw new IOException("reset");
            }
            return read;
          }
        };
    return new RemoteFile.Part(
        broken,
        from,
        known ? OptionalLong.of(all.length) : OptionalLong.empty(),
        Optional.of(version).filter(mark -> !mark.isEmpty()));
  }

  private static Answer fails(Kind kind) {
    return from -> {
      throw new RemoteFailure(kind, "no", "do");
    };
  }

  @Test
  void theRestIsAskedForWhereTheConnectionBroke() throws IOException {
    script.addAll(List.of(ranges(100_000), fails(Kind.UNREACHED), ranges(70_000), ranges(999_999)));
    try (ResumingInput in = open()) {
      assertArrayEquals(all, in.readAllBytes());
      assertEquals(300_000, in.position());
    }
    assertEquals(List.of("0", "100000 v1", "100000 v1", "170000 v1"), asked);
    assertEquals(
        "https://h/a: the connection broke after 0.1 MB: reset; asking for the rest",
        said.get(0).message());
    assertEquals(3, said.size());
  }

  @Test
  void aServerThatKnowsNoPlacesSendsAllAgainAndNoByteIsReadTwice() throws IOException {
    script.add(ranges(50_000));
    script.add(from -> part(0, 120_000, true, "v1"));
    script.add(from -> part(0, 999_999, true, "v1"));
    try (ResumingInput in = open()) {
      assertArrayEquals(all, in.readAllBytes());
    }
  }

  @Test
  void anEndBeforeTheLengthIsABreak() throws IOException {
    script.add(
        from ->
            new RemoteFile.Part(
                new ByteArrayInputStream(all, 0, 9),
                0,
                OptionalLong.of(all.length),
                Optional.of("v1")));
    script.add(ranges(999_999));
    try (ResumingInput in = open()) {
      assertArrayEquals(all, in.readAllBytes());
    }
    assertEquals(List.of("0", "9 v1"), asked);
  }

  @Test
  void aReplacedFileEndsTheStream() throws IOException {
    for (String version : List.of("v2", "")) {
      script.add(ranges(50_000));
      script.add(from -> part(0, 999_999, true, version));
      try (ResumingInput in = open()) {
        RemoteFailure failure = assertThrows(RemoteFailure.class, in::readAllBytes);
        assertEquals("it was replaced on the server while it was read", failure.getMessage());
        assertEquals(50_000, in.position());
      }
    }
  }

  @Test
  void whatHasNoLengthNoMarkAndNoPlacesCannotBeResumed() throws IOException {
    script.add(from -> part(0, 50_000, false, ""));
    script.add(from -> part(0, 999_999, false, ""));
    try (ResumingInput in = open()) {
      RemoteFailure failure = assertThrows(RemoteFailure.class, in::readAllBytes);
      assertTrue(failure.getMessage().contains("cannot go on where it broke"), failure::getMessage);
    }
  }

  @Test
  void aServerThatIsGoneIsAskedAsOftenAsRetriesSay() throws IOException {
    script.add(ranges(100_000));
    for (int n = 0; n < 3; n++) {
      script.add(fails(Kind.UNREACHED));
    }
    try (ResumingInput in = open()) {
      assertEquals("no", assertThrows(RemoteFailure.class, in::readAllBytes).getMessage());
    }
    assertEquals(4, asked.size());
  }

  @Test
  void connectionsThatBringNextToNothingAreNotReplacedForEver() throws IOException {
    for (int n = 0; n < 4; n++) {
      script.add(ranges(10));
    }
    try (ResumingInput in = open()) {
      RemoteFailure failure = assertThrows(RemoteFailure.class, in::readAllBytes);
      assertEquals("the connection broke: reset", failure.getMessage());
      assertEquals(40, in.position());
    }
  }

  @Test
  void aBusyServerIsAskedAgainAndAMissingFileIsNot() throws IOException {
    script.addAll(List.of(fails(Kind.PASSING), ranges(999_999)));
    try (ResumingInput in = open()) {
      assertArrayEquals(all, in.readAllBytes());
    }
    assertEquals("https://h/a: no; asking again", said.get(0).message());
    for (Kind kind : List.of(Kind.LASTING, Kind.UNREACHED)) {
      asked.clear();
      script.add(fails(kind));
      assertThrows(RemoteFailure.class, this::open);
      assertEquals(List.of("0"), asked);
    }
  }

  @Test
  void anotherStreamBeginsWhereItIsWantedAndIsResumedToo() throws IOException {
    script.addAll(List.of(ranges(10), fails(Kind.UNREACHED), ranges(50_000), ranges(999_999)));
    try (ResumingInput in = open();
        ResumingInput tail = in.at(200_000).orElseThrow()) {
      assertArrayEquals(Arrays.copyOfRange(all, 200_000, 300_000), tail.readAllBytes());
      assertEquals(0, in.position());
    }
    assertEquals(List.of("0", "200000 v1", "200000 v1", "250000 v1"), asked);
  }

  @Test
  void aServerThatKnowsNoPlacesHasNoOtherStream() throws IOException {
    script.add(ranges(999_999));
    script.add(from -> part(0, 999_999, true, "v1"));
    script.add(from -> part(0, 999_999, true, "v2"));
    try (ResumingInput in = open()) {
      assertTrue(in.at(200_000).isEmpty());
      RemoteFailure failure = assertThrows(RemoteFailure.class, () -> in.at(200_000));
      assertEquals("it was replaced on the server while it was read", failure.getMessage());
      assertArrayEquals(all, in.readAllBytes());
    }
  }

  @Test
  void aClosedStreamAsksForNothing() throws IOException {
    script.add(ranges(10));
    ResumingInput in = open();
    in.close();
    assertEquals(10, in.readNBytes(10).length);
    assertThrows(IOException.class, in::read);
    assertEquals(List.of("0"), asked);
  }
}
