package software.amazon.awssdk.regions;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The classes that the SDK's build writes, found by the way in which it names them. */
final class GeneratedClass {
  private GeneratedClass() {}

  /** The words of an identifier as a class has them: {@code UsEast1} for {@code us-east-1}. */
  static String name(String identifier) {
    return Arrays.stream(identifier.split("[^A-Za-z0-9]+", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  /** An object of the class of this name, if there is one. */
  static <T> Optional<T> make(String name, Class<T> type) {
    try {
      return Optional.of(
          Class.forName(name).asSubclass(type).getDeclaredConstructor().newInstance());
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the SDK's " + name + " cannot be made", e);
    }
  }
}
