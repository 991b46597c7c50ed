/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.content;

import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;

/** A conversation with tools, its answer, and the messages that are recorded of it. */
final class WeatherConversation {
  static final String MODEL = "anthropic.claude-3-5-sonnet-20240620-v1:0";

  static final String ANSWER =
      """
      {"output":{"message":{"role":"assistant","content":[
        {"reasoningContent":{"reasoningText":{"text":"They want weather.","signature":"c2ln"}}},
        {"text":"I will look."},
        {"toolUse":{"toolUseId":"t1","name":"weather","input":{"city":"Oslo"}}},
        {"toolUse":{"toolUseId":"t2","name":"weather","input":{"city":"Rome"}}}]}},
       "stopReason":"tool_use","usage":{"inputTokens":10,"outputTokens":5,"totalTokens":15},
       "metrics":{"latencyMs":7}}
      """;

  static final String ANSWER_MESSAGES =
      """
      [{"role":"assistant","parts":[
        {"type":"reasoning","content":"They want weather."},
        {"type":"text","content":"I will look."},
        {"type":"tool_call","id":"t1","name":"weather","arguments":{"city":"Oslo"}},
        {"type":"tool_call","id":"t2","name":"weather","arguments":{"city":"Rome"}}],
        "finish_reason":"tool_call"}]
      """;

  private WeatherConversation() {}

  static ConverseRequest conversation() {
    return ConverseRequest.builder()
        .modelId(MODEL)
        .system(SystemContentBlock.builder().text("Be kind.").build())
        .messages(
            user("Weather in Paris?"),
            Message.builder()
                .role(ConversationRole.ASSISTANT)
                .content(
                    ContentBlock.fromToolUse(
                        t ->
                            t.toolUseId("t0")
                                .name("weather")
                                .input(
                                    Document.mapBuilder()
                                        .putString("city", "Paris")
                                        .putNumber("days", 2)
                                        .build())))
                .build(),
            Message.builder()
                .role(ConversationRole.USER)
                .content(
                    ContentBlock.fromToolResult(
                        t -> t.toolUseId("t0").content(ToolResultContentBlock.fromText("rain"))))
                .build())
        .toolConfig(
            t ->
                t.tools(
                    Tool.fromToolSpec(
                        spec ->
                            spec.name("weather")
                                .description("Tells the weather.")
                                .inputSchema(
                                    s ->
                                        s.json(
                                            Document.mapBuilder()
                                                .putString("type", "object")
                                                .putDocument(
                                                    "properties",
                                                    Document.mapBuilder()
                                                        .putDocument(
                                                            "city",
                                                            Document.mapBuilder()
                                                                .putString("type", "string")
                                                                .build())
                                                        .build())
                                                .build())))))
        .build();
  }

  static Message user(String text) {
    return Message.builder()
        .role(ConversationRole.USER)
        .content(ContentBlock.fromText(text))
        .build();
  }
}
