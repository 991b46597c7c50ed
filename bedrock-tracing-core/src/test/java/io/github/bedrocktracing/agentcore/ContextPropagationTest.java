/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agentcore;

import static io.github.bedrocktracing.testing.client.AgentCoreClients.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrocktracing.BedrockSession;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.AgentCoreClients;
import io.github.bedrocktracing.testing.process.Garbage;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.sdk.NeedsSdk;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreClient;
import software.amazon.awssdk.services.bedrockagentcore.model.InvokeAgentRuntimeRequest;

/** What a runtime is told of the trace that it is called in. */
@NeedsSdk(LaterMembers.AGENT_CORE)
@ExtendWith(RestoresSwitches.class)
final class ContextPropagationTest extends RuntimeCalls {
  @Test
  void runtime_isAChildOfTheSpan_andKnowsTheSession() {
    Map<String, String> sent = send(tracing().build(), request());

    SpanData span = telemetry.onlySpan();
    assertThat(sent)
        .containsEntry("traceparent", w3c(span.getSpanContext()))
        .containsEntry("baggage", "session.id=" + AgentCoreClients.SESSION)
        .doesNotContainKeys("tracestate", "x-amzn-trace-id");
  }

  @Test
  void programsSession_andBaggage_goAlong() {
    Map<String, String> sent =
        within(
            Baggage.builder().put("tenant", "a b").build(),
            () ->
                BedrockSession.builder()
                    .sessionId("own")
                    .build()
                    .call(() -> send(tracing().build(), request())));

    assertThat(sent.get("baggage").split(","))
        .containsExactlyInAnyOrder("tenant=a%20b", "session.id=own");
  }

  @Test
  void baggageTooLongForTheService_isLeftOut_butTheSessionIsNot() {
    Map<String, String> sent =
        within(
            Baggage.builder().put("k", "v".repeat(9000)).build(),
            () -> send(tracing().build(), request()));

    assertThat(sent).containsEntry("baggage", "session.id=" + AgentCoreClients.SESSION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"w3c", "xray"})
  void whereThereIsNoTrace_theRequestIsAsTheCallerMadeIt(String format) {
    Map<String, String> untraced = sendUntraced();
    System.setProperty("bedrock.tracing.propagation", format);

    Map<String, String> sent =
        within(
            Baggage.builder().put("tenant", "a").build(),
            () ->
                send(
                    BedrockTracing.builder().openTelemetry(OpenTelemetry.noop()).build(),
                    request()));

    assertThat(sent).isEqualTo(untraced);
  }

  @Test
  void xray_byFlag() {
    System.setProperty("bedrock.tracing.propagation", "xray");

    Map<String, String> sent = send(tracing().build(), request());

    SpanData span = telemetry.onlySpan();
    String trace = span.getTraceId();
    assertThat(sent)
        .containsEntry(
            "x-amzn-trace-id",
            "Root=1-%s-%s;Parent=%s;Sampled=1"
                .formatted(trace.substring(0, 8), trace.substring(8), span.getSpanId()))
        .containsEntry("baggage", "session.id=" + AgentCoreClients.SESSION)
        .doesNotContainKeys("traceparent", "tracestate");
  }

  @Test
  void xray_byTheBuilder_goesBeforeTheFlag() {
    System.setProperty("bedrock.tracing.propagation", "w3c");

    assertThat(send(tracing().xrayTraceId(true).build(), request()))
        .containsKey("x-amzn-trace-id")
        .doesNotContainKey("traceparent");
    System.setProperty("bedrock.tracing.propagation", "xray");
    assertThat(send(tracing().xrayTraceId(false).build(), request()))
        .containsKey("traceparent")
        .doesNotContainKey("x-amzn-trace-id");
    System.setProperty("bedrock.tracing.propagation", "none");
    assertThat(send(tracing().xrayTraceId(true).build(), request()))
        .doesNotContainKeys("traceparent", "x-amzn-trace-id");
  }

  @Test
  void offByTheBuilder_orByTheFlag_orUntraced_theRequestIsAsTheCallerMadeIt() {
    Map<String, String> untraced = sendUntraced();
    assertThat(untraced).doesNotContainKeys("traceparent", "tracestate", "baggage");

    assertThat(send(tracing().propagateContext(false).build(), request())).isEqualTo(untraced);
    System.setProperty("bedrock.tracing.propagation", "none");
    assertThat(send(tracing().build(), request())).isEqualTo(untraced);
    assertThat(telemetry.spans(2)).hasSize(2);
    System.clearProperty("bedrock.tracing.propagation");
    System.setProperty("bedrock.tracing.enabled", "false");
    assertThat(send(tracing().build(), request())).isEqualTo(untraced);
    System.clearProperty("bedrock.tracing.enabled");
    assertThat(
            send(
                tracing().build(),
                request().toBuilder()
                    .overrideConfiguration(
                        c -> c.putExecutionAttribute(BedrockTracing.TRACE_REQUEST, false))
                    .build()))
        .isEqualTo(untraced);
    assertThat(telemetry.started()).isEqualTo(2);
  }

  @Test
  void builderGoesBeforeTheFlag() {
    System.setProperty("bedrock.tracing.propagation", "none");

    assertThat(send(tracing().propagateContext(true).build(), request()))
        .containsKeys("traceparent", "baggage");
  }

  @Test
  void spanThatIsNotSampled_saysSo() {
    try (Telemetry unsampled = Telemetry.sampledBy(Sampler.alwaysOff())) {
      BedrockTracing tracing =
          BedrockTracing.builder().openTelemetry(unsampled.openTelemetry()).build();

      String flags = send(tracing, request()).get("traceparent").substring(53);
      assertThat(TraceFlags.fromHex(flags, 0).isSampled()).isFalse();
    }
  }

  @Test
  void requestThatCannotBeMadeUp_endsItsSpan() {
    try (BedrockAgentCoreClient client = client(tracing().build())) {
      assertThatThrownBy(
              () -> client.invokeAgentRuntime(InvokeAgentRuntimeRequest.builder().build()))
          .isInstanceOf(SdkClientException.class);
    }

    Garbage.collectUntil(() -> telemetry.ended() == 1);
    SpanData span = telemetry.onlySpan();
    assertThat(span.getName()).isEqualTo("invoke_agent");
    assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type")))
        .isEqualTo("not_sent");
  }
}
