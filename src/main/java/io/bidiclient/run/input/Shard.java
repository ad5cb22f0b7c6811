package io.bidiclient.run.input;

import io.bidiclient.problem.CommandException;
import io.bidiclient.problem.ExitCode;
import io.bidiclient.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * One of several parts of a list of inputs. An input belongs to the part that the CRC-32 of its
 * name in UTF-8 chooses: the same on every machine, whatever else is in the list.
 *
 * @param index from 0
 * @param count parts in all
 */
public record Shard(int index, int count) {
  private static final Pattern FORM = Pattern.compile("(?:(\\d{1,6})/|env/)(\\d{1,6})|env");

  /** Where schedulers tell a task which it is, and how many there are. */
  private static final String[] INDEX = {"AWS_BATCH_JOB_ARRAY_INDEX", "JOB_COMPLETION_INDEX"};

  private static final String COUNT = "AWS_BATCH_JOB_ARRAY_SIZE";

  /** Whether the input is one of this part. */
  public boolean holds(String input) {
    CRC32 hash = new CRC32();
    hash.update(input.replace('\\', '/').getBytes(StandardCharsets.UTF_8));
    return hash.getValue() % count == index;
  }

  /**
   * A part as it was asked for.
   *
   * @param index absent where the environment tells
   * @param count absent where the environment tells
   */
  public record Choice(Optional<Integer> index, Optional<Integer> count) {
    /** The part that is meant. */
    public Shard in(Map<String, String> environment) throws CommandException {
      int part = index.isPresent() ? index.get() : number(environment, INDEX);
      int parts = count.isPresent() ? count.get() : number(environment, COUNT);
      if (part >= parts) {
        throw usage("--shard: there is no part " + part + " of " + parts + ", they count from 0");
      }
      return new Shard(part, parts);
    }

    @Override
    public String toString() {
      String parts = count.map(n -> "/" + n).orElse("");
      return index.map(String::valueOf).orElse("env") + parts;
    }

    private static int number(Map<String, String> environment, String... names)
        throws CommandException {
      for (String name : names) {
        String value = environment.getOrDefault(name, "");
        if (value.matches("\\d{1,6}")) {
          return Integer.parseInt(value);
        }
      }
      throw usage("--shard env: the environment has no number in " + String.join(" or ", names));
    }

    private static CommandException usage(String message) {
      return new CommandException(
          new Problem(ExitCode.USAGE, message, "give it as --shard I/N, such as --shard 0/4"));
    }
  }

  /** Reads {@code I/N}, {@code env/N} or {@code env}. */
  public static final class Reader implements ITypeConverter<Choice> {
    @Override
    public Choice convert(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw new TypeConversionException("'" + text + "' is no part such as 0/4, env/4 or env");
      }
      return new Choice(
          Optional.ofNullable(form.group(1)).map(Integer::valueOf),
          Optional.ofNullable(form.group(2)).map(Integer::valueOf));
    }
  }
}
