/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import io.github.bedrocktracing.ToolRunner;
import io.github.bedrocktracing.TracedWork;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;

/** An agent that answers questions about the weather with one tool. */
final class WeatherAgent {
  private static final String GET_WEATHER = "get_weather";

  /** A model that asks for the tool again and again is stopped. */
  private static final int MAX_TURNS = 5;

  private final BedrockRuntimeClient bedrock;
  private final String modelId;

  // readme:start tool-runner
  private final ToolRunner tools =
      ToolRunner.builder().tool(GET_WEATHER, input -> weatherIn(input)).build();

  // readme:end tool-runner

  WeatherAgent(BedrockRuntimeClient bedrock, String modelId) {
    this.bedrock = bedrock;
    this.modelId = modelId;
  }

  /** Returns the answer to a question, with the whole work in one trace. */
  String answer(String question) {
    // readme:start agent
    return TracedWork.agent("weather").input(question).call(() -> converse(question));
    // readme:end agent
  }

  private String converse(String question) {
    List<Message> messages = new ArrayList<>();
    messages.add(
        Message.builder()
            .role(ConversationRole.USER)
            .content(ContentBlock.fromText(question))
            .build());
    for (int turn = 0; turn < MAX_TURNS; turn++) {
      ConverseResponse response =
          bedrock.converse(
              request ->
                  request.modelId(modelId).messages(messages).toolConfig(c -> c.tools(tool())));
      if (response.stopReason() != StopReason.TOOL_USE) {
        return text(response);
      }
      messages.add(response.output().message());
      messages.add(tools.run(response));
    }
    return "The model did not come to an answer.";
  }

  private static Document weatherIn(Document input) {
    return Document.mapBuilder()
        .putDocument("city", input.asMap().get("city"))
        .putString("sky", "sunny")
        .putNumber("degrees", 21)
        .build();
  }

  private static String text(ConverseResponse response) {
    StringBuilder text = new StringBuilder();
    for (ContentBlock block : response.output().message().content()) {
      if (block.text() != null) {
        text.append(block.text());
      }
    }
    return text.toString();
  }

  private static Tool tool() {
    Document city =
        Document.mapBuilder()
            .putString("type", "object")
            .putMap("properties", p -> p.putMap("city", c -> c.putString("type", "string")))
            .build();
    return Tool.fromToolSpec(
        spec ->
            spec.name(GET_WEATHER)
                .description("The weather in a city")
                .inputSchema(schema -> schema.json(city)));
  }
}
