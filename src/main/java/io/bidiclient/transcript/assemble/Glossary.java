package io.bidiclient.transcript.assemble;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is written where the model writes something else: names and terms that it does not know. A
 * phrase is found between the bounds of words, in the longest form that fits; one in small letters
 * is found in any case, one with a capital only as it stands. White space between its words may be
 * any. Immutable.
 */
public final class Glossary {
  /** Changes nothing. */
  public static final Glossary EMPTY = new Glossary(List.of());

  private static final Pattern ARROW = Pattern.compile("\\s*(?:→|->|=>|\\t)\\s*");

  /** By the first code point, the longest ahead. */
  private final Map<Integer, List<GlossaryEntry>> entries;

  private Glossary(List<GlossaryEntry> entries) {
    this.entries =
        entries.stream()
            .sorted(Comparator.comparing(GlossaryEntry::length).reversed())
            .collect(Collectors.groupingBy(GlossaryEntry::first));
  }

  /**
   * A glossary of lines {@code wrong → right}; {@code ->}, {@code =>} and a tab do as well.
   *
   * @throws IllegalArgumentException where a line is none, or two say different things of the same
   */
  public static Glossary of(List<String> lines) {
    List<GlossaryEntry> entries = new ArrayList<>();
    for (String line : lines) {
      GlossaryEntry entry = entry(line);
      for (GlossaryEntry other : entries) {
        if (other.isSameAs(entry) && !other.right().equals(entry.right())) {
          throw new IllegalArgumentException(
              "'" + entry.wrong() + "' cannot be both " + other.right() + " and " + entry.right());
        }
      }
      entries.add(entry);
    }
    return new Glossary(entries);
  }

  private static GlossaryEntry entry(String line) {
    String[] sides = ARROW.split(line.strip(), -1);
    if (sides.length != 2 || Stream.of(sides).anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("'" + line + "' is not of the form WRONG → RIGHT");
    }
    return GlossaryEntry.of(sides[0], sides[1]);
  }

  /** Whether it changes nothing. */
  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Those that may begin with the code point, the longest ahead. */
  List<GlossaryEntry> beginningWith(int codePoint) {
    return entries.getOrDefault(GlossaryEntry.folded(codePoint), List.of());
  }
}
