/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import static io.github.bedrocktracing.internal.convention.mlflow.Results.json;
import static io.github.bedrocktracing.internal.convention.mlflow.Results.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.RecordedContent;
import io.github.bedrocktracing.internal.inference.SessionContext;
import io.github.bedrocktracing.internal.inference.Work;
import io.github.bedrocktracing.internal.inference.WorkResult;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What MLflow is told of the program's own agents and tools. */
class MlflowAgentTest {
  private static final Work AGENT = new Work.Agent("weather", null);
  private static final Work TOOL = new Work.Tool("get_weather", null, "t-1");
  private static final ChatMessage QUESTION =
      new ChatMessage(ChatMessage.USER, List.of(new MessagePart.Text("Is it warm?")));
  private static final ChatMessage ANSWER =
      new ChatMessage(ChatMessage.ASSISTANT, List.of(new MessagePart.Text("It is.")), "stop");

  @Test
  void agent_hasItsConversationInTheShapeOfAChatCompletion() {
    Attributes attributes = attributes(AGENT, List.of(QUESTION), List.of(ANSWER));

    assertThat(text(attributes, "mlflow.spanType")).isEqualTo("AGENT");
    assertThat(json(attributes, "mlflow.spanInputs"))
        .isEqualTo(json("{'messages': [{'role': 'user', 'content': 'Is it warm?'}]}"));
    assertThat(json(attributes, "mlflow.spanOutputs"))
        .isEqualTo(
            json(
                """
                {'choices': [{'index': 0, 'finish_reason': 'stop',
                              'message': {'role': 'assistant', 'content': 'It is.'}}]}"""));
    assertThat(text(attributes, "mlflow.chat.messages")).isNull();
  }

  @Test
  void agentWithoutAnAnswer_isAConversationAllTheSame() {
    Attributes attributes = attributes(AGENT, List.of(QUESTION), List.of());

    assertThat(text(attributes, "mlflow.spanOutputs")).isNull();
    assertThat(json(attributes, "mlflow.chat.messages"))
        .isEqualTo(json("[{'role': 'user', 'content': 'Is it warm?'}]"));
  }

  @Test
  void agentWithoutContent_hasItsTypeAlone_andNeverUsageOrCost() {
    RecordedContent none = RecordedContent.NONE;

    assertThat(
            new MlflowFlavor()
                .atEnd(new WorkResult(AGENT, null, none, SessionContext.NONE))
                .asMap())
        .hasSize(1);
    assertThat(attributes(AGENT, List.of(QUESTION), List.of(ANSWER)).asMap().keySet())
        .noneMatch(key -> key.getKey().contains("Usage") || key.getKey().contains("llm"));
  }

  @Test
  void tool_isReadByTheNamesOfTheConventions() {
    assertThat(attributes(TOOL, List.of(QUESTION), List.of(ANSWER)).asMap()).hasSize(1);
  }

  private static Attributes attributes(
      Work work, List<ChatMessage> input, List<ChatMessage> output) {
    MessageContent content =
        new MessageContent(new InputContent(List.of(), input, List.of()), output);
    return new MlflowFlavor()
        .atEnd(
            new WorkResult(
                work,
                null,
                new RecordedContent(content, null, null, List.of()),
                SessionContext.NONE));
  }
}
