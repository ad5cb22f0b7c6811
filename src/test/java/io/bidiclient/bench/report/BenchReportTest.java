package io.bidiclient.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bidiclient.bench.compare.Comparison;
import io.bidiclient.bench.measure.ClientLoad;
import io.bidiclient.bench.measure.ErrorRates;
import io.bidiclient.bench.measure.StepMeter;
import io.bidiclient.bench.measure.UtteranceResult;
import io.bidiclient.bench.search.Gates;
import io.bidiclient.bench.search.SearchResult;
import io.bidiclient.check.Normalizer;
import io.bidiclient.problem.ExitCode;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class BenchReportTest {
  private static final long MILLI = 1_000_000;
  private static final Gates GATES =
      new Gates(Optional.of(Duration.ofSeconds(1)), Optional.of(0.005));

  private final ErrorRates base = rates("one two");

  @Test
  void theTableHasALineAStepAndSaysWhatDoesNotHold() {
    String table = BenchTable.of(report(step(2, 500, ExitCode.OK), step(4, 1500, ExitCode.SERVER)));
    assertEquals(
        """
        streams             lag ms  first ms           done ms  stalls  failed  sessions    WER    CER  frames/s  pacing
                   p50   p95   p99       p95   p50   p95   p99                 (retries)      %      %            p99 ms
              2    500   500   500        90     -     -     -       0       0         0   0.00   0.00       0.0     1.0
              4   1501  1501  1501        90     -     -     -       0       1         0      -      -       0.0     1.0
        4 streams: failures: 1 of 1 utterance: it broke <here>
        4 streams: lag p95: 1501 ms, at most 1000 ms
        4 streams: word error rate: not measured: no utterance could be compared
        4 streams: by exit code: 1 with 7 (server)
        a single stream: WER 0.00 %, CER 0.00 %
        capacity: 2 streams; 3 streams do not hold
        audio: 2 hours an hour
        cost: 0.5000 an audio hour at full use, for an instance of 1.0000 an hour
        set: MaxNumSeqs=2 StreamsPerInstance=1
        """,
        table);
  }

  @Test
  void aNarrowTerminalHasTwoTablesOneBelowAnother() {
    String table = BenchTable.of(report(step(2, 500, ExitCode.OK)), 80);
    assertEquals(
        """
        streams             lag ms  first ms           done ms  stalls  failed
                   p50   p95   p99       p95   p50   p95   p99
              2    500   500   500        90     -     -     -       0       0
        streams   sessions    WER    CER  frames/s  pacing
                 (retries)      %      %            p99 ms
              2          0   0.00   0.00       0.0     1.0
        a single stream: WER 0.00 %, CER 0.00 %
        """,
        table.substring(0, table.indexOf("capacity")));
    assertTrue(BenchTable.of(compared(), 80).lines().filter("one"::equals).count() == 2);
  }

  @Test
  void whatFailsTwiceInTheSameWayIsNotedOnce() {
    BenchReport.GatedStep step = step(4, 1500, ExitCode.OK);
    String table = BenchTable.of(report(step, step));
    assertEquals(1, table.split("4 streams: lag p95", -1).length - 1, table);
  }

  @Test
  void theCodeIsNineWhereAGateThatWasSetDoesNotHold() {
    BenchReport failed = report(step(4, 1500, ExitCode.OK));
    BenchReport ramp =
        new BenchReport(
            "e",
            failed.steps(),
            List.of(),
            failed.base(),
            Optional.empty(),
            0,
            false,
            Optional.empty());
    assertEquals(ExitCode.CHECK, ramp.code(true));
    assertEquals(ExitCode.OK, ramp.code(false));
    // A search ends with a step that does not hold: that is what it looks for.
    assertEquals(ExitCode.OK, failed.code(true));
    BenchReport broken = report(step(1, 500, ExitCode.SERVER));
    assertEquals(ExitCode.SERVER, broken.code(false));
  }

  @Test
  void aSearchThatFoundNothingOutDoesNotSayThatNothingIsCarried() {
    BenchReport late =
        new BenchReport(
            "e",
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.of(new SearchResult(0, false, "the client was late")),
            0,
            false,
            Optional.empty());
    assertEquals("capacity: not found; the client was late\n", BenchTable.of(late));
    // No number of streams was shown to hold the gates that were set.
    assertEquals(ExitCode.CHECK, late.code(true));
    assertEquals(ExitCode.OK, late.code(false));
  }

  @Test
  void jsonHoldsWhatTheTableHolds() {
    String json = BenchJson.of(report(step(2, 500, ExitCode.OK)));
    assertTrue(
        json.contains(
            "\"timeline\":[{\"second\":0,\"lag_ms\":500.000,\"longest_lag_ms\":500.000,"
                + "\"latest_chunk_ms\":1.000},{\"second\":1,"),
        json);
    assertTrue(json.contains("\"streams\":2,\"valid\":true,\"invalid\":[],\"passed\":true"), json);
    assertTrue(json.contains("\"lag_ms\":{\"p50\":500.1"), json);
    assertTrue(
        json.contains(
            "\"capacity\":{\"streams\":2,\"confirmed\":true,\"end\":\"3 streams do not hold\","
                + "\"MaxNumSeqs\":2,\"StreamsPerInstance\":1,\"price_per_audio_hour\":0.500000}"),
        json);
  }

  @Test
  void jsonIsWhatItsSchemaSays() throws IOException {
    BenchSchema.valid(
        BenchJson.of(report(step(2, 500, ExitCode.OK), step(4, 1500, ExitCode.SERVER))));
    BenchSchema.valid(BenchJson.of(compared()));
    BenchSchema.valid(BenchJson.of(report()));
  }

  @Test
  void theSchemaRefusesWhatIsLeftOutOrMoreOrOfAnotherKind() throws IOException {
    String json = BenchJson.of(report(step(2, 500, ExitCode.OK)));
    for (String path : List.of("/steps/0/gates/0", "/steps/0/timeline/0", "/capacity", "")) {
      JsonNode lacking = BenchSchema.valid(json);
      ObjectNode object = (ObjectNode) lacking.at(path);
      object.remove(object.fieldNames().next());
      assertTrue(BenchSchema.refuses(lacking), path);
      JsonNode more = BenchSchema.valid(json);
      ((ObjectNode) more.at(path)).put("undocumented", 1);
      assertTrue(BenchSchema.refuses(more), path);
    }
    JsonNode kind = BenchSchema.valid(json);
    ((ObjectNode) kind.at("/steps/0")).put("streams", "two");
    assertTrue(BenchSchema.refuses(kind));
  }

  @Test
  void oneOfAThingIsNamedInTheSingular() {
    BenchReport.GatedStep one = step(1, 500, ExitCode.SERVER);
    BenchReport report =
        new BenchReport(
            "e",
            List.of(one),
            List.of(),
            Optional.empty(),
            Optional.of(new SearchResult(1, true, "2 streams do not hold")),
            0,
            false,
            Optional.empty());
    assertEquals("1 stream: lag p95 500 ms, 1 failed: does not hold", one.line());
    String table = BenchTable.of(report);
    assertTrue(table.contains("\n1 stream: failures: 1 of 1 utterance: it broke"), table);
    assertTrue(table.contains("\n1 stream: by exit code: 1 with 7 (server)\n"), table);
    assertTrue(table.contains("\ncapacity: 1 stream; 2 streams do not hold\n"), table);
    assertTrue(table.contains("\naudio: 1 hour an hour\n"), table);
    assertTrue(BenchJunit.of(report).contains("name=\"1 stream: failures\""));
    assertTrue(BenchPage.of(report).contains(">1 stream</text>"));
  }

  @Test
  void csvHasAsManyFieldsInEveryLine() {
    String csv = BenchCsv.of(report(step(2, 500, ExitCode.OK), step(4, 1500, ExitCode.SERVER)));
    List<String> lines = csv.lines().toList();
    assertEquals(3, lines.size());
    assertTrue(lines.get(2).startsWith("4,true,false,10.00,"), lines.get(2));
    for (String line : lines) {
      assertEquals(27, line.split(",", -1).length, line);
    }
  }

  @Test
  void junitHasACaseForEachGateAndAnErrorForAnInvalidStep() {
    BenchReport.GatedStep late = step(8, 500, 50, ExitCode.OK);
    String xml = BenchJunit.of(report(step(2, 500, ExitCode.OK), step(4, 1500, ExitCode.OK), late));
    assertTrue(
        xml.contains(
            "<testsuite name=\"bidi-client bench\" tests=\"9\" failures=\"1\" errors=\"1\""),
        xml);
    assertTrue(
        xml.contains("name=\"4 streams: lag p95\"><failure message=\"1501 ms, at most"), xml);
  }

  @Test
  void whatAServerSaidBreaksNoForm() throws Exception {
    UtteranceResult odd =
        new UtteranceResult(
            0,
            0,
            0,
            "",
            ExitCode.SERVER,
            false,
            false,
            "<b>\u001b[31m\u0000,\"\n]]>",
            Optional.empty(),
            Optional.empty());
    StepMeter meter = new StepMeter(0, Long.MAX_VALUE);
    meter.ended(odd);
    var result = meter.result(1, 10_000 * MILLI, ClientLoad.NONE, Optional.empty());
    BenchReport report =
        report(new BenchReport.GatedStep(result, GATES.of(result, Optional.of(base))));
    for (String shown : List.of(BenchTable.of(report), BenchPage.of(report))) {
      assertFalse(shown.contains("\u001b") || shown.contains("\u0000"), shown);
    }
    assertEquals(1, BenchTable.of(report).lines().filter(line -> line.contains("<b>")).count());
    BenchSchema.valid(BenchJson.of(report));
    assertEquals(2, BenchCsv.of(report).lines().count());
    Document cases =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(BenchJunit.of(report))));
    assertEquals(4, cases.getElementsByTagName("testcase").getLength());
    assertEquals(3, cases.getElementsByTagName("failure").getLength());
  }

  @Test
  void thePageHoldsThreePlotsAndAsksNobodyForAnything() {
    String page = BenchPage.of(report(step(2, 500, ExitCode.OK), step(4, 1500, ExitCode.SERVER)));
    assertEquals(3, page.split("<svg ", -1).length - 1);
    assertTrue(page.contains("it broke &lt;here&gt;"));
    assertFalse(page.contains("<script") || page.contains("http://") || page.contains("https://"));
    assertFalse(page.contains("NaN") || page.contains("Infinity"));
  }

  @Test
  void plotsLeaveOutStepsThatTellNothingAndDrawEachNumberOfStreamsOnce() {
    BenchReport.GatedStep late = step(8, 500, 50, ExitCode.OK);
    String page = BenchPage.of(report(step(2, 500, ExitCode.OK), step(2, 510, ExitCode.OK), late));
    assertEquals(1, page.split(">2 streams</text>", -1).length - 1);
    assertFalse(page.contains(">8 streams</text>"));
    assertTrue(BenchPage.of(report(late)).contains(">8 streams</text>"));
  }

  private BenchReport report(BenchReport.GatedStep... steps) {
    return new BenchReport(
        "endpoint e",
        List.of(steps),
        List.of(),
        Optional.of(base),
        Optional.of(new SearchResult(2, true, "3 streams do not hold")),
        1,
        false,
        Optional.empty());
  }

  private BenchReport.GatedStep step(int streams, long lag, ExitCode code) {
    return step(streams, lag, 1, code);
  }

  private BenchReport.GatedStep step(int streams, long lag, long late, ExitCode code) {
    StepMeter meter = new StepMeter(0, Long.MAX_VALUE);
    for (int i = 0; i < 120; i++) {
      meter.lag(i * 80L * MILLI, lag * MILLI);
      meter.pacing(i * 80L * MILLI, late * MILLI);
    }
    meter.firstDelta(90 * MILLI);
    meter.ended(heard("one two", code));
    Optional<ErrorRates> rates =
        code == ExitCode.OK ? Optional.of(rates("one two")) : Optional.empty();
    var result = meter.result(streams, 10_000 * MILLI, ClientLoad.NONE, rates);
    return new BenchReport.GatedStep(result, GATES.of(result, Optional.of(base)));
  }

  private static ErrorRates rates(String text) {
    return ErrorRates.of(
            List.of(heard(text, ExitCode.OK)),
            List.of(Optional.of("one two")),
            new Normalizer(false))
        .orElseThrow();
  }

  private static UtteranceResult heard(String text, ExitCode code) {
    String message = code == ExitCode.OK ? "" : "it broke <here>";
    return new UtteranceResult(
        0, 0, 0, text, code, false, false, message, Optional.empty(), Optional.empty());
  }

  private BenchReport compared() {
    Comparison comparison =
        Comparison.of(
            "one", "the <other>, \"b\"", List.of(), List.of(), List.of(), new Normalizer(false), 0);
    return new BenchReport(
        "one",
        List.of(step(2, 500, ExitCode.OK)),
        List.of(step(2, 2500, ExitCode.SERVER)),
        Optional.empty(),
        Optional.empty(),
        0,
        false,
        Optional.of(comparison));
  }

  @Test
  void theFiguresOfTheOtherEndpointStandBesideThoseOfTheFirst() {
    List<String> table = BenchTable.of(compared()).lines().toList();
    assertEquals("one", table.get(2));
    assertTrue(table.get(3).startsWith("      2    500   500   500        90"), table.get(3));
    assertEquals("the <other>, \"b\"", table.get(4));
    assertTrue(table.get(5).startsWith("      2   2502  2502  2502        90"), table.get(5));
    assertTrue(
        table.contains("the <other>, \"b\": 2 streams: lag p95: 2502 ms, at most 1000 ms"),
        table.toString());
    String json = BenchJson.of(compared());
    assertTrue(json.contains("\"steps\":[{\"streams\":2,\"valid\":true"), json);
    assertTrue(
        json.contains(
            "\"second\":\"the <other>, \\\"b\\\"\",\"pairs\":0,\"unpaired\":0,"
                + "\"recordings\":0,\"differences\":[],\"second_steps\":[{\"streams\":2,"),
        json);
    List<String> csv = BenchCsv.of(compared()).lines().toList();
    assertTrue(csv.get(0).endsWith(",client_cpu_seconds,target"), csv.get(0));
    assertTrue(csv.get(1).endsWith(",0.00,one"), csv.get(1));
    assertTrue(csv.get(2).startsWith("2,true,false,10.00,"), csv.get(2));
    assertTrue(csv.get(2).endsWith(",0.00,\"the <other>, \"\"b\"\"\""), csv.get(2));
    String junit = BenchJunit.of(compared());
    assertTrue(junit.contains("tests=\"8\" failures=\"3\""), junit);
    String page = BenchPage.of(compared());
    assertTrue(page.contains(">p95, second</text>"), page);
    assertTrue(page.contains(">2 streams, second</text>"), page);
    assertTrue(page.contains("<h2>Timeline of the last step, second</h2>"), page);
  }

  @Test
  void theGatesOfTheOtherEndpointAreReportedAndChangeNoExitCode() {
    assertEquals(ExitCode.OK, compared().code(true));
  }
}
