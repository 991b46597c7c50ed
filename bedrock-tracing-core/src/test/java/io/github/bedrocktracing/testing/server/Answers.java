/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.server;

import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** The simplest requests of Converse, and answers to them. */
public final class Answers {
  private Answers() {}

  /** Returns an answer of Converse with a text and these counts. */
  public static String converse(String usage) {
    return """
        {"output":{"message":{"role":"assistant","content":[{"text":"Hi"}]}},
         "stopReason":"end_turn","usage":%s,"metrics":{"latencyMs":1}}"""
        .formatted(usage);
  }

  /** Returns an answer of Converse with a text. */
  public static String converse() {
    return converse("{\"inputTokens\":3,\"outputTokens\":2,\"totalTokens\":5}");
  }

  /** Returns the events of a whole answer of ConverseStream. */
  public static byte[] converseStream() {
    return EventStreams.concat(
        EventStreams.event("messageStart", "{\"role\":\"assistant\"}"),
        EventStreams.event(
            "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hi\"}}"),
        EventStreams.event("contentBlockStop", "{\"contentBlockIndex\":0}"),
        EventStreams.event("messageStop", "{\"stopReason\":\"end_turn\"}"),
        EventStreams.event(
            "metadata",
            "{\"usage\":{\"inputTokens\":3,\"outputTokens\":2,\"totalTokens\":5},"
                + "\"metrics\":{\"latencyMs\":1}}"));
  }

  /** Returns a request of Converse to a model. */
  public static ConverseRequest request(String model) {
    return ConverseRequest.builder().modelId(model).messages(hello()).build();
  }

  /** Returns a request of ConverseStream to a model. */
  public static ConverseStreamRequest streamRequest(String model) {
    return ConverseStreamRequest.builder().modelId(model).messages(hello()).build();
  }

  private static Message hello() {
    return Message.builder()
        .role(ConversationRole.USER)
        .content(ContentBlock.fromText("Hello"))
        .build();
  }
}
