/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrocktracing.internal.inference.Completion;
import io.github.bedrocktracing.internal.inference.Cost;
import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.InferenceResult;
import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.RecordedContent;
import io.github.bedrocktracing.internal.inference.RetrievedDocument;
import io.github.bedrocktracing.internal.inference.SessionContext;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.inference.message.ToolDefinition;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Executions made by hand, and what the flavour says of them. */
final class Results {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final InferenceRequest.Builder request;
  private final InferenceResponse.Builder response = InferenceResponse.builder();
  private final List<MessagePart> system = new ArrayList<>();
  private final List<ChatMessage> input = new ArrayList<>();
  private final List<ChatMessage> output = new ArrayList<>();
  private final List<ToolDefinition> tools = new ArrayList<>();
  private final List<RetrievedDocument> documents = new ArrayList<>();
  private String query;
  private boolean content;
  private Failure failure;
  private String requestId;
  private Cost cost;
  private Map<String, String> tags = Map.of();
  private boolean root = true;

  private Results(OperationName operation) {
    request = InferenceRequest.builder(operation).model("anthropic.claude-3-haiku-20240307-v1:0");
  }

  /** Returns an execution of Converse of which nothing is recorded. */
  static Results chat() {
    return new Results(OperationName.CHAT);
  }

  static Results of(OperationName operation) {
    return new Results(operation);
  }

  Results request(Consumer<InferenceRequest.Builder> change) {
    change.accept(request);
    return this;
  }

  Results response(Consumer<InferenceResponse.Builder> change) {
    change.accept(response);
    return this;
  }

  Results usage(Long inputTokens, Long outputTokens) {
    return response(
        r -> {
          if (inputTokens != null) {
            r.bodyUsage().uncachedInput(inputTokens);
          }
          if (outputTokens != null) {
            r.bodyUsage().output(outputTokens);
          }
        });
  }

  Results system(MessagePart... parts) {
    content = true;
    system.addAll(List.of(parts));
    return this;
  }

  Results says(String role, MessagePart... parts) {
    content = true;
    input.add(new ChatMessage(role, List.of(parts)));
    return this;
  }

  Results asks(String text) {
    return says(ChatMessage.USER, new MessagePart.Text(text));
  }

  Results answers(MessagePart... parts) {
    content = true;
    output.add(new ChatMessage(ChatMessage.ASSISTANT, List.of(parts), "stop"));
    return this;
  }

  Results answers(String text) {
    return answers(new MessagePart.Text(text));
  }

  Results offers(ToolDefinition... definitions) {
    content = true;
    tools.addAll(List.of(definitions));
    return this;
  }

  Results looksUp(String text) {
    content = true;
    query = text;
    return this;
  }

  Results finds(RetrievedDocument document) {
    content = true;
    documents.add(document);
    return this;
  }

  Results fails() {
    failure = new Failure("ValidationException", "refused", "ValidationException", "", null);
    return this;
  }

  Results requestId(String id) {
    requestId = id;
    return this;
  }

  Results costs(Cost money) {
    cost = money;
    return this;
  }

  Results tags(Map<String, String> words, boolean onRoot) {
    tags = words;
    root = onRoot;
    return this;
  }

  /** Returns the attributes of the flavour. */
  Attributes attributes() {
    MessageContent recorded =
        new MessageContent(
            new InputContent(system, input, tools, query), output, documents, List.of());
    return new MlflowFlavor()
        .atEnd(
            new InferenceResult(
                request.build(),
                new Completion(response.build(), null, failure, requestId, 0, null),
                content
                    ? new RecordedContent(recorded, null, null, List.of())
                    : RecordedContent.NONE,
                new SessionContext(null, null, null, tags),
                cost),
            root);
  }

  /** Returns an attribute of text; null when it is not there. */
  static String text(Attributes attributes, String name) {
    return attributes.get(AttributeKey.stringKey(name));
  }

  /** Returns an attribute that is JSON text; null when it is not there. */
  static JsonNode json(Attributes attributes, String name) {
    String text = text(attributes, name);
    try {
      return text == null ? null : JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(name + " is no JSON: " + text, e);
    }
  }

  /** Returns JSON written with single quotes. */
  static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }
}
