package io.bidiclient.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntrypointIT {
  private static final String ENTRYPOINT = Script.DIRECTORY.resolve("entrypoint").toString();
  private static final String PUBLIC = "mistralai/Voxtral-Mini-4B-Realtime-2602";

  @TempDir Path scratch;

  @Test
  void bareItServesVoxtralOn8080UnderItsPublicNameAndSageMakers() throws Exception {
    assertEquals(
        List.of(
            "vllm",
            "serve",
            PUBLIC,
            "--host",
            "0.0.0.0",
            "--port",
            "8080",
            "--served-model-name",
            PUBLIC,
            "/opt/ml/model",
            "--middleware",
            "bidi_middleware.SageMakerRealtime",
            "--compilation-config={\"cudagraph_mode\": \"PIECEWISE\"}"),
        arguments(Map.of()));
  }

  @Test
  void aMountedModelIsTakenBeforeTheHubs() throws Exception {
    assertEquals("org/hub", arguments(Map.of("HF_MODEL_ID", "org/hub")).get(2));
    Files.writeString(scratch.resolve("params.json"), "{}");
    Map<String, String> mounted =
        Map.of("BIDI_MODEL_DIR", scratch.toString(), "HF_MODEL_ID", "org/hub");
    assertEquals(scratch.toString(), arguments(mounted).get(2));
    Map<String, String> named = new HashMap<>(mounted);
    named.put("SM_VLLM_MODEL", "/other");
    assertEquals("/other", arguments(named).get(2));
  }

  /** What AWS's own script does with the same variables. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "MAX_MODEL_LEN | 45000 | --max-model-len=45000",
        "COMPILATION_CONFIG | {\"mode\": 3} | --compilation-config={\"mode\": 3}",
        "OTHER | a b=c 'd' \"e\" $HOME `id` | --other=a b=c 'd' \"e\" $HOME `id`",
        "OFFSET | -1 | --offset=-1",
        "ENFORCE_EAGER | true | --enforce-eager",
        "ENFORCE_EAGER | ~ TRUE ~ | --enforce-eager",
        "ENFORCE_EAGER | ~~ | --enforce-eager",
        "ENFORCE_EAGER | False | ~~",
        "CUSTOM_OPS | [\"a b\", 2, true] | --custom-ops/a b/2/true",
        "CUSTOM_OPS | [] | ~~",
        "CUSTOM_OPS | [a b] | --custom-ops=[a b]",
        "LORA_MODULES | [{\"name\": \"x\"}] | --lora-modules/{\"name\":\"x\"}",
        "LORA_MODULES | {\"name\": \"x\"} {\"name\": \"y\"} | --lora-modules/{\"name\":\"x\"}/{\"name\":\"y\"}",
        "ALLOWED_ORIGINS | [\"*\"] | --allowed-origins=[\"*\"]",
        "MIDDLEWARE | other.Middleware | --middleware=other.Middleware",
        "PORT | 9000 | ~~",
        "HOST | ::1 | ~~",
        "API_KEY | hush | ~~",
        "~~ | nothing | ~~"
      })
  void variablesBecomeOptions(String name, String value, String options) throws Exception {
    List<String> bare = arguments(Map.of("SM_VLLM_COMPILATION_CONFIG", "false"));
    Map<String, String> variables = new HashMap<>();
    variables.put("SM_VLLM_COMPILATION_CONFIG", "false");
    variables.put("SM_VLLM_" + name, value);
    List<String> arguments = arguments(variables);
    assertEquals(bare, arguments.subList(0, bare.size()));
    assertEquals(options, String.join("/", arguments.subList(bare.size(), arguments.size())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "org/mine /opt/ml/model other | org/mine,/opt/ml/model,other",
        "[\"org/mine\", \"other\"] | org/mine,other,/opt/ml/model"
      })
  void ofManyNamesTheFirstIsTheModelAndSageMakersIsNotDoubled(String given, String names)
      throws Exception {
    List<String> arguments = arguments(Map.of("SM_VLLM_SERVED_MODEL_NAME", given));
    int at = arguments.indexOf("--served-model-name");
    assertEquals(names, String.join(",", arguments.subList(at + 1, at + 4)));
    assertEquals("--middleware", arguments.get(at + 4));
    assertEquals("org/mine", arguments.get(2));
  }

  @Test
  void furtherVariablesReachTheServerAndWhatIsGivenByItselfWins() throws Exception {
    Path bin = scratch.resolve("bin");
    Script.standIn(bin, "vllm", "env; echo \"ARGS $*\"\n");
    Map<String, String> variables = new HashMap<>(path(bin));
    variables.put("BIDI_VARIABLES", "A=1 2\nSM_VLLM_MAX_NUM_SEQS=9\nB=x=y\nnonsense\n");
    variables.put("A", "given");
    variables.put("SM_VLLM_API_KEY", "hush");
    Script run = Script.run(scratch, variables, List.of(ENTRYPOINT));
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.contains("A=given"), run.out());
    assertTrue(lines.contains("B=x=y"), run.out());
    assertTrue(lines.contains("VLLM_API_KEY=hush"), run.out());
    assertTrue(lines.contains("VLLM_ENGINE_ITERATION_TIMEOUT_S=86400"), run.out());
    String words = lines.stream().filter(line -> line.startsWith("ARGS")).findFirst().orElseThrow();
    assertTrue(words.endsWith("--max-num-seqs=9"), words);
    assertFalse(words.contains("hush"), words);
    assertEquals("entrypoint: not NAME=VALUE in BIDI_VARIABLES: nonsense\n", run.err());
  }

  @Test
  void itEndsWhenTheServerEndsWithTheSameStatus() throws Exception {
    Path bin = scratch.resolve("bin");
    Script.standIn(bin, "vllm", "exit 7\n");
    Script run = Script.run(scratch, path(bin), List.of(ENTRYPOINT, "serve"));
    assertEquals(7, run.code());
  }

  @Test
  void aSigtermReachesTheServerAndIsWaitedFor() throws Exception {
    Path bin = scratch.resolve("bin");
    Script.standIn(
        bin, "vllm", "trap 'echo draining; exit 5' TERM\necho up\nwhile :; do sleep 0.05; done\n");
    Process process = Script.start(path(bin), List.of(ENTRYPOINT, "serve")).start();
    try (BufferedReader out = process.inputReader()) {
      assertEquals("up", out.readLine());
      process.toHandle().destroy();
      assertTrue(process.waitFor(20, TimeUnit.SECONDS));
      assertEquals("draining", out.readLine());
      assertEquals(5, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void anythingButServeIsRefused() throws Exception {
    assertEquals(2, Script.run(scratch, Map.of(), List.of(ENTRYPOINT, "train")).code());
  }

  private List<String> arguments(Map<String, String> variables) throws Exception {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("BIDI_PRINT", "1");
    environment.putIfAbsent("BIDI_MODEL_DIR", "/nonexistent");
    Script run = Script.run(scratch, environment, List.of(ENTRYPOINT, "serve"));
    assertEquals(0, run.code(), run.err());
    return run.out().lines().toList();
  }

  private static Map<String, String> path(Path bin) {
    return Map.of("PATH", bin + ":/usr/bin:/bin");
  }
}
