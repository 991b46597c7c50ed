/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agentcore;

import static io.github.bedrocktracing.testing.telemetry.Spans.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.AgentCoreClients;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.sdk.NeedsSdk;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.AutoClose;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreClient;

/** Calls of a runtime by a blocking client, which hands the body to its caller to read. */
@NeedsSdk(LaterMembers.AGENT_CORE)
abstract class BlockingRuntimeCalls {
  @AutoClose final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose final Telemetry telemetry = Telemetry.create();
  final BedrockTracing tracing =
      BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();

  @AutoClose
  final BedrockAgentCoreClient client =
      AgentCoreClients.sync(bedrock, Clients.with(tracing.interceptor())).build();

  static void assertOutcome(SpanData span, String outcome, String errorType) {
    assertThat(text(span, "aws.bedrock.stream.outcome")).isEqualTo(outcome);
    assertThat(text(span, "error.type")).isEqualTo(errorType);
  }
}
