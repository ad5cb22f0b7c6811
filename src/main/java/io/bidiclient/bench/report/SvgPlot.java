package io.bidiclient.bench.report;

import io.bidiclient.bench.measure.StepResult.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plot of lines over two axes that begin at zero, as an SVG element. Owned by one thread. */
final class SvgPlot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 300;
  private static final int LEFT = 60;
  private static final int BOTTOM = 40;
  private static final int TOP = 28;
  private static final int RIGHT = 150;
  private static final int TICKS = 5;
  private static final List<String> COLORS =
      List.of("#1f6f8b", "#c8553d", "#5b8c5a", "#7a4f9a", "#b8860b", "#444444");

  private final String title;
  private final String across;
  private final String up;
  private final List<Line> lines = new ArrayList<>();

  private record Line(String name, List<Point> points) {}

  /**
   * An empty plot.
   *
   * @param across name and unit of the horizontal axis
   * @param up those of the vertical one
   */
  SvgPlot(String title, String across, String up) {
    this.title = title;
    this.across = across;
    this.up = up;
  }

  /** Adds a line; one without points is left out. */
  SvgPlot line(String name, List<Point> points) {
    if (!points.isEmpty()) {
      lines.add(new Line(name, points));
    }
    return this;
  }

  /** The element. */
  String svg() {
    double right = most(lines.stream().flatMap(l -> l.points().stream()).map(Point::x).toList());
    double top = most(lines.stream().flatMap(l -> l.points().stream()).map(Point::y).toList());
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " height=\"%d\"><title>%s</title>%n",
            WIDTH,
            HEIGHT,
            WIDTH,
            HEIGHT,
            title));
    for (int tick = 0; tick <= TICKS; tick++) {
      double x = right * tick / TICKS;
      double y = top * tick / TICKS;
      svg.append(text(x(x, right), HEIGHT - BOTTOM + 16, "middle", number(x)));
      svg.append(text(LEFT - 6, y(y, top) + 4, "end", number(y)));
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>%n",
              LEFT,
              WIDTH - RIGHT,
              y(y, top),
              y(y, top)));
    }
    svg.append(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle", across));
    svg.append(text(LEFT, TOP - 14, "middle", up));
    for (int i = 0; i < lines.size(); i++) {
      svg.append(line(lines.get(i), COLORS.get(i % COLORS.size()), i, right, top));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String line(Line line, String color, int index, double right, double top) {
    StringBuilder points = new StringBuilder();
    StringBuilder marks = new StringBuilder();
    for (Point point : line.points()) {
      double x = x(point.x(), right);
      double y = y(point.y(), top);
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      if (line.points().size() == 1) {
        marks.append(
            String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
                x,
                y,
                color));
      }
    }
    return String.format(
            "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>%n",
            color, points.toString().strip())
        + marks
        + String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"10\" height=\"10\" fill=\"%s\"/>%n",
            WIDTH - RIGHT + 12,
            TOP + 18 * index,
            color)
        + text(WIDTH - RIGHT + 28, TOP + 18 * index + 9, "start", line.name());
  }

  private static String text(double x, double y, String anchor, String text) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
        x,
        y,
        anchor,
        text);
  }

  private static double x(double value, double most) {
    return LEFT + (WIDTH - LEFT - RIGHT) * value / most;
  }

  private static double y(double value, double most) {
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / most;
  }

  /** The end of an axis: the next round number. */
  private static double most(List<Double> values) {
    double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(most, 1e-3))));
    for (double round : new double[] {1, 2, 2.5, 5, 10}) {
      if (most <= round * power) {
        return round * power;
      }
    }
    return most;
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.1f", value);
  }
}
