/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report.html;

import static io.github.bedrocktracing.examples.report.html.SampleSpan.chat;
import static io.github.bedrocktracing.examples.report.html.SampleSpan.span;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;

/** Traces with all that the page shows. */
final class SampleTraces {
  static final String SONNET = "global.anthropic.claude-sonnet-4-5-20250929-v1:0";
  static final String NOVA = "amazon.nova-lite-v1:0";

  private static final String SYSTEM =
      "[{\"type\":\"text\",\"content\":\"You plan trips. Answer **briefly**, in the traveller's"
          + " language.\"},{\"type\":\"cache_point\"}]";

  private static final String QUESTION =
      "{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Is Lisbon nice next weekend?"
          + " Here is where I would stay.\"},{\"type\":\"blob\",\"modality\":\"image\",\"mime_type\":"
          + "\"image/png\",\"content\":\"\",\"byte_size\":48213,\"sha256\":"
          + "\"9f2c1d84be0a77c1\"}]}";

  private static final String ASKS =
      "{\"role\":\"assistant\",\"parts\":[{\"type\":\"reasoning\",\"content\":\"The forecast first,"
          + " then places near the hotel.\"},{\"type\":\"text\",\"content\":\"I will look at the"
          + " forecast.\"},{\"type\":\"tool_call\",\"id\":\"tooluse_1\",\"name\":\"get_forecast\","
          + "\"arguments\":{\"city\":\"Lisbon\",\"days\":3,\"metric\":true}}]";

  private static final String RESULT =
      "{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"tooluse_1\","
          + "\"response\":{\"city\":\"Lisbon\",\"days\":[{\"day\":\"Sat\",\"sky\":\"sunny\","
          + "\"degrees\":24},{\"day\":\"Sun\",\"sky\":\"clouds\",\"degrees\":21}]}}]}";

  private static final String ANSWER =
      "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"## A good choice\\n\\n"
          + "The weekend will be **warm and mostly dry**:\\n\\n| day | sky | high |\\n|---|---|---|"
          + "\\n| Sat | sunny | 24 °C |\\n| Sun | clouds | 21 °C |\\n\\n1. Take tram 28 early.\\n"
          + "2. See the *Alfama* at dusk.\\n   - [Miradouro](https://example.com/view)\\n\\n"
          + "```json\\n{\\\"book\\\": true}\\n```\\nAsk with `book(\\\"Lisbon\\\")`"
          + " to book.\"}],\"finish_reason\":\"end_turn\"}]";

  private SampleTraces() {}

