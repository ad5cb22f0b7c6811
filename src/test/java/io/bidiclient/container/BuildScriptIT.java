package io.bidiclient.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildScriptIT {
  private static final String TAG = "0.17.1-gpu-py312-cu129-ubuntu22.04-sagemaker";
  private static final String IMAGE =
      "123456789012.dkr.ecr.eu-west-1.amazonaws.com/bidi-voxtral:" + TAG;

  @TempDir Path scratch;

  @Test
  void aDryRunPrintsEachStepAndTheImage() throws Exception {
    Script run = build("exit 1", "--region", "us-east-1", "--dry-run");
    assertEquals(0, run.code(), run.err());
    List<String> lines = run.out().lines().toList();
    String registry = "ACCOUNT.dkr.ecr.us-east-1.amazonaws.com";
    assertEquals(5, lines.size(), run.out());
    assertTrue(lines.get(0).startsWith("aws ecr create-repository"), run.out());
    assertTrue(lines.get(1).endsWith("--password-stdin " + registry), run.out());
    assertTrue(lines.get(2).contains("--platform linux/amd64 --provenance=false"), run.out());
    assertTrue(lines.get(2).contains("BASE_TAG=" + TAG), run.out());
    assertTrue(lines.get(3).startsWith("docker push " + registry), run.out());
    assertEquals(registry + "/bidi-voxtral:" + TAG, lines.get(4));
    assertEquals("", calls());
  }

  @Test
  void aRepositoryThatIsMissingIsMadeBeforeThePush() throws Exception {
    Script run = build("[ \"$2\" != describe-repositories ] || exit 254", "--region", "eu-west-1");
    assertEquals(0, run.code(), run.err());
    assertEquals(IMAGE + "\n", run.out());
    List<String> calls = sorted();
    assertTrue(calls.stream().anyMatch(c -> c.startsWith("aws ecr create-repository")), calls());
    assertTrue(calls.contains("docker push " + IMAGE), calls());
    assertTrue(calls().contains("docker login --username AWS --password-stdin"), calls());
    assertTrue(calls().indexOf("docker build") < calls().indexOf("docker push"), calls());
    assertTrue(calls().indexOf("create-repository") < calls().indexOf("docker push"), calls());
  }

  @Test
  void aRepositoryThatIsThereIsUsed() throws Exception {
    Script run = build("", "--region", "eu-west-1");
    assertEquals(0, run.code(), run.err());
    assertTrue(!calls().contains("create-repository"), calls());
  }

  @Test
  void aFailedBuildPushesNothing() throws Exception {
    Path bin = tools("", "[ \"$1\" != build ] || exit 3");
    Script run = run(bin, "--region", "eu-west-1");
    assertEquals(3, run.code());
    assertEquals("", run.out());
    assertTrue(!calls().contains("docker push"), calls());
  }

  @Test
  void anExpiredLoginEndsItBeforeAnythingIsBuilt() throws Exception {
    Script run = build("exit 255", "--region", "eu-west-1");
    assertEquals(255, run.code());
    assertTrue(!calls().contains("docker"), calls());
  }

  @Test
  void withoutAPushNoAccountIsNeeded() throws Exception {
    Script run = build("exit 1", "--no-push", "--base-tag", "0.27.1-gpu-py312-cu130");
    assertEquals(0, run.code(), run.err());
    assertEquals("bidi-voxtral:0.27.1-gpu-py312-cu130\n", run.out());
    assertTrue(!calls().contains("aws"), calls());
  }

  @Test
  void badArgumentsAreToldAndNothingIsRun() throws Exception {
    assertEquals(2, build("", "--push-it").code());
    assertEquals(2, build("", "--region").code());
    Script nowhere = build("");
    assertEquals(2, nowhere.code());
    assertTrue(nowhere.err().contains("name a --region"), nowhere.err());
    assertEquals("", calls());
  }

  @Test
  void tryLocalPrintsTheContainerAndTheFrontInADryRun() throws Exception {
    Path bin = tools("", "");
    Script run =
        Script.run(
            scratch,
            Map.of("PATH", bin + ":/usr/bin:/bin", "HF_TOKEN", "hush"),
            List.of(
                Script.DIRECTORY.resolve("try-local").toString(),
                "--dry-run",
                "--model",
                scratch.toString()));
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("--env HF_TOKEN "), run.out());
    assertTrue(!run.out().contains("hush"), run.out());
    assertTrue(run.out().contains(scratch + ":/opt/ml/model:ro"), run.out());
    assertTrue(run.out().contains("--upstream ws://127.0.0.1:8080 "), run.out());
    assertEquals("", calls());
  }

  private Script build(String aws, String... arguments) throws Exception {
    return run(tools(aws, ""), arguments);
  }

  private Script run(Path bin, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Script.DIRECTORY.resolve("build").toString());
    command.addAll(List.of(arguments));
    return Script.run(scratch, Map.of("PATH", bin + ":/usr/bin:/bin"), command);
  }

  /** Stand-ins that write down how they were called, then do what the test wants. */
  private Path tools(String aws, String docker) {
    Path bin = scratch.resolve("bin");
    String log = "echo \"${0##*/} $*\" >>'" + scratch.resolve("calls") + "'\n";
    String account = "case \"$1\" in sts) echo 123456789012 ;; ecr) echo password ;; esac\n";
    Script.standIn(bin, "aws", log + aws + "\n" + account);
    Script.standIn(bin, "docker", log + docker + "\n[ \"$1\" != login ] || cat >/dev/null\n");
    return bin;
  }

  private String calls() throws Exception {
    Path calls = scratch.resolve("calls");
    return Files.exists(calls) ? Files.readString(calls) : "";
  }

  private List<String> sorted() throws Exception {
    return calls().lines().sorted().toList();
  }
}
