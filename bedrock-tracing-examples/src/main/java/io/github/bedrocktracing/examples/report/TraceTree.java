/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The text of traces: each a tree of spans, every span above those that it caused. */
public final class TraceTree {
  private final Map<String, List<SpanData>> children;
  private final List<Line> lines = new ArrayList<>();

  private TraceTree(Map<String, List<SpanData>> children) {
    this.children = children;
  }

  /** Returns all traces that these spans are part of, in the order they began. */
  public static String of(Collection<SpanData> spans) {
    Map<String, List<SpanData>> traces =
        spans.stream()
            .sorted(comparingLong(SpanData::getStartEpochNanos))
            .collect(groupingBy(SpanData::getTraceId, LinkedHashMap::new, Collectors.toList()));
    return traces.entrySet().stream()
        .map(trace -> "trace " + trace.getKey() + "\n\n" + text(trace.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String text(List<SpanData> spans) {
    Set<String> ids = spans.stream().map(SpanData::getSpanId).collect(Collectors.toSet());
    TraceTree tree = new TraceTree(spans.stream().collect(groupingBy(SpanData::getParentSpanId)));
    spans.stream()
        .filter(span -> !ids.contains(span.getParentSpanId()))
        .forEach(root -> tree.add(root, Attributes.empty(), "  ", "  "));
    return Line.join(tree.lines);
  }

  private void add(SpanData span, Attributes parent, String indent, String indentBelow) {
    String duration = Millis.between(span.getStartEpochNanos(), span.getEndEpochNanos());
    lines.add(new Line(indent + span.getName(), span.getKind().name(), duration));
    List<SpanData> below = children.getOrDefault(span.getSpanId(), List.of());
    String detailIndent = indentBelow + (below.isEmpty() ? "  " : "| ");
    SpanDetails.of(span.getAttributes(), parent)
        .forEach(detail -> lines.add(new Line(detailIndent + detail, "", "")));
    for (int i = 0; i < below.size(); i++) {
      boolean last = i == below.size() - 1;
      add(
          below.get(i),
          span.getAttributes(),
          indentBelow + (last ? "`- " : "|- "),
          indentBelow + (last ? "   " : "|  "));
    }
  }

  /**
   * A line of the tree.
   *
   * @param text the span's name or one of its details, indented
   * @param kind the span's kind, or nothing in a line of details
   * @param duration the span's duration, or nothing in a line of details
   */
  private record Line(String text, String kind, String duration) {
    static String join(List<Line> lines) {
      int width =
          lines.stream()
              .filter(line -> !line.kind().isEmpty())
              .mapToInt(line -> line.text().length())
              .max()
              .orElse(0);
      return lines.stream().map(line -> line.padded(width)).collect(Collectors.joining());
    }

    private String padded(int width) {
      String padding = " ".repeat(Math.max(0, width - text.length()));
      return kind.isEmpty()
          ? text + "\n"
          : "%s%s  %-8s  %8s%n".formatted(text, padding, kind, duration).replace("\r\n", "\n");
    }
  }
}
