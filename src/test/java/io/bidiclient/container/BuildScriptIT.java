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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildScriptIT {
  private static final String BASE = "0.27.1-gpu-py312-cu130-ubuntu22.04-sagemaker";
  private static final String TAG = BASE + "-0123456789ab";
  private static final String IMAGE =
      "123456789012.dkr.ecr.eu-west-1.amazonaws.com/bidi-voxtral:" + TAG;

  @TempDir Path scratch;

  private String digest = "sha256:0123456789abcdef";
  private String missing = "";

  @Test
  void aDryRunPrintsEachStepAndTheImage() throws Exception {
    Script run = build("exit 1", "--region", "us-east-1", "--dry-run");
    assertEquals(0, run.code(), run.err());
    List<String> lines = run.out().lines().toList();
    String registry = "ACCOUNT.dkr.ecr.us-east-1.amazonaws.com";
    assertEquals(6, lines.size(), run.out());
    assertTrue(lines.get(0).startsWith("aws ecr create-repository"), run.out());
    assertTrue(lines.get(1).endsWith("--password-stdin " + registry), run.out());
    assertTrue(lines.get(2).contains("--platform linux/amd64 --provenance=false"), run.out());
    assertTrue(lines.get(2).contains("BASE_TAG=" + BASE), run.out());
    assertTrue(lines.get(3).startsWith("docker tag bidi-voxtral:" + BASE), run.out());
    assertTrue(lines.get(4).startsWith("docker push " + registry), run.out());
    assertEquals(registry + "/bidi-voxtral:" + BASE + "-IMAGE-ID", lines.get(5));
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
  void anotherImageHasAnotherNameAndTheSameOneTheSame() throws Exception {
    String first = build("", "--region", "eu-west-1").out();
    assertEquals(first, build("", "--region", "eu-west-1").out());
    digest = "sha256:fedcba9876543210";
    String second = build("", "--region", "eu-west-1").out();
    assertEquals(first.replace("0123456789ab", "fedcba987654"), second);
    assertTrue(calls().contains("docker tag bidi-voxtral:" + BASE + " " + second.strip()), calls());
  }

  @ParameterizedTest
  @CsvSource({
    "cn-north-1, amazonaws.com.cn",
    "eusc-de-east-1, amazonaws.eu",
    "us-gov-west-1, amazonaws.com"
  })
  void aPartitionHasItsOwnRegistries(String region, String domain) throws Exception {
    String out = build("", "--region", region).out();
    assertTrue(out.startsWith("123456789012.dkr.ecr." + region + "." + domain + "/"), out);
  }

  @Test
  void theModelIsCopiedFileByFileAndItsPlacePrinted() throws Exception {
    Script run =
        copy("--to", "s3://models/voxtral/", "--kms-key", "arn:k", "--region", "eu-west-1");
    assertEquals(0, run.code(), run.err());
    assertEquals("s3://models/voxtral/\n", run.out());
    List<String> calls = calls().lines().toList();
    assertTrue(
        calls
            .get(0)
            .startsWith(
                "hf download mistralai/Voxtral-Mini-4B-Realtime-2602 params.json"
                    + " consolidated.safetensors tekken.json --revision main --local-dir "),
        calls());
    assertEquals(4, calls.size(), calls());
    for (int i = 1; i < 4; i++) {
      assertTrue(
          calls
              .get(i)
              .startsWith("aws s3 cp --region eu-west-1 --sse aws:kms --sse-kms-key-id arn:k"),
          calls());
    }
    assertTrue(calls.get(3).endsWith("/tekken.json s3://models/voxtral/tekken.json"), calls());
  }

  @Test
  void aModelWithoutItsFilesIsNotCopied() throws Exception {
    missing = "tekken.json";
    Script run = copy("--to", "s3://models/voxtral/", "--model", "org/other");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("copy-model: org/other has no tekken.json"), run.err());
    assertEquals("", run.out());
    assertEquals(2, copy("--to", "s3://models/voxtral").code());
  }

  @Test
  void aDryRunCopiesNothing() throws Exception {
    Script run = copy("--to", "s3://models/", "--dry-run");
    assertEquals(0, run.code(), run.err());
    assertEquals(5, run.out().lines().count(), run.out());
    assertEquals("", calls());
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
    assertEquals("bidi-voxtral:0.27.1-gpu-py312-cu130-0123456789ab\n", run.out());
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

  private Script copy(String... arguments) throws Exception {
    Path bin = tools("", "");
    String made =
        "for file in params.json consolidated.safetensors tekken.json; do"
            + " [ \"$file\" = '"
            + missing
            + "' ] || echo x >\"${!#}/$file\"; done\n";
    String log = "echo \"${0##*/} $*\" >>'" + scratch.resolve("calls") + "'\n";
    Script.standIn(bin, "hf", log + made);
    List<String> command = new ArrayList<>();
    command.add(Script.DIRECTORY.resolve("copy-model").toString());
    command.addAll(List.of(arguments));
    return Script.run(scratch, Map.of("PATH", bin + ":/usr/bin:/bin"), command);
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
    String docked =
        "case \"$1\" in login) cat >/dev/null ;; image) echo '" + digest + "' ;; esac\n";
    Script.standIn(bin, "docker", log + docker + "\n" + docked);
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
