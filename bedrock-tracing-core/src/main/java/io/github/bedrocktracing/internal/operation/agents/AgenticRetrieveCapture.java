/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.agents;

import io.github.bedrocktracing.internal.agent.AgenticRetrieveAccumulator;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.Target;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.inference.step.AgentListener;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.operation.capture.SdkMembers;
import io.github.bedrocktracing.internal.operation.capture.SdkTree;
import io.github.bedrocktracing.internal.stream.StreamAccumulator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** Reads AgenticRetrieveStream, by which a model looks things up until it has found enough. */
final class AgenticRetrieveCapture extends StepStreamCapture {
  @Override
  public InferenceRequest.Builder newRequest() {
    return InferenceRequest.builder(OperationName.RETRIEVAL).stream(true);
  }

  @Override
  public InferenceRequest request(SdkRequest request) {
    List<String> ids = new ArrayList<>();
    Long wanted = null;
    if (SdkMembers.member(request, "retrievers") instanceof List<?> retrievers) {
      for (Object retriever : retrievers) {
        Object base = SdkMembers.path(retriever, "configuration", "knowledgeBase");
        String id = SdkMembers.text(base, "knowledgeBaseId");
        if (id != null) {
          ids.add(id);
        }
        wanted = SdkMembers.numberAt(base, "retrievalOverrides", "maxNumberOfResults");
      }
    }
    InferenceRequest.Builder builder =
        newRequest()
            .model(
                SdkMembers.textAt(
                    request,
                    "agenticRetrieveConfiguration",
                    "foundationModelConfiguration",
                    "bedrockFoundationModelConfiguration",
                    "modelConfiguration",
                    "modelArn"))
            .target(target(ids))
            .guardrailId(
                SdkMembers.textAt(
                    request,
                    "policyConfiguration",
                    "bedrockGuardrailConfiguration",
                    "guardrailId"));
    if (wanted != null && ids.size() == 1) {
      builder.topK(wanted);
    }
    return builder.build();
  }

  @Override
  public InputContent inputContent(SdkRequest request, CaptureLimits limits) {
    List<ChatMessage> messages = new ArrayList<>();
    String query = null;
    for (JsonObject message : SdkTree.json(request).objects("messages")) {
      String text = message.object("content").text("text");
      if (text != null) {
        query = text;
        messages.add(
            new ChatMessage(
                message.text("role", ChatMessage.USER), List.of(new MessagePart.Text(text))));
      }
    }
    // What is looked up is the last thing that was said.
    return new InputContent(List.of(), messages, List.of(), query);
  }

  @Override
  StreamAccumulator newAccumulator(@Nullable CaptureLimits content, AgentListener listener) {
    return new AgenticRetrieveAccumulator(content, listener);
  }

  private static @Nullable Target target(List<String> ids) {
    if (ids.isEmpty()) {
      return null;
    }
    return ids.size() == 1
        ? new Target.KnowledgeBase(ids.get(0))
        : new Target.KnowledgeBases(List.copyOf(ids));
  }
}
