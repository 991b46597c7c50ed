/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import io.github.bedrocktracing.testing.agent.FlowCalls;
import io.github.bedrocktracing.testing.agent.FlowTrace;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Spans;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;

/** Runs of a flow, and the spans of its nodes. */
abstract class FlowNodes {
  static final List<byte[]> RUN = FlowTrace.run(Instant.parse("2026-01-01T00:00:00Z"));

  @AutoClose final FakeBedrock bedrock = FakeBedrock.start();

  List<SpanData> spans(List<byte[]> frames) {
    return FlowCalls.spans(bedrock, frames);
  }

  static SpanData span(List<SpanData> spans, String name) {
    return Spans.named(spans, "invoke_workflow " + name);
  }

  static Map<String, Object> attributes(List<SpanData> spans, String name) {
    return Spans.attributes(span(spans, name));
  }
}
