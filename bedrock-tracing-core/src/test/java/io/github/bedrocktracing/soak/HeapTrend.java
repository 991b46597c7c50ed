/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the heap that is in use grows with the number of calls that were made. */
final class HeapTrend {
  private final List<Point> points = new ArrayList<>();

  /** Takes what is in use after so many calls, in bytes. */
  void add(long calls, long bytes) {
    points.add(new Point(calls, bytes));
  }

  /** Returns by how many bytes the last is larger than the first. */
  long growth() {
    return points.get(points.size() - 1).bytes - points.get(0).bytes;
  }

  /**
   * Returns how many bytes are kept of each call: the median of the slopes between any two points,
   * which one point that is off does not move.
   */
  double bytesPerCall() {
    List<Double> slopes = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      for (Point later : points.subList(i + 1, points.size())) {
        slopes.add(
            (double) (later.bytes - points.get(i).bytes)
                / Math.max(1, later.calls - points.get(i).calls));
      }
    }
    return slopes.stream().sorted().skip(slopes.size() / 2).findFirst().orElse(0.0);
  }

  @Override
  public String toString() {
    return points.stream()
        .map(
            point -> String.format(Locale.ROOT, "%d calls: %d KiB", point.calls, point.bytes >> 10))
        .collect(Collectors.joining(", "));
  }

  private record Point(long calls, long bytes) {}
}
