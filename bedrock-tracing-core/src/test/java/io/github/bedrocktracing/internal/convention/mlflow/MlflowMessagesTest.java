/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import static io.github.bedrocktracing.internal.convention.mlflow.Results.json;
import static io.github.bedrocktracing.internal.convention.mlflow.Results.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrocktracing.internal.inference.message.BinaryContent;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.inference.message.MessagePart.Blob;
import io.github.bedrocktracing.internal.inference.message.MessagePart.Generic;
import io.github.bedrocktracing.internal.inference.message.MessagePart.Reasoning;
import io.github.bedrocktracing.internal.inference.message.MessagePart.ServerToolCall;
import io.github.bedrocktracing.internal.inference.message.MessagePart.ServerToolCallResponse;
import io.github.bedrocktracing.internal.inference.message.MessagePart.Text;
import io.github.bedrocktracing.internal.inference.message.MessagePart.ToolCall;
import io.github.bedrocktracing.internal.inference.message.MessagePart.ToolCallResponse;
import io.github.bedrocktracing.internal.inference.message.MessagePart.Uri;
import io.github.bedrocktracing.internal.inference.message.ToolDefinition;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages in Converse's shape, and in OpenAI's where the Chat tab cannot show the former. */
class MlflowMessagesTest {
  private static final BinaryContent KEPT = BinaryContent.of(new byte[] {1, 2, 3}, 3);
  private static final BinaryContent NOT_KEPT = BinaryContent.of(new byte[] {1, 2, 3}, 0);

  @Test
  void textsAndTools_haveConversesShape_andNoSecondCopy() {
    Attributes attributes =
        Results.chat()
            .asks("Weather in Lisbon and Porto?")
            .says(
                ChatMessage.ASSISTANT,
                new Text("I look."),
                new ToolCall("t1", "weather", Map.of("city", "Lisbon")))
            .says(ChatMessage.TOOL, new ToolCallResponse("t1", Map.of("degrees", 21)))
            .answers(new Text("21."), new ToolCall("t2", "weather", Map.of("city", "Porto")))
            .attributes();

    assertThat(json(attributes, "mlflow.spanInputs").path("messages"))
        .isEqualTo(
            json(
                """
                [{'role': 'user',
                  'content': [{'type': 'text', 'text': 'Weather in Lisbon and Porto?'}]},
                 {'role': 'assistant', 'content': [
                   {'type': 'text', 'text': 'I look.'},
                   {'toolUse': {'toolUseId': 't1', 'name': 'weather',
                                'input': {'city': 'Lisbon'}}}]},
                 {'role': 'user', 'content': [
                   {'toolResult': {'toolUseId': 't1',
                                   'content': [{'json': {'degrees': 21}}]}}]}]"""));
    assertThat(json(attributes, "mlflow.spanOutputs").path("output"))
        .isEqualTo(
            json(
                """
                {'message': {'role': 'assistant', 'content': [
                  {'type': 'text', 'text': '21.'},
                  {'toolUse': {'toolUseId': 't2', 'name': 'weather',
                               'input': {'city': 'Porto'}}}]}}"""));
    assertThat(text(attributes, "mlflow.message.format")).isEqualTo("bedrock");
    assertThat(text(attributes, "mlflow.chat.messages")).isNull();
  }

  static Stream<Results> conversationsBeyondConversesShape() {
    return Stream.of(
        question().system(new Text("Be brief.")).answers("Yes."),
        question().answers(new Reasoning("Hm."), new Text("Yes.")),
        question().answers(new Blob("image", "image/png", KEPT)),
        Results.chat().says(ChatMessage.USER, new Blob("image", "image/png", KEPT)).answers("A."),
        Results.chat().says(ChatMessage.USER, new Uri("image", null, "s3://b/k")).answers("A."),
        Results.chat().says(ChatMessage.USER, new Generic("guard", Map.of())).answers("A."),
        question()
            .says(ChatMessage.TOOL, new ToolCallResponse("a", "1"), new ToolCallResponse("b", "2"))
            .answers("A."),
        question().answers("First.").answers("Second."),
        question(),
        Results.chat().answers("Unasked."),
        question().answers(new MessagePart[0]));
  }

