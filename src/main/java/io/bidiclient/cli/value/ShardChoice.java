package io.bidiclient.cli.value;

import io.bidiclient.run.settings.Shard;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A shard as it was asked for.
 *
 * @param index absent where the environment tells
 * @param count absent where the environment tells
 */
public record ShardChoice(Optional<Integer> index, Optional<Integer> count) {
  private static final Pattern FORM = Pattern.compile("(?:(\\d{1,6})/|env/)(\\d{1,6})|env");

  /** Where schedulers tell a task which it is, and how many there are. */
  private static final String[] INDEX = {"AWS_BATCH_JOB_ARRAY_INDEX", "JOB_COMPLETION_INDEX"};

  private static final String COUNT = "AWS_BATCH_JOB_ARRAY_SIZE";

  /** The shard that is meant. */
  public Shard in(Map<String, String> environment) {
    int part = index.isPresent() ? index.get() : number(environment, INDEX);
    int parts = count.isPresent() ? count.get() : number(environment, COUNT);
    if (parts == 0) {
      throw new IllegalArgumentException("--shard: the inputs have at least one part, not 0");
    }
    if (part >= parts) {
      throw new IllegalArgumentException(
          "--shard: there is no part " + part + " of " + parts + ", they count from 0");
    }
    return new Shard(part, parts);
  }

  /** As it is given on the command line. */
  @Override
  public String toString() {
    String parts = count.map(n -> "/" + n).orElse("");
    return index.map(String::valueOf).orElse("env") + parts;
  }

  private static int number(Map<String, String> environment, String... names) {
    for (String name : names) {
      String value = environment.getOrDefault(name, "");
      if (value.matches("\\d{1,6}")) {
        return Integer.parseInt(value);
      }
    }
    throw new IllegalArgumentException(
        "--shard env: the environment has no number in " + String.join(" or ", names));
  }

  /** Reads {@code I/N}, {@code env/N} or {@code env}. */
  public static final class Reader implements ITypeConverter<ShardChoice> {
    @Override
    public ShardChoice convert(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw new TypeConversionException("'" + text + "' is no part such as 0/4, env/4 or env");
      }
      return new ShardChoice(
          Optional.ofNullable(form.group(1)).map(Integer::valueOf),
          Optional.ofNullable(form.group(2)).map(Integer::valueOf));
    }
  }
}
