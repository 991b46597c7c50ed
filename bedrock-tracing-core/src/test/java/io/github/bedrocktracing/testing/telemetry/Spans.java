/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Finds spans among those that were recorded, and what they say. */
public final class Spans {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Spans() {}

  /** Returns the first span of a name; there has to be one. */
  public static SpanData named(List<SpanData> spans, String name) {
    return spans.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }

  /** Returns the attributes of a span by name. */
  public static Map<String, Object> attributes(SpanData span) {
    return MetricPoint.byName(span.getAttributes());
  }

  /** Returns the attributes of the first span of a name, which there has to be. */
  public static Map<String, Object> attributes(List<SpanData> spans, String name) {
    return attributes(named(spans, name));
  }

  /** Returns a textual attribute of a span; null where it has none of the name. */
  public static String text(SpanData span, String name) {
    return span.getAttributes().get(AttributeKey.stringKey(name));
  }

  /** Asserts that an attribute holds JSON, however that is written. */
  public static void assertJson(SpanData span, String name, String expected) throws IOException {
    String text = text(span, name);
    assertThat(text).as(name).isNotNull();
    assertThat(JSON.readTree(text)).as(name).isEqualTo(JSON.readTree(expected));
  }
}