  @ParameterizedTest
  @MethodSource("conversationsBeyondConversesShape")
  void whatTheChatTabCannotShowInConversesShape_isThereInOpenAis(Results results) {
    Attributes attributes = results.attributes();

    assertThat(text(attributes, "mlflow.message.format")).isNull();
    assertThat(json(attributes, "mlflow.chat.messages")).isNotEmpty();
  }

  @Test
  void chatMessages_beginWithTheInstructions_andShowReasoningOnItsOwn() {
    Attributes attributes =
        question()
            .system(new Text("Be brief."), new Text("Be kind."))
            .answers(new Reasoning("Hm."), new Text("Yes."), new Text("Of course."))
            .attributes();

    assertThat(json(attributes, "mlflow.chat.messages"))
        .isEqualTo(
            json(
                """
                [{'role': 'system', 'content': [{'type': 'text', 'text': 'Be brief.'},
                                                {'type': 'text', 'text': 'Be kind.'}]},
                 {'role': 'user', 'content': 'Well?'},
                 {'role': 'assistant', 'content': [{'type': 'text', 'text': 'Yes.'},
                                                   {'type': 'text', 'text': 'Of course.'}],
                  'reasoning': 'Hm.'}]"""));
    assertThat(json(attributes, "mlflow.spanInputs").path("system"))
        .isEqualTo(
            json("[{'type': 'text', 'text': 'Be brief.'}, {'type': 'text', 'text': 'Be kind.'}]"));
    assertThat(json(attributes, "mlflow.spanOutputs").at("/output/message/content/0"))
        .isEqualTo(json("{'reasoningContent': {'reasoningText': {'text': 'Hm.'}}}"));
  }

  @Test
  void chatMessages_keepParallelToolCallsAndEachOfTheirResults() {
    Attributes attributes =
        Results.chat()
            .says(
                ChatMessage.ASSISTANT,
                new ToolCall("a", "weather", Map.of("city", "Lisbon")),
                new ToolCall("b", "weather", "{cut"))
            .says(
                ChatMessage.TOOL,
                new ToolCallResponse("a", "21"),
                new ToolCallResponse("b", List.of(new Text("19"), new Text("20"))),
                new Text("Go on."))
            .answers("Mild.")
            .attributes();

    assertThat(json(attributes, "mlflow.chat.messages"))
        .isEqualTo(
            json(
                """
                [{'role': 'assistant', 'tool_calls': [
                   {'id': 'a', 'type': 'function',
                    'function': {'name': 'weather', 'arguments': '{\\"city\\":\\"Lisbon\\"}'}},
                   {'id': 'b', 'type': 'function',
                    'function': {'name': 'weather', 'arguments': '{cut'}}]},
                 {'role': 'tool', 'tool_call_id': 'a', 'content': '21'},
                 {'role': 'tool', 'tool_call_id': 'b',
                  'content': [{'type': 'text', 'text': '19'}, {'type': 'text', 'text': '20'}]},
                 {'role': 'user', 'content': 'Go on.'},
                 {'role': 'assistant', 'content': 'Mild.'}]"""));
  }

  @Test
  void images_areShown_otherMediaAreNamed() {
    Attributes attributes =
        Results.chat()
            .says(
                ChatMessage.USER,
                new Blob("image", "image/png", KEPT),
                new Blob("image", null, NOT_KEPT),
                new Uri("image", "image/png", "https://example.com/a.png"),
                new Uri("image", null, "s3://bucket/key"),
                new Blob("document", "application/pdf", NOT_KEPT),
                new Generic("cachePoint", Map.of()),
                new Generic("truncated", Map.of("dropped_parts", 2)))
            .answers("Fine.")
            .attributes();

    assertThat(json(attributes, "mlflow.chat.messages").at("/0/content"))
        .isEqualTo(
            json(
                """
                [{'type': 'image_url', 'image_url': {'url': 'data:image/png;base64,AQID'}},
                 {'type': 'text', 'text': '[image, 3 bytes]'},
                 {'type': 'image_url', 'image_url': {'url': 'https://example.com/a.png'}},
                 {'type': 'text', 'text': '[image: s3://bucket/key]'},
                 {'type': 'text', 'text': '[document application/pdf, 3 bytes]'},
                 {'type': 'text', 'text': '[cachePoint]'},
                 {'type': 'text', 'text': '[truncated {\\"dropped_parts\\":2}]'}]"""));
    assertThat(json(attributes, "mlflow.spanInputs").at("/messages/0/content"))
        .isEqualTo(
            json(
                """
                [{'image': {'format': 'png', 'source': {'bytes': 'AQID'}}},
                 {'image': {'source': {'byte_size': 3, 'sha256': '%1$s'}}},
                 {'image': {'format': 'png', 'source': {'url': 'https://example.com/a.png'}}},
                 {'image': {'source': {'s3Location': {'uri': 's3://bucket/key'}}}},
                 {'document': {'format': 'pdf', 'source': {'byte_size': 3, 'sha256': '%1$s'}}},
                 {'cachePoint': {}},
                 {'truncated': {'dropped_parts': 2}}]"""
                    .formatted(NOT_KEPT.sha256())));
  }

