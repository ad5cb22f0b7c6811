package io.bidiclient.cli.value;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a name of a closed set as options spell it: lower case with hyphens. A wrong one is told
 * with all that there are.
 */
public abstract class EnumReader<E extends Enum<E>> implements ITypeConverter<E> {
  private final Class<E> type;

  protected EnumReader(Class<E> type) {
    this.type = type;
  }

  @Override
  public E convert(String name) {
    for (E value : type.getEnumConstants()) {
      if (spelled(value).equals(name.toLowerCase(Locale.ROOT))) {
        return value;
      }
    }
    throw unknown(name, Arrays.stream(type.getEnumConstants()).map(EnumReader::spelled));
  }

  /** What is said of a name that is not one of the known ones. */
  public static TypeConversionException unknown(String name, Stream<String> known) {
    return new TypeConversionException(
        "'" + name + "' is not one of " + known.collect(Collectors.joining(", ")));
  }

  private static String spelled(Enum<?> value) {
    return spelled(value.name());
  }

  /** The name of a constant as options spell it. */
  public static String spelled(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
