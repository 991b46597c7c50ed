/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report.html;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A span that a test describes, at times in milliseconds after one moment. */
final class SampleSpan {
  static final long EPOCH_MILLIS = 1_795_000_000_000L;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final String name;
  private final AttributesBuilder attributes = Attributes.builder();
  private final List<EventData> events = new ArrayList<>();
  private final SpanContext context;
  private SpanContext parent = SpanContext.getInvalid();
  private StatusData status = StatusData.unset();
  private String service = "sample";
  private long start;
  private long end = 1;

  private SampleSpan(String name, int trace, int span) {
    this.name = name;
    this.context = context(trace, span);
  }

  /** Begins a span with these numbers for ids. */
  static SampleSpan span(int trace, int span, String name) {
    return new SampleSpan(name, trace, span);
  }

  /** Begins a span of an operation on a model. */
  static SampleSpan chat(int trace, int span, String model) {
    return span(trace, span, "chat " + model)
        .with("gen_ai.operation.name", "chat")
        .with("gen_ai.request.model", model);
  }

  SampleSpan below(int span) {
    parent =
        SpanContext.create(
            context.getTraceId(), spanId(span), TraceFlags.getSampled(), TraceState.getDefault());
    return this;
  }

  SampleSpan from(long startMillis, long endMillis) {
    start = startMillis;
    end = endMillis;
    return this;
  }

  SampleSpan service(String name) {
    service = name;
    return this;
  }

  SampleSpan with(String attribute, String value) {
    attributes.put(attribute, value);
    return this;
  }

  SampleSpan with(String attribute, long value) {
    attributes.put(attribute, value);
    return this;
  }

  SampleSpan with(String attribute, double value) {
    attributes.put(attribute, value);
    return this;
  }

  SampleSpan with(String attribute, List<String> values) {
    attributes.put(AttributeKey.stringArrayKey(attribute), values);
    return this;
  }

  SampleSpan tokens(long input, long output) {
    return with("gen_ai.usage.input_tokens", input).with("gen_ai.usage.output_tokens", output);
  }

  SampleSpan event(String eventName, Attributes of) {
    events.add(EventData.create(nanos(start), eventName, of));
    return this;
  }

  SampleSpan failed(String type, String description) {
    status = StatusData.create(StatusCode.ERROR, description);
    return with("error.type", type);
  }

  SpanData build() {
    return TestSpanData.builder()
        .setName(name)
        .setKind(SpanKind.CLIENT)
        .setSpanContext(context)
        .setParentSpanContext(parent)
        .setStartEpochNanos(nanos(start))
        .setEndEpochNanos(nanos(end))
        .setStatus(status)
        .setHasEnded(true)
        .setAttributes(attributes.build())
        .setEvents(events)
        .setTotalRecordedEvents(events.size())
        .setInstrumentationScopeInfo(InstrumentationScopeInfo.create("io.github.bedrocktracing"))
        .setResource(
            Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service)))
        .build();
  }

  private static long nanos(long millis) {
    return (EPOCH_MILLIS + millis) * NANOS_PER_MILLI;
  }

  private static SpanContext context(int trace, int span) {
    return SpanContext.create(
        String.format(Locale.ROOT, "%032x", trace),
        spanId(span),
        TraceFlags.getSampled(),
        TraceState.getDefault());
  }

  private static String spanId(int span) {
    return String.format(Locale.ROOT, "%016x", span);
  }
}
