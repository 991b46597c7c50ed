/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.agentcore;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.inference.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.bedrockagentcore.model.InvokeAgentRuntimeRequest;

final class InvokeAgentRuntimeCaptureTest {
  @ParameterizedTest
  @CsvSource({
    "arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/support-aBcDeF1234, support",
    "arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/my_agent-abc123, my_agent-abc123",
    "arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/9x-1/runtime-endpoint/P, 9x-1",
    "arn:aws:bedrock-agentcore:us-east-1:123456789012:other, other",
    "support-aBcDeF1234, support",
    "support, support",
  })
  void name_isThatOfTheRuntime_withoutTheAccount(String id, String name) {
    InvokeAgentRuntimeRequest request =
        InvokeAgentRuntimeRequest.builder().agentRuntimeArn(id).build();

    Target target = new InvokeAgentRuntimeCapture().request(request).target();

    assertThat(target)
        .isInstanceOfSatisfying(
            Target.Agent.class, agent -> assertThat(agent.name()).isEqualTo(name));
  }
}
