/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Replies in Claude's own format, as InvokeModel and InvokeModelWithResponseStream carry it. */
final class ClaudeWire {
  private static final int LATENCY_MILLIS = 80;
  private static final String MESSAGE_ID = "msg_bdrk_embedded";

  private ClaudeWire() {}

  /** Returns the answer of InvokeModel. */
  static Answer whole(String model, Reply reply) {
    String body =
        """
        {"id":"%s","type":"message","role":"assistant","model":"%s",\
        "content":[{"type":"text","text":%s}],\
        "stop_reason":"%s","stop_sequence":null,"usage":%s}"""
            .formatted(
                MESSAGE_ID,
                model,
                JsonText.quote(reply.text()),
                reply.stopReason(),
                usage(reply.usage(), reply.usage().output()));
    return new Answer.Json(200, countHeaders(reply.usage()), body);
  }

  /** Returns the answer of InvokeModelWithResponseStream. */
  static Answer stream(String model, Reply reply) {
    List<EventFrame> frames = new ArrayList<>();
    frames.add(messageStart(model, reply.usage()));
    frames.add(
        EventFrame.chunk(
            """
            {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"""));
    for (String piece : reply.pieces()) {
      frames.add(textDelta(piece));
    }
    frames.add(EventFrame.chunk("{\"type\":\"content_block_stop\",\"index\":0}"));
    frames.add(messageDelta(reply));
    frames.add(messageStop(reply.usage()));
    return new Answer.Stream(Map.of("x-amzn-bedrock-content-type", "application/json"), frames);
  }

  private static EventFrame messageStart(String model, Usage usage) {
    return EventFrame.chunk(
        """
        {"type":"message_start","message":{"id":"%s","type":"message","role":"assistant",\
        "model":"%s","content":[],"stop_reason":null,"stop_sequence":null,"usage":%s}}"""
            .formatted(MESSAGE_ID, model, usage(usage, 1)));
  }

  private static EventFrame textDelta(String piece) {
    return EventFrame.chunk(
        """
        {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":%s}}"""
            .formatted(JsonText.quote(piece)));
  }

  private static EventFrame messageDelta(Reply reply) {
    return EventFrame.chunk(
        """
        {"type":"message_delta","delta":{"stop_reason":"%s","stop_sequence":null},\
        "usage":{"output_tokens":%d}}"""
            .formatted(reply.stopReason(), reply.usage().output()));
  }

  private static EventFrame messageStop(Usage usage) {
    return EventFrame.chunk(
        """
        {"type":"message_stop","amazon-bedrock-invocationMetrics":{"inputTokenCount":%d,\
        "outputTokenCount":%d,"invocationLatency":%d,"firstByteLatency":%d,\
        "cacheReadInputTokenCount":%d,"cacheWriteInputTokenCount":%d}}"""
            .formatted(
                usage.input(),
                usage.output(),
                LATENCY_MILLIS,
                LATENCY_MILLIS / 2,
                usage.cacheRead(),
                usage.cacheWrite()));
  }

  private static Map<String, String> countHeaders(Usage usage) {
    return Map.of(
        "x-amzn-bedrock-invocation-latency", Integer.toString(LATENCY_MILLIS),
        "x-amzn-bedrock-input-token-count", Integer.toString(usage.input()),
        "x-amzn-bedrock-output-token-count", Integer.toString(usage.output()),
        "x-amzn-bedrock-cache-read-input-token-count", Integer.toString(usage.cacheRead()),
        "x-amzn-bedrock-cache-write-input-token-count", Integer.toString(usage.cacheWrite()));
  }

  private static String usage(Usage usage, int output) {
    return """
    {"input_tokens":%d,"cache_creation_input_tokens":%d,"cache_read_input_tokens":%d,\
    "output_tokens":%d}"""
        .formatted(usage.input(), usage.cacheWrite(), usage.cacheRead(), output);
  }
}
