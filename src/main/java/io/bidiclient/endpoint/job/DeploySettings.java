package io.bidiclient.endpoint.job;

import io.bidiclient.endpoint.StackException;
import io.bidiclient.endpoint.StackException.Category;
import io.bidiclient.endpoint.StackState;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a stack is to be. What is not given stays as the stack has it.
 *
 * @param parameters values of the template's parameters
 * @param tags put on all that the stack holds
 * @param price of an instance an hour, only to be shown
 * @param life after which the stack deletes itself; zero takes that away again
 * @param agreed whether nobody is to be asked
 */
public record DeploySettings(
    Map<String, String> parameters,
    Map<String, String> tags,
    Optional<BigDecimal> price,
    Optional<Duration> life,
    boolean agreed) {
  /** The template's own defaults of what is looked at here; a test holds them to it. */
  static final Map<String, String> DEFAULTS =
      Map.of(
          "EndpointName", "voxtral-realtime",
          "InstanceType", "ml.g6.4xlarge",
          "MinInstances", "1",
          "MaxInstances", "2",
          "StreamsPerInstance", "3",
          "MaxNumSeqs", "4",
          "ModelBucket", "",
          "VolumeKey", "",
          "NetworkIsolation", "off",
          "DeleteAt", "");

  private static final Pattern INSTANCE_TYPE = Pattern.compile("ml\\.[a-z0-9-]+\\.[a-z0-9-]+");

  /**
   * Instances with disks of their own, which SageMaker encrypts by itself and with no other key.
   */
  private static final Pattern OWN_DISKS =
      Pattern.compile("ml\\.(g4dn|g5|g6|g6e|g7e|gr6|p4d|p4de|p5|p5e|p5en|p6.*)\\..*");

  /** SageMaker's limit for the value of one variable. */
  private static final int VARIABLE_BYTES = 1024;

  private static final Duration SHORTEST_LIFE = Duration.ofMinutes(30);

  /** Copies the maps. */
  public DeploySettings {
    parameters = Map.copyOf(parameters);
    tags = Map.copyOf(tags);
  }

  /** A parameter's value, or the template's default. */
  static String value(Map<String, String> parameters, String name) {
    return parameters.getOrDefault(name, DEFAULTS.getOrDefault(name, ""));
  }

  /** The same as a number; 0 where it is none. */
  static int number(Map<String, String> parameters, String name) {
    String text = value(parameters, name);
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }

  /**
   * The parameters to ask for, once all that can be told without AWS is found to be right.
   *
   * @param before the stack as it is; empty where there is none
   */
  Map<String, String> checked(Optional<StackState> before, Instant now) throws StackException {
    Map<String, String> asked = new LinkedHashMap<>(parameters);
    if (life.isPresent()) {
      asked.put("DeleteAt", life.get().isZero() ? "" : end(now));
    }
    checkImage(asked, before.isEmpty());
    Map<String, String> whole = whole(asked, before);
    checkInstances(whole);
    checkRest(whole);
    return asked;
  }

  /** All parameters as they would be. */
  static Map<String, String> whole(Map<String, String> asked, Optional<StackState> before) {
    Map<String, String> whole = new HashMap<>(DEFAULTS);
    before.ifPresent(state -> whole.putAll(state.parameters()));
    whole.putAll(asked);
    return whole;
  }

  private String end(Instant now) throws StackException {
    if (life.orElseThrow().compareTo(SHORTEST_LIFE) < 0) {
      throw wrong("--for is shorter than a deployment may take", "give 30m or more, or --for off");
    }
    return now.plus(life.get()).truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "");
  }

  private static void checkImage(Map<String, String> asked, boolean fresh) throws StackException {
    if (!asked.containsKey("ImageUri")) {
      if (fresh) {
        throw wrong("a new stack needs --image", "build and push one with scripts/container/build");
      }
      return;
    }
    String text = asked.get("ImageUri");
    ImageUri image =
        ImageUri.parse(text)
            .orElseThrow(
                () ->
                    wrong(
                        "not an image in ECR: " + text,
                        "give ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY:TAG or"
                            + " ...@sha256:DIGEST, as scripts/container/build prints it"));
    asked.putIfAbsent("ImageRepository", image.repository());
    if (!asked.containsKey("Cuda")) {
      asked.put(
          "Cuda",
          image
              .cuda()
              .orElseThrow(
                  () ->
                      wrong(
                          "the image's name does not contain its CUDA version: " + text,
                          "give --cuda 12 or --cuda 13: a wrong driver fails without any log")));
    }
  }

  private static void checkInstances(Map<String, String> whole) throws StackException {
    String type = whole.get("InstanceType");
    if (!INSTANCE_TYPE.matcher(type).matches()) {
      throw wrong("not an instance type: " + type, "give one such as ml.g6.4xlarge");
    }
    for (String name : new String[] {"MinInstances", "MaxInstances", "StreamsPerInstance"}) {
      if (number(whole, name) < 1) {
        throw wrong(name + " is not a number above 0: " + whole.get(name), "give 1 or more");
      }
    }
    int least = number(whole, "MinInstances");
    int most = number(whole, "MaxInstances");
    if (least > most) {
      throw wrong(
          "at least " + least + " instances and at most " + most + " cannot be",
          "raise --max-instances or lower --min-instances");
    }
    int aimed = number(whole, "StreamsPerInstance");
    int carried = number(whole, "MaxNumSeqs");
    if (aimed >= carried) {
      throw wrong(
          "scaling at " + aimed + " streams an instance comes too late: it carries " + carried,
          "lower --streams-per-instance, or raise MaxNumSeqs with --parameter");
    }
  }

  private static void checkRest(Map<String, String> whole) throws StackException {
    if (!whole.get("VolumeKey").isEmpty()
        && OWN_DISKS.matcher(whole.get("InstanceType")).matches()) {
      throw wrong(
          whole.get("InstanceType") + " has disks of its own, for which AWS takes no VolumeKey",
          "leave VolumeKey out: these disks are always encrypted");
    }
    if (whole.get("NetworkIsolation").equals("on") && whole.get("ModelBucket").isEmpty()) {
      throw wrong(
          "a container without a network cannot fetch the model from the hub",
          "give --model-data, or leave NetworkIsolation off");
    }
    int bytes = whole.getOrDefault("Variables", "").getBytes(StandardCharsets.UTF_8).length;
    if (bytes > VARIABLE_BYTES) {
      throw wrong(
          "the variables of --env are " + bytes + " bytes long, and SageMaker takes 1024",
          "put the longest ones into the image");
    }
  }

  private static StackException wrong(String what, String hint) {
    return new StackException(Category.VALUE, what, hint);
  }
}
