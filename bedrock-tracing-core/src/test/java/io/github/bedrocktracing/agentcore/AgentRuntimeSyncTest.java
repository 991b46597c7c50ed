/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agentcore;

import static io.github.bedrocktracing.testing.client.AgentCoreClients.INVOCATIONS;
import static io.github.bedrocktracing.testing.client.AgentCoreClients.request;
import static io.github.bedrocktracing.testing.telemetry.Spans.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrocktracing.testing.agent.RuntimeBodies;
import io.github.bedrocktracing.testing.client.AgentCoreClients;
import io.github.bedrocktracing.testing.client.ReadMethod;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.sdk.NeedsSdk;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreClient;
import software.amazon.awssdk.services.bedrockagentcore.model.InvokeAgentRuntimeResponse;

/** The body that a blocking client hands to its caller, who reads it after the call. */
@NeedsSdk(LaterMembers.AGENT_CORE)
final class AgentRuntimeSyncTest extends BlockingRuntimeCalls {
  @Test
  void span_isOfTheAgent_andEndsWhenItsBodyHasBeenRead() throws IOException {
    bedrock.answerAt(INVOCATIONS, RuntimeBodies.JSON::in);

    ResponseInputStream<InvokeAgentRuntimeResponse> body = client.invokeAgentRuntime(request());
    assertThat(telemetry.ended()).isZero();
    body.readAllBytes();

    SpanData span = telemetry.onlySpan();
    assertThat(span.getName()).isEqualTo("invoke_agent support");
    assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(text(span, "gen_ai.operation.name")).isEqualTo("invoke_agent");
    assertThat(text(span, "gen_ai.provider.name")).isEqualTo("aws.bedrock");
    assertThat(text(span, "gen_ai.agent.id")).isEqualTo(AgentCoreClients.ARN);
    assertThat(text(span, "gen_ai.agent.name")).isEqualTo("support");
    assertThat(text(span, "aws.bedrock.agent.alias_id")).isEqualTo("PROD");
    assertThat(text(span, "session.id")).isEqualTo(AgentCoreClients.SESSION);
    assertThat(text(span, "gen_ai.conversation.id")).isEqualTo(AgentCoreClients.SESSION);
    assertThat(text(span, "server.address")).isEqualTo("localhost");
    assertThat(span.getAttributes().get(AttributeKey.longKey("server.port")))
        .isEqualTo(bedrock.port());
    assertThat(text(span, "cloud.region")).isEqualTo("us-east-1");
    assertThat(text(span, "aws.request_id")).isEqualTo("req-1");
    assertOutcome(span, "complete", null);
    assertThat(
            span.getAttributes().get(AttributeKey.doubleKey("gen_ai.response.time_to_first_chunk")))
        .isPositive();
    assertThat(telemetry.metric("gen_ai.client.operation.duration").orElseThrow().toString())
        .contains("server.address=\"localhost\"");
  }

  @Test
  void linesOfJson_areNotWhole_whenTheFirstOneHasBeenRead() throws IOException {
    bedrock.answerAt(
        INVOCATIONS,
        response ->
            response
                .withStatus(200)
                .withHeader("Content-Type", "application/x-ndjson")
                .withBody("{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n")
                .withChunkedDribbleDelay(3, 600));

    try (ResponseInputStream<InvokeAgentRuntimeResponse> body =
        client.invokeAgentRuntime(request())) {
      assertThat(body.readNBytes(7)).isEqualTo("{\"a\":1}".getBytes(UTF_8));
    }

    assertOutcome(telemetry.onlySpan(), "cancelled", null);
  }

  @ParameterizedTest
  @MethodSource("readings")
  void bytes_areThoseOfAnUntracedCall_howeverTheyAreRead(RuntimeBodies answer, ReadMethod method)
      throws IOException {
    bedrock.answerAt(INVOCATIONS, answer::in);

    byte[] traced;
    try (ResponseInputStream<InvokeAgentRuntimeResponse> body =
        client.invokeAgentRuntime(request())) {
      traced = method.readAll(body);
    }

    try (BedrockAgentCoreClient untraced = AgentCoreClients.sync(bedrock, c -> {}).build();
        ResponseInputStream<InvokeAgentRuntimeResponse> body =
            untraced.invokeAgentRuntime(request())) {
      assertThat(traced).isEqualTo(method.readAll(body));
    }
    assertOutcome(telemetry.onlySpan(), "complete", null);
  }

  static Stream<Arguments> readings() {
    return Stream.of(RuntimeBodies.values())
        .flatMap(body -> Stream.of(ReadMethod.values()).map(method -> Arguments.of(body, method)));
  }

  @ParameterizedTest
  @EnumSource(names = {"JSON", "JSON_IN_CHUNKS"})
  void readerThatClosesAtTheEndOfTheJson_hasReadItAll(RuntimeBodies answer) throws IOException {
    bedrock.answerAt(INVOCATIONS, answer::in);

    try (ResponseInputStream<InvokeAgentRuntimeResponse> body =
        client.invokeAgentRuntime(request())) {
      new ObjectMapper().readTree(body);
    }

    assertOutcome(telemetry.onlySpan(), "complete", null);
  }

  @Test
  void bodyReadToItsPromisedLength_isOverWithoutAnotherRead() throws IOException {
    bedrock.answerAt(INVOCATIONS, RuntimeBodies.LONG::in);

    ResponseInputStream<InvokeAgentRuntimeResponse> body = client.invokeAgentRuntime(request());
    body.readNBytes(RuntimeBodies.LONG.text().length());

    assertOutcome(telemetry.onlySpan(), "complete", null);
    body.close();
  }

  @Test
  void bytesReadWithinTheCall_endTheSpanWithIt() {
    bedrock.answerAt(INVOCATIONS, RuntimeBodies.EVENTS_IN_SLOW_CHUNKS::in);

    String text = client.invokeAgentRuntimeAsBytes(request()).asString(UTF_8);

    assertThat(text).isEqualTo(RuntimeBodies.EVENTS_IN_SLOW_CHUNKS.text());
    assertThat(telemetry.ended()).isEqualTo(1);
    assertOutcome(telemetry.onlySpan(), "complete", null);
  }

  @Test
  void reportOfTheCallsEnd_doesNotEndABodyThatIsStillRead() throws IOException {
    bedrock.answerAt(INVOCATIONS, RuntimeBodies.JSON::in);
    try (BedrockAgentCoreClient reporting =
        AgentCoreClients.sync(bedrock, c -> {}).addPlugin(tracing.plugin()).build()) {
      ResponseInputStream<InvokeAgentRuntimeResponse> body =
          reporting.invokeAgentRuntime(request());

      assertThat(telemetry.ended()).isZero();
      body.readAllBytes();
    }

    assertOutcome(telemetry.onlySpan(), "complete", null);
  }

  @Test
  void sessionThatTheRuntimeBegins_isTheSpans() throws IOException {
    bedrock.answerAt(INVOCATIONS, RuntimeBodies.JSON::in);

    client.invokeAgentRuntime(request().toBuilder().runtimeSessionId(null).build()).readAllBytes();

    SpanData span = telemetry.onlySpan();
    assertThat(text(span, "session.id")).isEqualTo("session-of-the-runtime");
    assertThat(text(span, "gen_ai.conversation.id")).isEqualTo("session-of-the-runtime");
  }
}
