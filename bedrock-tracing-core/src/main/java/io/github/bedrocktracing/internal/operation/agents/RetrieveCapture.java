/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.agents;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.ResponseFact;
import io.github.bedrocktracing.internal.inference.Target;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import io.github.bedrocktracing.internal.operation.capture.SdkMembers;
import io.github.bedrocktracing.internal.operation.capture.SdkTree;
import io.github.bedrocktracing.internal.wire.RetrievedDocuments;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** Reads Retrieve, which looks a question up in a knowledge base. */
final class RetrieveCapture implements OperationCapture {
  private static final String CONFIGURATION = "retrievalConfiguration";
  private static final String RESULTS = "retrievalResults";

  @Override
  public InferenceRequest.Builder newRequest() {
    return InferenceRequest.builder(OperationName.RETRIEVAL);
  }

  @Override
  public InferenceRequest request(SdkRequest request) {
    String id = SdkMembers.text(request, "knowledgeBaseId");
    InferenceRequest.Builder builder =
        newRequest()
            .target(id == null ? null : new Target.KnowledgeBase(id))
            .guardrailId(SdkMembers.textAt(request, "guardrailConfiguration", "guardrailId"));
    Long wanted = wanted(SdkMembers.member(request, CONFIGURATION));
    if (wanted != null) {
      builder.topK(wanted);
    }
    return builder.build();
  }

  @Override
  public InputContent inputContent(SdkRequest request, CaptureLimits limits) {
    return InputContent.ofQuery(SdkMembers.textAt(request, "retrievalQuery", "text"));
  }

  @Override
  public InferenceResponse.Builder response(SdkResponse response, @Nullable CaptureLimits content) {
    InferenceResponse.Builder builder =
        InferenceResponse.builder().guardrailAction(SdkMembers.text(response, "guardrailAction"));
    if (SdkMembers.member(response, RESULTS) instanceof List<?> results) {
      builder.fact(ResponseFact.DOCUMENTS, results.size());
    }
    if (content != null) {
      builder.documents(RetrievedDocuments.of(SdkTree.json(response), RESULTS, content));
    }
    return builder;
  }

  /** Returns how many results a configuration of a search asks for, whichever search it is. */
  static @Nullable Long wanted(@Nullable Object configuration) {
    Long vector =
        SdkMembers.numberAt(configuration, "vectorSearchConfiguration", "numberOfResults");
    return vector == null
        ? SdkMembers.numberAt(configuration, "managedSearchConfiguration", "numberOfResults")
        : vector;
  }
}
