/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.agentcore;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.ResponseFact;
import io.github.bedrocktracing.internal.inference.Target;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import io.github.bedrocktracing.internal.operation.capture.SdkMembers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** Reads calls of a memory of AgentCore: which memory and how many records, not what they say. */
final class MemoryCapture implements OperationCapture {
  private final OperationName operation;
  private final @Nullable String recordMember;
  private final String resultMember;

  /**
   * Creates a capture.
   *
   * @param recordMember the member of the request that names one record; null when none does
   * @param resultMember the member of the response that holds the records or the only one
   */
  MemoryCapture(OperationName operation, @Nullable String recordMember, String resultMember) {
    this.operation = operation;
    this.recordMember = recordMember;
    this.resultMember = resultMember;
  }

  @Override
  public InferenceRequest.Builder newRequest() {
    return InferenceRequest.builder(operation);
  }

  @Override
  public InferenceRequest request(SdkRequest request) {
    String record = recordMember == null ? null : SdkMembers.text(request, recordMember);
    return newRequest()
        .target(new Target.Memory(SdkMembers.text(request, "memoryId"), record))
        .conversationId(SdkMembers.text(request, "sessionId"))
        .build();
  }

  @Override
  public InputContent inputContent(SdkRequest request, CaptureLimits limits) {
    return InputContent.EMPTY;
  }

  @Override
  public InferenceResponse.Builder response(SdkResponse response, @Nullable CaptureLimits content) {
    InferenceResponse.Builder read = InferenceResponse.builder();
    Object result = SdkMembers.member(response, resultMember);
    if (result instanceof List<?> records) {
      read.fact(ResponseFact.MEMORY_RECORDS, (long) records.size());
    } else if (result != null) {
      read.fact(ResponseFact.MEMORY_RECORDS, 1L);
    }
    return read;
  }
}