  @Test
  void toolsOfTheService_areCallsToo() {
    Attributes attributes =
        question()
            .answers(
                new ServerToolCall("s", "search", Map.of("query", "span")),
                new ServerToolCallResponse("s", Map.of("hits", 2)),
                new Text("Two."))
            .attributes();

    JsonNode messages = json(attributes, "mlflow.chat.messages");
    assertThat(messages.at("/1"))
        .isEqualTo(json("{'role': 'tool', 'tool_call_id': 's', 'content': '{\\\"hits\\\":2}'}"));
    assertThat(messages.at("/2/tool_calls/0/function/name").asText()).isEqualTo("search");
    assertThat(json(attributes, "mlflow.spanOutputs").at("/output/message/content/0/toolUse/type"))
        .isEqualTo(json("'server_tool_use'"));
  }

  @Test
  void tools_haveOpenAisShape_andConversesInTheInputs() {
    Attributes attributes =
        question()
            .offers(
                new ToolDefinition("function", "weather", "In a city", Map.of("type", "object")),
                new ToolDefinition("systemTool", "search", null, null))
            .answers("Yes.")
            .attributes();

    assertThat(json(attributes, "mlflow.chat.tools"))
        .isEqualTo(
            json(
                """
                [{'type': 'function', 'function': {'name': 'weather', 'description': 'In a city',
                                                   'parameters': {'type': 'object'}}},
                 {'type': 'function', 'function': {'name': 'search'}}]"""));
    assertThat(json(attributes, "mlflow.spanInputs").path("toolConfig"))
        .isEqualTo(
            json(
                """
                {'tools': [{'toolSpec': {'name': 'weather', 'description': 'In a city',
                                         'inputSchema': {'json': {'type': 'object'}}}},
                           {'systemTool': {'name': 'search'}}]}"""));
  }

  @Test
  void furtherAnswers_standBesideTheFirst() {
    Attributes attributes = question().answers("First.").answers("Second.").attributes();

    JsonNode output = json(attributes, "mlflow.spanOutputs").path("output");
    assertThat(output.at("/message/content/0/text").asText()).isEqualTo("First.");
    assertThat(output.at("/alternatives/0/content/0/text").asText()).isEqualTo("Second.");
    assertThat(json(attributes, "mlflow.chat.messages")).hasSize(3);
  }

  @Test
  void earlierTurns_thatConversesShapeCannotShow_stayInTheirOrder_onTheirSide() {
    Attributes attributes =
        question()
            .system(new Text("Be brief."))
            .says(ChatMessage.ASSISTANT, new Text("Well."))
            .asks("And?")
            .answers("Fine.")
            .response(r -> r.finishReason("end_turn"))
            .attributes();

    assertThat(json(attributes, "mlflow.spanInputs").path("messages"))
        .isEqualTo(
            json(
                """
                [{'role': 'system', 'content': 'Be brief.'}, {'role': 'user', 'content': 'Well?'},
                 {'role': 'assistant', 'content': 'Well.'}, {'role': 'user', 'content': 'And?'}]"""));
    JsonNode outputs = json(attributes, "mlflow.spanOutputs");
    assertThat(outputs.path("choices"))
        .isEqualTo(
            json(
                """
                [{'index': 0, 'message': {'role': 'assistant', 'content': 'Fine.'},
                  'finish_reason': 'stop'}]"""));
    assertThat(outputs.path("stopReason").asText()).isEqualTo("end_turn");
    assertThat(json(attributes, "mlflow.chat.messages")).hasSize(5);
  }

  private static Results question() {
    return Results.chat().asks("Well?");
  }
}
