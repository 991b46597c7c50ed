/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.telemetry;

import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Spans as indented lines: each below its parent, in the order in which they began. */
public final class SpanTree {
  private SpanTree() {}

  /** Returns the names, with tokens, failures and what else tells steps apart. */
  public static String of(List<SpanData> spans) {
    return of(spans, span -> "");
  }

  /** Returns the names and what else tells steps apart, each behind words of the test's own. */
  public static String of(List<SpanData> spans, Function<SpanData, String> prefix) {
    StringBuilder text = new StringBuilder();
    List<String> ids = spans.stream().map(SpanData::getSpanId).toList();
    for (SpanData span : sorted(spans)) {
      if (!ids.contains(span.getParentSpanId())) {
        add(text, span, spans, "", prefix);
      }
    }
    return text.toString();
  }

  /** Returns one span's line. */
  public static String line(SpanData span) {
    Map<String, Object> attributes = MetricPoint.byName(span.getAttributes());
    StringBuilder line = new StringBuilder(span.getName());
    if (attributes.containsKey("gen_ai.usage.input_tokens")) {
      line.append(' ').append(attributes.get("gen_ai.usage.input_tokens"));
      line.append('/').append(attributes.get("gen_ai.usage.output_tokens"));
    }
    add(line, attributes, "aws.bedrock.agent.step.type");
    add(line, attributes, "aws.bedrock.retrieval.document_count");
    add(line, attributes, "aws.bedrock.guardrail.action");
    add(line, attributes, "aws.bedrock.stream.outcome");
    add(line, attributes, "error.type");
    if (attributes.containsKey("aws.bedrock.agent.step.unfinished")) {
      line.append(" unfinished");
    }
    if (span.getStatus().getStatusCode() != StatusData.unset().getStatusCode()) {
      line.append(' ').append(span.getStatus().getStatusCode());
    }
    for (EventData event : span.getEvents()) {
      line.append(" +").append(event.getName().replace("aws.bedrock.agent.", ""));
    }
    return line.toString();
  }

  private static void add(
      StringBuilder text,
      SpanData span,
      List<SpanData> spans,
      String indent,
      Function<SpanData, String> prefix) {
    text.append(prefix.apply(span)).append(indent).append(line(span)).append('\n');
    for (SpanData child : sorted(spans)) {
      if (child.getParentSpanId().equals(span.getSpanId())) {
        add(text, child, spans, indent + "  ", prefix);
      }
    }
  }

  private static void add(StringBuilder line, Map<String, Object> attributes, String name) {
    if (attributes.containsKey(name)) {
      line.append(' ').append(attributes.get(name));
    }
  }

  /** The sort is stable: of spans that began at once, the one that was told first. */
  private static List<SpanData> sorted(List<SpanData> spans) {
    return spans.stream().sorted(Comparator.comparing(SpanData::getStartEpochNanos)).toList();
  }
}
