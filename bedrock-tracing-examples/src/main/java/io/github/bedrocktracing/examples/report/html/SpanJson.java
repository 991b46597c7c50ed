/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report.html;

import static io.github.bedrocktracing.examples.report.html.ScriptSafeJson.wellFormed;

import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A span as the JSON object that the page's script reads.
 *
 * <p>{@code start} is in microseconds since 1970, which a number of JavaScript holds exactly;
 * {@code duration}, and {@code at} of an event, in nanoseconds from there. Attributes keep their
 * names; those that hold JSON text stay text, which the page reads when somebody looks at the span.
 */
final class SpanJson {
  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
  private static final long NANOS_PER_MICRO = 1_000;

  /** The largest integer up to which a number of JavaScript holds every one. */
  private static final long MAX_EXACT = (1L << 53) - 1;

  private SpanJson() {}

  /** Returns the text of one object. */
  static String of(SpanData span) {
    return ScriptSafeJson.text(json -> write(span, json));
  }

  private static void write(SpanData span, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("trace", span.getTraceId());
    json.writeStringField("span", span.getSpanId());
    if (SpanId.isValid(span.getParentSpanId())) {
      json.writeStringField("parent", span.getParentSpanId());
    }
    json.writeStringField("name", wellFormed(span.getName()));
    json.writeStringField("kind", span.getKind().name());
    json.writeNumberField("start", span.getStartEpochNanos() / NANOS_PER_MICRO);
    json.writeNumberField("duration", span.getEndEpochNanos() - span.getStartEpochNanos());
    writeStatus(span.getStatus(), json);
    String service = span.getResource().getAttribute(SERVICE);
    if (service != null) {
      json.writeStringField("service", wellFormed(service));
    }
    json.writeStringField("scope", wellFormed(span.getInstrumentationScopeInfo().getName()));
    writeAttributes(span.getAttributes(), json);
    writeEvents(span, json);
    writeLinks(span.getLinks(), json);
    json.writeEndObject();
  }

  private static void writeStatus(StatusData status, JsonGenerator json) throws IOException {
    if (status.getStatusCode() == StatusCode.UNSET) {
      return;
    }
    json.writeStringField("status", status.getStatusCode().name());
    if (!status.getDescription().isEmpty()) {
      json.writeStringField("statusText", wellFormed(status.getDescription()));
    }
  }

  private static void writeEvents(SpanData span, JsonGenerator json) throws IOException {
    if (span.getEvents().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("events");
    for (EventData event : span.getEvents()) {
      json.writeStartObject();
      json.writeStringField("name", wellFormed(event.getName()));
      json.writeNumberField("at", event.getEpochNanos() - span.getStartEpochNanos());
      writeAttributes(event.getAttributes(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeLinks(List<LinkData> links, JsonGenerator json) throws IOException {
    if (links.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("links");
    for (LinkData link : links) {
      json.writeStartObject();
      json.writeStringField("trace", link.getSpanContext().getTraceId());
      json.writeStringField("span", link.getSpanContext().getSpanId());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeAttributes(Attributes attributes, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart("attributes");
    for (Map.Entry<AttributeKey<?>, Object> attribute : attributes.asMap().entrySet()) {
      json.writeFieldName(wellFormed(attribute.getKey().getKey()));
      writeValue(attribute.getValue(), json);
    }
    json.writeEndObject();
  }

  private static void writeValue(Object value, JsonGenerator json) throws IOException {
    if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        writeValue(element, json);
      }
      json.writeEndArray();
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Long number && number >= -MAX_EXACT && number <= MAX_EXACT) {
      json.writeNumber(number);
    } else if (value instanceof Double number && Double.isFinite(number)) {
      json.writeNumber(number);
    } else if (value instanceof Value<?> structure) {
      json.writeString(wellFormed(structure.asString()));
    } else {
      json.writeString(wellFormed(String.valueOf(value)));
    }
  }
}