  /** A planning agent with two model calls, a tool, a retrieval and a guardrail. */
  static List<SpanData> trip() {
    List<SpanData> spans = new ArrayList<>();
    spans.add(
        span(1, 1, "invoke_agent trip-planner")
            .from(0, 4000)
            .with("gen_ai.operation.name", "invoke_agent")
            .with("gen_ai.agent.name", "trip-planner")
            .with("session.id", "session-31")
            .with("user.id", "user-7")
            .with("gen_ai.input.messages", "[" + QUESTION + "]")
            .with("gen_ai.output.messages", ANSWER)
            .build());
    spans.add(
        span(1, 2, "apply_guardrail gr-trips")
            .below(1)
            .from(40, 240)
            .with("gen_ai.operation.name", "apply_guardrail")
            .with("aws.bedrock.guardrail.action", "NONE")
            .build());
    spans.add(
        chat(1, 3, SONNET)
            .below(1)
            .from(280, 1480)
            .tokens(2310, 84)
            .with("gen_ai.usage.cache_read.input_tokens", 1792)
            .with("gen_ai.usage.reasoning.output_tokens", 30)
            .with("gen_ai.response.time_to_first_chunk", 0.6)
            .with("gen_ai.request.temperature", 0.2)
            .with("gen_ai.request.max_tokens", 1024)
            .with("gen_ai.response.finish_reasons", List.of("tool_use"))
            .with("gen_ai.system_instructions", SYSTEM)
            .with("gen_ai.input.messages", "[" + QUESTION + "]")
            .with("gen_ai.output.messages", "[" + ASKS + ",\"finish_reason\":\"tool_use\"}]")
            .with("llm.cost.usd", 0.00335)
            .build());
    spans.add(
        span(1, 4, "execute_tool get_forecast")
            .below(1)
            .from(1520, 2000)
            .with("gen_ai.operation.name", "execute_tool")
            .with("gen_ai.tool.name", "get_forecast")
            .with("gen_ai.tool.call.arguments", "{\"city\":\"Lisbon\",\"days\":3}")
            .with("gen_ai.tool.call.result", "{\"days\":[{\"day\":\"Sat\",\"sky\":\"sunny\"}]}")
            .build());
    spans.add(
        span(1, 5, "retrieval KBTRIPS001")
            .below(4)
            .from(1600, 1920)
            .with("gen_ai.operation.name", "retrieval")
            .with("gen_ai.retrieval.query.text", "forecast for Lisbon")
            .with(
                "gen_ai.retrieval.documents",
                "[{\"id\":\"doc-1\",\"score\":0.8731,\"content\":\"Sunny until **Sunday**.\"}]")
            .build());
    spans.add(
        chat(1, 6, SONNET)
            .below(1)
            .from(2040, 3960)
            .tokens(2498, 213)
            .with("gen_ai.usage.cache_read.input_tokens", 1792)
            .with("gen_ai.usage.cache_creation.input_tokens", 512)
            .with("gen_ai.response.time_to_first_chunk", 0.48)
            .with("gen_ai.request.temperature", 0.2)
            .with("gen_ai.request.max_tokens", 1024)
            .with("gen_ai.response.finish_reasons", List.of("end_turn"))
            .with("gen_ai.system_instructions", SYSTEM)
            .with("gen_ai.input.messages", "[" + QUESTION + "," + ASKS + "}," + RESULT + "]")
            .with("gen_ai.output.messages", ANSWER)
            .with("llm.cost.usd", 0.00624)
            .build());
    return spans;
  }

  /** A call that the service refuses. */
  static SpanData refused() {
    return chat(2, 1, NOVA)
        .from(-9_000, -8_880)
        .failed("ThrottlingException", "status 429")
        .event(
            "exception",
            Attributes.of(
                AttributeKey.stringKey("exception.type"),
                "software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException",
                AttributeKey.stringKey("exception.stacktrace"),
                "software.amazon.awssdk...ThrottlingException\n\tat example.Trip.plan(Trip.java:42)"))
        .build();
  }

  /** Calls that last 10, 20, … 200 ms, for the percentiles. */
  static List<SpanData> calls() {
    List<SpanData> spans = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      spans.add(
          chat(100 + i, 1, NOVA)
              .from(-20_000 - 1000L * i, -20_000 - 1000L * i + 10L * i)
              .tokens(100, 10)
              .build());
    }
    return spans;
  }

  /** The traces of the picture in the documentation. */
  static List<SpanData> picture() {
    List<SpanData> spans = new ArrayList<>(trip());
    spans.add(refused());
    spans.add(
        chat(3, 1, NOVA)
            .from(-15_300, -14_460)
            .tokens(412, 38)
            .with("gen_ai.response.time_to_first_chunk", 0.31)
            .with("llm.cost.usd", 0.0000338)
            .build());
    spans.add(
        span(4, 1, "POST /questions")
            .from(-41_000, -37_890)
            .with("session.id", "session-30")
            .build());
    spans.add(
        chat(4, 2, "eu.anthropic.claude-haiku-4-5-20251001-v1:0")
            .below(1)
            .from(-40_960, -37_900)
            .tokens(18_420, 640)
            .with("gen_ai.usage.cache_read.input_tokens", 16_384)
            .with("llm.cost.usd", 0.00687)
            .build());
    spans.add(
        span(5, 1, "retrieval KBTRIPS001")
            .from(-52_000, -51_640)
            .with("gen_ai.operation.name", "retrieval")
            .build());
    return spans;
  }

  /** All of these but the picture's. */
  static List<SpanData> all() {
    List<SpanData> spans = new ArrayList<>(trip());
    spans.add(refused());
    spans.addAll(calls());
    return spans;
  }
}
