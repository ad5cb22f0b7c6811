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

class EntrypointIT {
  private static final String ENTRYPOINT = Script.DIRECTORY.resolve("entrypoint").toString();
  private static final String PUBLIC = "mistralai/Voxtral-Mini-4B-Realtime-2602";

  @TempDir Path scratch;

  @Test
  void theModelIsServedOn8080UnderItsPublicNameAndSageMakers() throws Exception {
    assertEquals(
        List.of(
            "python3",
            "-m",
            "vllm.entrypoints.openai.api_server",
            "--host",
            "0.0.0.0",
            "--port",
            "8080",
            "--model",
            PUBLIC,
            "--served-model-name",
            PUBLIC,
            "/opt/ml/model",
            "--middleware",
            "bidi_middleware.SageMakerRealtime"),
        arguments(Map.of()));
  }

  @Test
  void aMountedModelIsTaken() throws Exception {
    Files.writeString(scratch.resolve("params.json"), "{}");
    List<String> arguments = arguments(Map.of("BIDI_MODEL_DIR", scratch.toString()));
    assertEquals(scratch.toString(), arguments.get(arguments.indexOf("--model") + 1));
  }

  @Test
  void variablesBecomeOptionsWithBlanksJsonAndHyphensKept() throws Exception {
    List<String> arguments =
        arguments(
            Map.of(
                "SM_VLLM_MAX_MODEL_LEN", "45000",
                "SM_VLLM_COMPILATION_CONFIG", "{\"cudagraph_mode\": \"PIECEWISE\"}",
                "SM_VLLM_OTHER", "a b=c 'd' \"e\" $HOME `id`",
                "SM_VLLM_OFFSET", "-1",
                "SM_VLLM_LINES", "one\ntwo"));
    assertTrue(arguments.contains("--max-model-len=45000"));
    assertTrue(arguments.contains("--compilation-config={\"cudagraph_mode\": \"PIECEWISE\"}"));
    assertTrue(arguments.contains("--other=a b=c 'd' \"e\" $HOME `id`"));
    assertTrue(arguments.contains("--offset=-1"));
    assertTrue(arguments.contains("--lines=one"));
    assertEquals(14 + 6, arguments.size());
  }

  @Test
  void emptyAndTrueAreBareOptionsAndFalseIsNone() throws Exception {
    List<String> arguments =
        arguments(
            Map.of(
                "SM_VLLM_ENFORCE_EAGER", "",
                "SM_VLLM_NO_ENABLE_PREFIX_CACHING", "true",
                "SM_VLLM_DISABLE_LOG_STATS", "false",
                "SM_VLLM_", "nothing"));
    assertTrue(arguments.contains("--enforce-eager"));
    assertTrue(arguments.contains("--no-enable-prefix-caching"));
    assertEquals(14 + 2, arguments.size(), arguments.toString());
  }

  @Test
  void ofManyNamesTheFirstIsTheModelAndSageMakersIsNotDoubled() throws Exception {
    List<String> arguments =
        arguments(Map.of("SM_VLLM_SERVED_MODEL_NAME", "org/mine /opt/ml/model other"));
    int names = arguments.indexOf("--served-model-name");
    assertEquals(
        List.of("org/mine", "/opt/ml/model", "other", "--middleware"),
        arguments.subList(names + 1, names + 5));
    assertEquals("org/mine", arguments.get(arguments.indexOf("--model") + 1));
  }

  @Test
  void thePortStays8080() throws Exception {
    List<String> arguments = arguments(Map.of("SM_VLLM_PORT", "9000", "SM_VLLM_HOST", "::1"));
    assertEquals(14, arguments.size());
    assertFalse(arguments.contains("--port=9000"));
  }

  @Test
  void itEndsWhenTheServerEndsWithTheSameStatus() throws Exception {
    Path bin = scratch.resolve("bin");
    Script.standIn(bin, "python3", "exit 7\n");
    Script run = Script.run(scratch, path(bin), List.of(ENTRYPOINT, "serve"));
    assertEquals(7, run.code());
  }

  @Test
  void aSigtermReachesTheServerAndIsWaitedFor() throws Exception {
    Path bin = scratch.resolve("bin");
    Script.standIn(
        bin,
        "python3",
        "trap 'echo draining; exit 5' TERM\necho up\nwhile :; do sleep 0.05; done\n");
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
    assertEquals(2, Script.run(scratch, Map.of(), List.of(ENTRYPOINT)).code());
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
