/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.agents;

import io.github.bedrocktracing.internal.agent.FlowAccumulator;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.Target;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.inference.step.AgentListener;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.operation.capture.SdkMembers;
import io.github.bedrocktracing.internal.operation.capture.SdkTree;
import io.github.bedrocktracing.internal.stream.StreamAccumulator;
import io.github.bedrocktracing.internal.wire.FlowDocuments;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** Reads InvokeFlow, which runs a flow of nodes that its owner has drawn. */
final class InvokeFlowCapture extends StepStreamCapture {
  @Override
  public InferenceRequest.Builder newRequest() {
    return InferenceRequest.builder(OperationName.INVOKE_WORKFLOW).stream(true);
  }

  @Override
  public InferenceRequest request(SdkRequest request) {
    String id = SdkMembers.text(request, "flowIdentifier");
    return newRequest()
        .target(
            id == null
                ? null
                : new Target.Flow(id, SdkMembers.text(request, "flowAliasIdentifier")))
        .performanceLatency(
            SdkMembers.textAt(
                request, "modelPerformanceConfiguration", "performanceConfig", "latency"))
        .build();
  }

  @Override
  public InputContent inputContent(SdkRequest request, CaptureLimits limits) {
    List<MessagePart> parts = new ArrayList<>();
    for (JsonObject input : SdkTree.json(request).objects("inputs")) {
      parts.add(FlowDocuments.part(input));
    }
    return InputContent.ofUser(parts);
  }

  @Override
  StreamAccumulator newAccumulator(@Nullable CaptureLimits content, AgentListener listener) {
    return new FlowAccumulator(content, listener);
  }
}
