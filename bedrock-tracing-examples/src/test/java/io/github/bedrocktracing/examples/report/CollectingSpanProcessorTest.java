/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CollectingSpanProcessorTest {
  private final CollectingSpanProcessor spans = new CollectingSpanProcessor();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(spans).build();
  private final Tracer tracer = provider.get("test");

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void awaitSpans_waitsForASpanThatEndsElsewhere() throws InterruptedException {
    Span span = tracer.spanBuilder("late").startSpan();
    new Thread(span::end).start();

    assertThat(spans.awaitSpans(Duration.ofMinutes(1)))
        .extracting(SpanData::getName)
        .containsExactly("late");
  }

  @Test
  void awaitSpans_givesUpOnASpanThatNeverEnds() throws InterruptedException {
    tracer.spanBuilder("endless").startSpan();
    tracer.spanBuilder("short").startSpan().end();

    assertThat(spans.awaitSpans(Duration.ofMillis(1)))
        .extracting(SpanData::getName)
        .containsExactly("short");
  }
}
