/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTreeTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String OTHER_TRACE = "1af7651916cd43dd8448eb211c80319c";
  private static final Attributes STREAM =
      Attributes.builder()
          .put("gen_ai.usage.input_tokens", 110)
          .put("gen_ai.usage.cache_read.input_tokens", 100)
          .put("gen_ai.usage.cache_creation.input_tokens", 0)
          .put("gen_ai.usage.output_tokens", 7)
          .put("gen_ai.response.time_to_first_chunk", 0.0416)
          .put(AttributeKey.stringArrayKey("gen_ai.response.finish_reasons"), "end_turn")
          .build();

  @Test
  void of_setsChildrenBelowTheirParentInTheOrderTheyBegan() {
    String text =
        TraceTree.of(
            List.of(
                span(TRACE, 3, 1, "chat b", SpanKind.CLIENT, 30, 80, STREAM),
                span(TRACE, 2, 1, "chat a", SpanKind.CLIENT, 10, 30, Attributes.empty()),
                span(TRACE, 1, 0, "example", SpanKind.INTERNAL, 0, 1090, Attributes.empty())));

    assertThat(text)
        .isEqualTo(
            """
            trace 0af7651916cd43dd8448eb211c80319c

              example    INTERNAL   1090 ms
              |- chat a  CLIENT       20 ms
              `- chat b  CLIENT       50 ms
                   first chunk    after 42 ms
                   tokens         110 in (100 read from cache), 7 out
                   finish reason  end_turn
            """);
  }

  @Test
  void of_drawsTheBranchOnThroughDetailsAndGrandchildren() {
    Attributes error = Attributes.builder().put("error.type", "ThrottlingException").build();
    String text =
        TraceTree.of(
            List.of(
                span(TRACE, 1, 0, "agent", SpanKind.CLIENT, 0, 9, error),
                span(TRACE, 2, 1, "step", SpanKind.INTERNAL, 1, 4, Attributes.empty()),
                span(TRACE, 3, 2, "chat", SpanKind.CLIENT, 2, 3, error),
                span(TRACE, 4, 1, "last", SpanKind.INTERNAL, 5, 6, Attributes.empty())));

    assertThat(text)
        .endsWith(
            """
              agent       CLIENT        9 ms
              | error type     ThrottlingException
              |- step     INTERNAL      3 ms
              |  `- chat  CLIENT        1 ms
              |       error type     ThrottlingException
              `- last     INTERNAL      1 ms
            """);
  }

  @Test
  void of_showsTracesApartAndSpansOfUnknownParentsAsRoots() {
    String text =
        TraceTree.of(
            List.of(
                span(OTHER_TRACE, 1, 0, "second", SpanKind.CLIENT, 5, 6, Attributes.empty()),
                span(TRACE, 2, 9, "first", SpanKind.CLIENT, 0, 1, Attributes.empty())));

    assertThat(text)
        .isEqualTo(
            """
            trace 0af7651916cd43dd8448eb211c80319c

              first  CLIENT        1 ms

            trace 1af7651916cd43dd8448eb211c80319c

              second  CLIENT        1 ms
            """);
  }

  private static SpanData span(
      String trace,
      int id,
      int parent,
      String name,
      SpanKind kind,
      long startMillis,
      long endMillis,
      Attributes attributes) {
    return TestSpanData.builder()
        .setSpanContext(context(trace, id))
        .setParentSpanContext(parent == 0 ? SpanContext.getInvalid() : context(trace, parent))
        .setName(name)
        .setKind(kind)
        .setStartEpochNanos(startMillis * 1_000_000)
        .setEndEpochNanos(endMillis * 1_000_000)
        .setHasEnded(true)
        .setStatus(StatusData.unset())
        .setAttributes(attributes)
        .build();
  }

  private static SpanContext context(String trace, int id) {
    return SpanContext.create(
        trace, "%016x".formatted(id), TraceFlags.getSampled(), TraceState.getDefault());
  }
}
