/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.agents;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.Target;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import io.github.bedrocktracing.internal.operation.capture.SdkMembers;
import io.github.bedrocktracing.internal.operation.capture.SdkTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** Reads GenerateQuery, which turns a question into SQL for the tables of a knowledge base. */
final class GenerateQueryCapture implements OperationCapture {
  @Override
  public InferenceRequest.Builder newRequest() {
    return InferenceRequest.builder(OperationName.GENERATE_CONTENT);
  }

  @Override
  public InferenceRequest request(SdkRequest request) {
    String arn =
        SdkMembers.textAt(
            request,
            "transformationConfiguration",
            "textToSqlConfiguration",
            "knowledgeBaseConfiguration",
            "knowledgeBaseArn");
    return newRequest()
        .target(
            arn == null ? null : new Target.KnowledgeBase(arn.substring(arn.lastIndexOf('/') + 1)))
        .outputType("text")
        .build();
  }

  @Override
  public InputContent inputContent(SdkRequest request, CaptureLimits limits) {
    return InputContent.ofUser(SdkMembers.textAt(request, "queryGenerationInput", "text"));
  }

  @Override
  public InferenceResponse.Builder response(SdkResponse response, @Nullable CaptureLimits content) {
    InferenceResponse.Builder builder = InferenceResponse.builder();
    if (content != null) {
      List<MessagePart> queries = new ArrayList<>();
      for (JsonObject query : SdkTree.json(response).objects("queries")) {
        queries.add(new MessagePart.Text(query.text("sql", "")));
      }
      builder.outputMessages(ChatMessage.alone(ChatMessage.ASSISTANT, queries));
    }
    return builder;
  }
}
