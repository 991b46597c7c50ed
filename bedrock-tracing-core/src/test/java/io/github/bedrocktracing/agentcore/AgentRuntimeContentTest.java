/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agentcore;

import static io.github.bedrocktracing.testing.client.AgentCoreClients.INVOCATIONS;
import static io.github.bedrocktracing.testing.client.AgentCoreClients.request;
import static io.github.bedrocktracing.testing.telemetry.Spans.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.agent.RuntimeBodies;
import io.github.bedrocktracing.testing.client.AgentCoreClients;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.process.LogLines;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.sdk.NeedsSdk;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreClient;

/** What of the bodies of a runtime is recorded. */
@NeedsSdk(LaterMembers.AGENT_CORE)
final class AgentRuntimeContentTest {
  private static final String INPUT = "gen_ai.input.messages";
  private static final String OUTPUT = "gen_ai.output.messages";

  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.create();

  @ParameterizedTest
  @EnumSource
  void withoutCapture_nothingOfItIsRecorded(RuntimeBodies answer) throws IOException {
    try (LogLines log = LogLines.of("io.github.bedrocktracing")) {
      SpanData span = call(tracing(), answer);

      assertThat(span.toString()).doesNotContain("SECRET");
      assertThat(telemetry.collectMetrics().toString()).doesNotContain("SECRET");
      assertThat(log.text()).doesNotContain("SECRET");
    }
  }

  @Test
  void json_isRecordedAsItIs() throws IOException {
    SpanData span = call(tracing().captureContent(true), RuntimeBodies.JSON_IN_CHUNKS);

    assertThat(text(span, INPUT))
        .isEqualTo(
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":"
                + "\"{\\\"prompt\\\":\\\"SECRET question\\\"}\"}]}]");
    assertThat(text(span, OUTPUT))
        .isEqualTo(
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":"
                + "\"{\\\"result\\\":\\\"SECRET answer\\\",\\\"more\\\":[1,{}]}\"}],"
                + "\"finish_reason\":\"stop\"}]");
  }

  @Test
  void events_areRecordedAsTheirData() throws IOException {
    assertThat(text(call(tracing().captureContent(true), RuntimeBodies.EVENTS), OUTPUT))
        .contains("\"content\":\"SECRET answer\"");
  }

  @Test
  void eventsThatAreNoTexts_standOnLinesOfTheirOwn() throws IOException {
    SpanData span = call(tracing().captureContent(true), RuntimeBodies.EVENTS_IN_SLOW_CHUNKS);

    assertThat(text(span, OUTPUT))
        .contains("\"content\":\"SECRET \\n{\\\"event\\\":\\\"end\\\"}\"");
  }

  @Test
  void redactorSeesBothSides() throws IOException {
    SpanData span =
        call(
            tracing()
                .captureContent(true)
                .contentRedactor(text -> text.replace("SECRET", "[gone]")),
            RuntimeBodies.EVENTS);

    assertThat(span.toString()).doesNotContain("SECRET");
    assertThat(text(span, INPUT)).contains("[gone] question");
    assertThat(text(span, OUTPUT)).contains("[gone] answer");
  }

  @Test
  void longAnswer_isCut() throws IOException {
    SpanData span =
        call(
            tracing().captureContent(true).maxContentValueLength(70).maxContentLength(1000),
            RuntimeBodies.LONG);

    assertThat(text(span, OUTPUT)).contains("SECRET SECRET").hasSizeLessThan(400);
  }

  private BedrockTracing.Builder tracing() {
    return BedrockTracing.builder().openTelemetry(telemetry.openTelemetry());
  }

  private SpanData call(BedrockTracing.Builder tracing, RuntimeBodies answer) throws IOException {
    bedrock.answerAt(INVOCATIONS, answer::in);
    try (BedrockAgentCoreClient client =
        AgentCoreClients.sync(bedrock, Clients.with(tracing.build().interceptor())).build()) {
      client.invokeAgentRuntime(request()).readAllBytes();
    }
    return telemetry.onlySpan();
  }
}
