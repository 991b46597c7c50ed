/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.agentcore;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.Target;
import io.github.bedrocktracing.internal.inference.message.BinaryContent;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.inference.step.AgentListener;
import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import io.github.bedrocktracing.internal.operation.capture.SdkMembers;
import io.github.bedrocktracing.internal.operation.capture.SdkTree;
import io.github.bedrocktracing.internal.stream.CodeInterpreterAccumulator;
import io.github.bedrocktracing.internal.stream.StreamAccumulator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** Reads InvokeCodeInterpreter, in which each thing that the interpreter can do is a tool. */
final class CodeInterpreterCapture implements OperationCapture {
  private static final String UNNAMED = "code_interpreter";

  @Override
  public InferenceRequest.Builder newRequest() {
    return InferenceRequest.builder(OperationName.EXECUTE_TOOL).stream(true);
  }

  @Override
  public InferenceRequest request(SdkRequest request) {
    return newRequest().target(new Target.Tool(name(request))).build();
  }

  @Override
  public InputContent inputContent(SdkRequest request, CaptureLimits limits) {
    Object arguments = told(SdkTree.of(SdkMembers.member(request, "arguments")), limits);
    MessagePart call = new MessagePart.ToolCall(null, name(request), arguments);
    return InputContent.ofUser(List.of(call));
  }

  @Override
  public InferenceResponse.Builder response(SdkResponse response, @Nullable CaptureLimits content) {
    return InferenceResponse.builder();
  }

  @Override
  public StreamAccumulator newStreamAccumulator(
      @Nullable CaptureLimits content, @Nullable AgentListener listener) {
    return new CodeInterpreterAccumulator(content);
  }

  private static String name(SdkRequest request) {
    String name = SdkMembers.text(request, "name");
    return name == null ? UNNAMED : name;
  }

  /** Returns a tree in which files are told by size and digest, or whole where they are small. */
  private static @Nullable Object told(@Nullable Object tree, CaptureLimits limits) {
    if (tree instanceof byte[] bytes) {
      BinaryContent file = BinaryContent.of(bytes, limits.maxBinaryBytes());
      return file.base64() != null
          ? file.base64()
          : Map.of("byte_size", file.size(), "sha256", file.sha256());
    }
    if (tree instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>(list.size());
      list.forEach(element -> elements.add(told(element, limits)));
      return elements;
    }
    if (tree instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      map.forEach((name, value) -> fields.put(String.valueOf(name), told(value, limits)));
      return fields;
    }
    return tree;
  }
}
