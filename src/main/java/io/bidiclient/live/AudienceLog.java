package io.bidiclient.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was said on all pages, as numbered lines; the oldest give way once it is full. On the
 * server's event loop.
 */
final class AudienceLog {
  private final int capacity;
  private final NavigableMap<Long, Line> lines = new TreeMap<>();
  private final Map<String, List<Line>> cleared = new HashMap<>();
  private long count;
  private long held;
  private long first;

  /**
   * An empty log.
   *
   * @param capacity the most characters that it holds
   */
  AudienceLog(int capacity) {
    this.capacity = capacity;
  }

  /** A line that is written with its number in it. */
  interface Numbered {
    String at(long seq);
  }

  /** A line, and how it is written under another number; no two are the same. */
  private static final class Line {
    private final String visit;
    private final Numbered again;
    private final String json;

    Line(String visit, Numbered again, String json) {
      this.visit = visit;
      this.again = again;
      this.json = json;
    }
  }

  /** The next line. */
  void add(String visit, Numbered message) {
    Line line = new Line(visit, message, message.at(count));
    lines.put(count++, line);
    held += line.json.length();
    while (held > capacity && lines.size() > 1) {
      Map.Entry<Long, Line> oldest = lines.pollFirstEntry();
      held -= oldest.getValue().json.length();
      first = oldest.getKey() + 1;
    }
  }

  /** Takes the visit's lines out, and keeps them aside. */
  void clear(String visit) {
    List<Line> gone = lines.values().stream().filter(line -> line.visit.equals(visit)).toList();
    lines.values().removeAll(gone);
    gone.forEach(line -> held -= line.json.length());
    cleared.put(visit, gone);
  }

  /** Adds the lines that were taken out last, under new numbers. */
  void restore(String visit) {
    List<Line> back = new ArrayList<>();
    Optional.ofNullable(cleared.remove(visit)).ifPresent(back::addAll);
    back.forEach(line -> add(visit, line.again));
  }

  /** What was taken out cannot be restored any more. */
  void forget(String visit) {
    cleared.remove(visit);
  }

  /** The first line that is still here, from a place on. */
  Optional<Map.Entry<Long, String>> from(long place) {
    return Optional.ofNullable(lines.ceilingEntry(place))
        .map(entry -> Map.entry(entry.getKey(), entry.getValue().json));
  }

  /** Lines before this place have given way to later ones. */
  long first() {
    return first;
  }
}
