/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.runtime;

import io.github.bedrocktracing.internal.dialect.BodyReader;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.ResponseFact;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.json.JsonBytes;
import io.github.bedrocktracing.internal.json.JsonText;
import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import io.github.bedrocktracing.internal.operation.capture.SdkMembers;
import io.github.bedrocktracing.internal.operation.capture.SdkTree;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * Reads StartAsyncInvoke: a body of the model's own dialect, as for InvokeModel, whose answer the
 * service puts into a bucket when nobody waits for it any more.
 */
final class StartAsyncInvokeCapture implements OperationCapture {
  private BodyReader reader = new BodyReader(ModelId.parse(null));

  @Override
  public InferenceRequest.Builder newRequest() {
    return InferenceRequest.builder(OperationName.GENERATE_CONTENT);
  }

  @Override
  public InferenceRequest request(SdkRequest request) {
    String model = SdkMembers.text(request, "modelId");
    reader = new BodyReader(ModelId.parse(model));
    return reader.request(body(request), () -> newRequest().model(model)).build();
  }

  @Override
  public InputContent inputContent(SdkRequest request, CaptureLimits limits) {
    return reader.inputContent(body(request), limits);
  }

  @Override
  public InferenceResponse.Builder response(SdkResponse response, @Nullable CaptureLimits content) {
    return InferenceResponse.builder()
        .fact(ResponseFact.ASYNC_INVOCATION, SdkMembers.text(response, "invocationArn"));
  }

  private static JsonBytes body(SdkRequest request) {
    Object tree = SdkTree.of(SdkMembers.member(request, "modelInput"));
    return JsonBytes.of(JsonText.write(tree).getBytes(StandardCharsets.UTF_8));
  }
}
