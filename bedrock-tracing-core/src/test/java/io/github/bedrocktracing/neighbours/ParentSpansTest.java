/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.neighbours;

import static io.github.bedrocktracing.testing.telemetry.Spans.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ParentSpans;
import io.github.bedrocktracing.testing.agent.AgentCalls;
import io.github.bedrocktracing.testing.agent.AgentTrace;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.http.Protocol;

/** Within a span that a framework makes of a call, the call records what the user wishes. */
class ParentSpansTest extends FrameworkSpans {
  private static final String DURATION = "gen_ai.client.operation.duration";

  @Test
  void byDefault_aCallIsAChildWithEverything() {
    within(chat(), () -> call(BedrockTracing.builder()));

    SpanData call = span(PlainCall.SPAN_NAME);
    assertThat(call.getParentSpanId()).isEqualTo(span(FRAMEWORK).getSpanId());
    assertThat(attributes(call)).containsKeys(USAGE, COST);
    assertThat(attributes(span(FRAMEWORK))).doesNotContainKeys(USAGE, COST);
    assertThat(counts(TOKENS)).isEqualTo(2);
    assertThat(counts(DURATION)).isEqualTo(1);
  }

  @Test
  void once_theTokensAreTheParentsToTell_andTheCostIsTheCalls() {
    within(chat(), () -> call(BedrockTracing.builder().parentSpans(ParentSpans.ONCE)));

    assertThat(attributes(span(PlainCall.SPAN_NAME)))
        .containsKeys(COST, "aws.request_id", "gen_ai.response.finish_reasons")
        .noneSatisfy((name, value) -> assertThat(name).startsWith("gen_ai.usage."));
    assertThat(counts(TOKENS)).isZero();
    assertThat(counts(DURATION)).isZero();
    assertThat(counts("bedrock.tracing.call_cost")).isEqualTo(1);
  }

  @Test
  void enrich_theParentHasEverything_andIsEndedByItsOwnerAlone() {
    Span parent = chat();
    within(
        parent,
        () -> {
          call(BedrockTracing.builder().parentSpans(ParentSpans.ENRICH));
          assertThat(parent.isRecording()).isTrue();
        });

    SpanData only = telemetry.onlySpan();
    assertThat(only.getName()).isEqualTo(FRAMEWORK);
    assertThat(attributes(only))
        .containsEntry("bedrock.tracing.enriched", true)
        .containsKeys(USAGE, COST, "aws.request_id", "gen_ai.request.model");
    assertThat(counts(TOKENS)).isZero();
    assertThat(counts(DURATION)).isZero();
  }

  @Test
  void enrich_bySetting() {
    System.setProperty("bedrock.tracing.parent-spans", "enrich");

    within(chat(), () -> call(BedrockTracing.builder()));

    assertThat(telemetry.onlySpan().getName()).isEqualTo(FRAMEWORK);
  }

  @Test
  void enrich_aSecondCallWithinOneParentIsAChildWithoutTokens() {
    within(
        chat(),
        () -> {
          call(BedrockTracing.builder().parentSpans(ParentSpans.ENRICH));
          call(BedrockTracing.builder().parentSpans(ParentSpans.ENRICH));
        });

    telemetry.spans(2);
    assertThat(attributes(span(PlainCall.SPAN_NAME))).containsKey(COST).doesNotContainKey(USAGE);
    assertThat(attributes(span(FRAMEWORK))).containsKeys(USAGE, COST);
  }

  @Test
  void enrich_whatFailsTheCallDoesNotFailItsParent() {
    bedrock.answerError("converse", 400, "ValidationException", "no");

    within(
        chat(),
        () ->
            assertThat(
                    catchThrowable(
                        () -> call(BedrockTracing.builder().parentSpans(ParentSpans.ENRICH))))
                .isNotNull());

    SpanData only = telemetry.onlySpan();
    assertThat(only.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(only.getEvents()).isEmpty();
    assertThat(attributes(only)).doesNotContainKey("error.type").containsKey("aws.request_id");
  }

  @Test
  void enrich_aCallThatFailedLeavesTheParentToTheNext() {
    bedrock.answerError("converse", 400, "ValidationException", "no");

    within(
        chat(),
        () -> {
          assertThat(
                  catchThrowable(
                      () -> call(BedrockTracing.builder().parentSpans(ParentSpans.ENRICH))))
              .isNotNull();
          answer();
          call(BedrockTracing.builder().parentSpans(ParentSpans.ENRICH));
        });

    assertThat(attributes(telemetry.onlySpan()))
        .containsEntry("bedrock.tracing.enriched", true)
        .containsKeys(USAGE, COST);
  }

  @ParameterizedTest
  @EnumSource(ParentSpans.class)
  void withinASpanOfSomethingElse_aCallIsAChildWithEverything(ParentSpans wish) {
    within(
        telemetry.openTelemetry().getTracer("framework").spanBuilder(FRAMEWORK).startSpan(),
        () -> call(BedrockTracing.builder().parentSpans(wish)));
    within(
        telemetry
            .openTelemetry()
            .getTracer("framework")
            .spanBuilder(FRAMEWORK)
            .setAttribute("gen_ai.operation.name", "invoke_agent")
            .startSpan(),
        () -> call(BedrockTracing.builder().parentSpans(wish)));

    assertThat(telemetry.spans(4))
        .filteredOn(this::isOurs)
        .hasSize(2)
        .allSatisfy(span -> assertThat(attributes(span)).containsKeys(USAGE, COST));
    assertThat(counts(DURATION)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(ParentSpans.class)
  void withinAnAgentOfTheProgram_theCallOfAnotherAgentIsAChildWithEverything(ParentSpans wish) {
    bedrock.answerAgent(AgentTrace.chunk("Fine."));
    BedrockTracing tracing = tracing(BedrockTracing.builder().parentSpans(wish));
    try (AgentCalls calls = new AgentCalls(bedrock, Protocol.HTTP1_1, tracing.interceptor())) {
      tracing.agent("travel").run(() -> calls.invoke(AgentCalls.request()));
    }

    telemetry.spans(2);
    assertThat(span("invoke_agent AGENT1").getParentSpanId())
        .isEqualTo(span("invoke_agent travel").getSpanId());
    assertThat(attributes(span("invoke_agent travel")))
        .containsEntry("gen_ai.agent.name", "travel")
        .doesNotContainKeys("gen_ai.agent.id", "bedrock.tracing.enriched");
    assertThat(counts(DURATION)).isEqualTo(1);
  }

  private void call(BedrockTracing.Builder builder) {
    try (var client = Clients.sync(bedrock, Clients.with(tracing(builder).interceptor()))) {
      PlainCall.converse(client);
    }
  }
}
