/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Replies in the format of Converse and ConverseStream. */
final class ConverseWire {
  private static final int LATENCY_MILLIS = 80;

  private ConverseWire() {}

  /** Returns the answer of Converse. */
  static Answer whole(Reply reply) {
    return Answer.json(
        """
        {"output":{"message":{"role":"assistant","content":[%s]}},\
        "stopReason":"%s","usage":%s,"metrics":{"latencyMs":%d}}"""
            .formatted(
                String.join(",", content(reply)),
                reply.stopReason(),
                usage(reply.usage()),
                LATENCY_MILLIS));
  }

  /** Returns the answer of ConverseStream. */
  static Answer stream(Reply reply) {
    List<EventFrame> frames = new ArrayList<>();
    frames.add(EventFrame.event("messageStart", "{\"role\":\"assistant\"}"));
    for (String piece : reply.pieces()) {
      frames.add(delta(0, "{\"text\":%s}".formatted(JsonText.quote(piece))));
    }
    frames.add(stop(0));
    ToolCall tool = reply.toolCall();
    if (tool != null) {
      frames.add(toolStart(tool));
      frames.add(
          delta(1, "{\"toolUse\":{\"input\":%s}}".formatted(JsonText.quote(tool.arguments()))));
      frames.add(stop(1));
    }
    frames.add(
        EventFrame.event("messageStop", "{\"stopReason\":\"%s\"}".formatted(reply.stopReason())));
    frames.add(
        EventFrame.event(
            "metadata",
            "{\"usage\":%s,\"metrics\":{\"latencyMs\":%d}}"
                .formatted(usage(reply.usage()), LATENCY_MILLIS)));
    return Answer.stream(frames);
  }

  private static List<String> content(Reply reply) {
    Stream<String> text = Stream.of("{\"text\":%s}".formatted(JsonText.quote(reply.text())));
    ToolCall tool = reply.toolCall();
    if (tool == null) {
      return text.toList();
    }
    String toolUse =
        """
        {"toolUse":{"toolUseId":"%s","name":"%s","input":%s}}"""
            .formatted(tool.id(), tool.name(), tool.arguments());
    return Stream.concat(text, Stream.of(toolUse)).toList();
  }

  private static EventFrame toolStart(ToolCall tool) {
    return EventFrame.event(
        "contentBlockStart",
        """
        {"contentBlockIndex":1,"start":{"toolUse":{"toolUseId":"%s","name":"%s"}}}"""
            .formatted(tool.id(), tool.name()));
  }

  private static EventFrame delta(int index, String delta) {
    return EventFrame.event(
        "contentBlockDelta", "{\"contentBlockIndex\":%d,\"delta\":%s}".formatted(index, delta));
  }

  private static EventFrame stop(int index) {
    return EventFrame.event("contentBlockStop", "{\"contentBlockIndex\":%d}".formatted(index));
  }

  private static String usage(Usage usage) {
    return """
    {"inputTokens":%d,"outputTokens":%d,"totalTokens":%d,\
    "cacheReadInputTokens":%d,"cacheWriteInputTokens":%d}"""
        .formatted(
            usage.input(), usage.output(), usage.total(), usage.cacheRead(), usage.cacheWrite());
  }
}
