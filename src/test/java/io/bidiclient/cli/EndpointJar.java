package io.bidiclient.cli;

import io.bidiclient.JarProcess;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The packaged program's endpoint commands before the stand-in for AWS. */
final class EndpointJar {
  private final Map<String, String> environment = new HashMap<>(JarProcess.AWS_KEYS);

  EndpointJar(AwsStandIn aws) {
    environment.put("AWS_MAX_ATTEMPTS", "1");
    environment.put("AWS_ENDPOINT_URL", aws.url());
  }

  EndpointJar env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** A command in the stand-in's region, looking as often as it may. */
  JarProcess command(String... arguments) {
    return plain(
        Stream.of(arguments, new String[] {"--region", "eu-west-1", "--poll", "2s"})
            .flatMap(Stream::of)
            .toArray(String[]::new));
  }

  /** A command with nothing but what is given. */
  JarProcess plain(String... arguments) {
    String[] all =
        Stream.of(new String[] {"endpoint"}, arguments).flatMap(Stream::of).toArray(String[]::new);
    return JarProcess.of(all).env(environment);
  }

  /** What was said, without what the clock on the wall decides. */
  static String timeless(String said) {
    return said.replaceAll("(?m)^ +\\d+:\\d\\d  ", "       T  ")
        .replaceAll("after \\d+:\\d\\d", "after T")
        .replaceAll("2 h \\d+ min ago", "2 h ago")
        .replaceAll("\\d h \\d+ min, at", "H, at")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:]+Z", "TIME");
  }
}
