package io.bidiclient.simulation;

import io.bidiclient.audio.pipeline.Pace;
import io.bidiclient.simulation.ServerKind.Cadence;
import io.bidiclient.simulation.ServerKind.Rewording;
import io.bidiclient.simulation.ServerKind.Spacing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A scenario as a person reads it: a name and a value a line, and a line for each fault. */
final class ScenarioFile {
  private ScenarioFile() {}

  /** The text of a scenario. */
  static String write(Scenario scenario) {
    ServerKind server = scenario.server();
    StringBuilder text = new StringBuilder();
    line(text, "seed", scenario.seed());
    line(text, "world", name(scenario.world()));
    line(text, "script", name(scenario.script()));
    line(text, "words", scenario.words());
    line(text, "names", server.openAi() ? "openai" : "vllm");
    line(text, "cadence", name(server.cadence()));
    line(text, "late", server.late());
    line(text, "jitter", server.jitter());
    line(text, "pieces", server.pieces());
    line(text, "spacing", name(server.spacing()));
    line(text, "rewording", name(server.rewording()));
    line(text, "latency-ms", scenario.latencyMs());
    line(text, "frame-us", scenario.frameMicros());
    line(text, "pace", name(scenario.pace()));
    line(text, "chunk-ms", scenario.chunkMs());
    line(text, "retries", scenario.retries());
    line(text, "max-session-s", scenario.maxSession());
    scenario.faults().forEach(fault -> line(text, "fault", fault));
    return text.toString();
  }

  /** Reads what {@link #write} wrote; lines with {@code #} are remarks. */
  static Scenario read(String text) {
    Map<String, String> values = new HashMap<>();
    List<PlannedFault> faults = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String[] parts = line.strip().split(" +", 2);
      if (parts[0].equals("fault")) {
        faults.add(PlannedFault.parse(parts[1]));
      } else if (parts.length == 2 && !parts[0].startsWith("#")) {
        values.put(parts[0], parts[1]);
      }
    }
    return new Scenario(
        Long.parseLong(values.get("seed")),
        WorldKind.valueOf(constant(values.get("world"))),
        Script.valueOf(constant(values.get("script"))),
        Integer.parseInt(values.get("words")),
        new ServerKind(
            values.get("names").equals("openai"),
            Cadence.valueOf(constant(values.get("cadence"))),
            Integer.parseInt(values.get("late")),
            Integer.parseInt(values.get("jitter")),
            Integer.parseInt(values.get("pieces")),
            Spacing.valueOf(constant(values.get("spacing"))),
            Rewording.valueOf(constant(values.get("rewording")))),
        Integer.parseInt(values.get("latency-ms")),
        Integer.parseInt(values.get("frame-us")),
        Pace.valueOf(constant(values.get("pace"))),
        Integer.parseInt(values.get("chunk-ms")),
        Integer.parseInt(values.get("retries")),
        Integer.parseInt(values.get("max-session-s")),
        faults);
  }

  private static void line(StringBuilder text, String name, Object value) {
    text.append(name).append(' ').append(value).append('\n');
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String constant(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
