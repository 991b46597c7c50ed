/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.utils.builder.SdkBuilder;

final class OperationCapturesTest {
  @ParameterizedTest
  @CsvSource({
    "BedrockRuntime, Converse, false",
    "BedrockRuntime, ConverseStream, true",
    "BedrockRuntime, ApplyGuardrail, false",
    "BedrockAgentRuntime, InvokeAgent, true",
    "BedrockAgentRuntime, InvokeInlineAgent, true",
    "BedrockAgentRuntime, Retrieve, false",
    "BedrockAgentRuntime, RetrieveAndGenerate, false",
    "BedrockAgentRuntime, Rerank, false",
    "BedrockAgentRuntime, InvokeFlow, true",
    "BedrockAgentRuntime, GenerateQuery, false",
    "BedrockAgentRuntime, OptimizePrompt, true",
  })
  void requestThatSaysNothing_isWhatEveryRequestOfItsOperationIs(
      String service, String operation, boolean streams) throws ReflectiveOperationException {
    OperationCapture capture =
        Objects.requireNonNull(OperationCaptures.forExecution(service, operation));

    InferenceRequest read = capture.request(emptyRequest(service, operation));

    InferenceRequest unread = capture.newRequest().build();
    assertThat(unread.operation()).isEqualTo(read.operation());
    assertThat(unread.hasStreamedBody()).isEqualTo(read.hasStreamedBody()).isEqualTo(streams);
  }

  @Test
  void otherOperations_areNotTraced() {
    assertThat(OperationCaptures.forExecution("BedrockRuntime", "ListAsyncInvokes")).isNull();
    assertThat(OperationCaptures.forExecution("S3", "Converse")).isNull();
    assertThat(OperationCaptures.forExecution(null, "Converse")).isNull();
    assertThat(OperationCaptures.forExecution("BedrockRuntime", null)).isNull();
  }

  private static SdkRequest emptyRequest(String service, String operation)
      throws ReflectiveOperationException {
    Class<?> request =
        Class.forName(
            "software.amazon.awssdk.services."
                + service.toLowerCase(Locale.ROOT)
                + ".model."
                + operation
                + "Request");
    return (SdkRequest) ((SdkBuilder<?, ?>) request.getMethod("builder").invoke(null)).build();
  }
}
