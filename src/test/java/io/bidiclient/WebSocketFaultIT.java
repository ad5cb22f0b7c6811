package io.bidiclient;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bidiclient.emulator.Emulator;
import io.bidiclient.emulator.config.EmulatorOptions;
import io.bidiclient.emulator.config.Fault;
import io.bidiclient.emulator.config.FaultPlan;
import io.bidiclient.morse.MorseKeyer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The fault table over a WebSocket: three faults of each kind through the packaged jar, the others
 * in this process.
 */
@Execution(ExecutionMode.CONCURRENT)
class WebSocketFaultIT {
  @TempDir private static Path folder;
  private static Path file;
  private static String text;

  private final EmulatorOptions options =
      EmulatorOptions.defaults().withMuteAfter(10).withSlowStart(Duration.ofMillis(500));

  @BeforeAll
  static void key() throws Exception {
    file = folder.resolve("fault.wav");
    text = MorseFile.write(file, "FAULT LINE", MorseKeyer.usual().atWpm(30), 1, MorseFile.Form.S16);
  }

  // A reset or a drop may take with it what had come and was not yet read: then it is 6.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "refused           | 6 | the connection was closed",
        "silent            | 6 | no answer in",
        "no-created        | 6 | session.created",
        "http-400          | 5 | HTTP 400 application/json: {\"detail\":\"The request is not valid.\"}",
        "http-403          | 4 | HTTP 403 application/json: {\"detail\":\"User is not authorized",
        "http-424          | 7 | HTTP 424",
        "http-429          | 6 | HTTP 429 application/json: {\"detail\":\"Rate exceeded\"}",
        "http-500          | 7 | HTTP 500 application/json: {\"detail\":\"Internal failure.\"}",
        "http-503          | 7 | HTTP 503 application/json: {\"detail\":\"Service unavailable.\"}",
        "expired-token     | 4 | HTTP 403 application/json: {\"detail\":\"The security token",
        "stream-error      | 7 | the server closed with 1011: the emulator breaks",
        "internal-failure  | 7 | the server closed with 1011: the emulator fails as requested",
        "reset@3           | 6 or 8 | the connection was",
        "drop@3            | 6 or 8 | the connection was",
        "goaway@3          | 8 | the server closed with 1001: the server shuts down",
        "early-end@3       | 8 | ended the stream before transcription.done",
        "no-done           | 8 | transcription.done",
        "error-event       | 7 | reported an error: the engine is gone (processing_error)",
        "not-json          | 7 | not JSON: \"this is not JSON\"",
        "not-utf8          | 7 | broke WebSocket's rules",
        "no-object         | 7 | not a JSON object",
        "no-field          | 7 | transcription.delta without its delta",
        "corrupt-prelude   | 7 | broke WebSocket's rules",
        "html              | 5 | the server answered HTTP 200",
        "redirect          | 5 | the server answered HTTP 302",
        "no-content        | 5 | the server answered HTTP 204",
        "bad-gateway       | 6 | the server answered HTTP 502",
        "endless-empty     | 8 | not complete",
        "endless-text      | 8 | not complete",
        "endless-keep-alives | 8 | not complete"
      })
  void aFaultIsToldInOneLineWithItsExitCode(String fault, String codes, String words)
      throws Exception {
    JarProcess.Finished run = run(fault, "--retries", "0");
    assertAll(
        () -> assertTrue(run.firstComplaint().contains(words), run.err()),
        () ->
            assertTrue(codes.contains(Integer.toString(run.code())), run.code() + ": " + run.err()),
        () -> assertTrue(run.err().contains("\n  hint: "), run.err()),
        () -> assertFalse(run.err().contains("\tat "), run.err()),
        () -> assertTrue(run.code() == 8 || !run.out().contains("LINE"), run.out()));
  }

  @Test
  void aServerThatStopsReadingIsNoHang() throws Exception {
    JarProcess.Finished run = run("stops-reading@1", "--retries", "0");
    assertTrue(List.of(6, 7, 8).contains(run.code()), run.code() + ": " + run.err());
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "UNKNOWN_EVENT",
        "PARTIAL_PARTS",
        "DELTAS_AT_END",
        "BIG_DONE",
        "SLOW_START",
        "EVENTS_AFTER_DONE"
      })
  void theTranscriptIsWholeAllTheSame(Fault fault) throws Exception {
    JarProcess.Finished run = run(fault.spelled() + "@0");
    assertEquals(text, run.out().replaceFirst("xxx+", ""), run.err());
    assertEquals(0, run.code(), run.err());
  }

  @ParameterizedTest
  @CsvSource({"reset@40x1", "drop@40x1", "goaway@40x1", "early-end@40x1", "stream-error@40x1"})
  void aBrokenSessionIsResumedToTheLetter(String fault) throws Exception {
    JarProcess.Finished run = run(fault);
    assertEquals(text, run.out(), run.err());
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("reconnecting"), run.err());
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"ESCAPES", "SPLIT_SURROGATES", "LONE_SURROGATES"})
  void noTextOfAServerIsACommand(Fault fault) throws Exception {
    JarProcess.Finished run = run(fault.spelled());
    assertTrue(FaultyText.of(fault, text).matcher(run.out()).matches(), run.out());
    assertEquals(0, run.code(), run.err());
  }

  @Test
  void whatComesAfterDoneIsToldToWhoAsksForMore() throws Exception {
    JarProcess.Finished run = run("events-after-done@0", "-v");
    assertEquals(0, run.code(), run.err());
    String said = "ignored after transcription.done: ";
    assertTrue(run.err().contains(said + "{\"type\":\"error\""), run.err());
    assertFalse(run("events-after-done@0").err().contains(said));
  }

  @Test
  void noFaultIsLeftOut() {
    Set<Fault> shown = EnumSet.noneOf(Fault.class);
    for (var method : WebSocketFaultIT.class.getDeclaredMethods()) {
      if (method.isAnnotationPresent(CsvSource.class)) {
        Arrays.stream(method.getAnnotation(CsvSource.class).value())
            .map(row -> row.split("[| @]", 2)[0])
            .forEach(name -> shown.add(Fault.of(name)));
      }
      if (method.isAnnotationPresent(EnumSource.class)) {
        Arrays.stream(method.getAnnotation(EnumSource.class).names())
            .forEach(name -> shown.add(Fault.valueOf(name)));
      }
    }
    shown.add(Fault.STOPS_READING);
    assertEquals(EnumSet.allOf(Fault.class), shown);
  }

  @Test
  void theKeyIsShownNowhere() throws Exception {
    try (Emulator emulator = Emulator.start(options)) {
      JarProcess.Finished run =
          JarProcess.of(file.toString(), "--url", emulator.webSocketUrl(), "-vv", "--pace", "max")
              .env(Map.of("VLLM_API_KEY", "sesame-open"))
              .run();
      assertEquals(text, run.out(), run.err());
      assertFalse(run.err().contains("sesame"), run.err());
      JarProcess.Finished explained =
          JarProcess.of(file.toString(), "--url", "ws://a", "--api-key", "sesame", "--explain")
              .run();
      assertFalse(explained.out().contains("sesame"), explained.out());
    }
  }

  /** Faults that end by a time-out; the others must not end by one, however slow the machine. */
  private static final Set<Fault> ENDED_BY_TIME_OUT =
      EnumSet.of(
          Fault.SILENT,
          Fault.NO_CREATED,
          Fault.NO_DONE,
          Fault.STOPS_READING,
          Fault.ENDLESS_EMPTY,
          Fault.ENDLESS_TEXT,
          Fault.ENDLESS_KEEP_ALIVES);

  /** Faults that end a run and are run through the packaged jar. */
  private static final Set<Fault> PACKAGED_ENDS =
      EnumSet.of(Fault.SILENT, Fault.HTTP_424, Fault.ERROR_EVENT);

  /** Faults that a run survives and are run through it: three of each kind. */
  private static final Set<Fault> PACKAGED =
      EnumSet.of(
          Fault.UNKNOWN_EVENT,
          Fault.PARTIAL_PARTS,
          Fault.BIG_DONE,
          Fault.EVENTS_AFTER_DONE,
          Fault.RESET,
          Fault.DROP,
          Fault.GOAWAY,
          Fault.ESCAPES,
          Fault.SPLIT_SURROGATES,
          Fault.LONE_SURROGATES);

  private JarProcess.Finished run(String fault, String... more) throws Exception {
    FaultPlan plan = FaultPlan.parse(fault);
    boolean waits = ENDED_BY_TIME_OUT.contains(plan.fault());
    String progress = waits ? "1s" : "20s";
    try (Emulator emulator = Emulator.start(options.withFaults(List.of(plan)))) {
      String[] arguments = {
        file.toString(),
        "--url",
        emulator.webSocketUrl(),
        "--connect-timeout",
        waits ? "3s" : "20s",
        "--session-timeout",
        waits ? "2s" : "20s",
        "--first-delta-timeout",
        waits ? "3s" : "20s",
        "--stall-timeout",
        progress,
        "--done-timeout",
        progress,
        "--pace",
        "max"
      };
      String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
      System.arraycopy(more, 0, all, arguments.length, more.length);
      boolean ends = List.of(more).contains("--retries");
      return InProcess.run((ends ? PACKAGED_ENDS : PACKAGED).contains(plan.fault()), all);
    }
  }
}
