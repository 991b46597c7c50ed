/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.neighbours;

import static io.github.bedrocktracing.testing.telemetry.Spans.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ParentSpans;
import io.github.bedrocktracing.PriceTable;
import io.github.bedrocktracing.testing.agent.AgentCalls;
import io.github.bedrocktracing.testing.agent.AgentTrace;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.server.Reply;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.Spans;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/** Within a span that a framework makes of a call, the call records what the user wishes. */
@ResourceLock(ProcessState.LOCK)
@ExtendWith(RestoresSwitches.class)
@SuppressWarnings("try")
class ParentSpansTest {
  private static final String FRAMEWORK = "chat of a framework";
  private static final String TOKENS = "gen_ai.client.token.usage";
  private static final String DURATION = "gen_ai.client.operation.duration";
  private static final String COST = "llm.cost.usd";
  private static final String USAGE = "gen_ai.usage.input_tokens";

  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.create();

  @BeforeEach
  void answer() {
    PlainCall.answer(bedrock);
  }

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
  void streamThatEndsAfterItsParent_isNotLost(ParentSpans wish) {
    BedrockTracing tracing =
        tracing(BedrockTracing.builder().parentSpans(wish).captureContent(true));
    byte[] whole = PlainCall.streamedAnswer();
    Reply answer =
        Reply.stream(
                Arrays.copyOf(whole, whole.length - 1),
                Arrays.copyOfRange(whole, whole.length - 1, whole.length))
            .ending(Reply.Ending.HELD);
    try (ScriptedBedrock slow = ScriptedBedrock.start(List.of(answer));
        BedrockRuntimeAsyncClient client =
            Clients.async(slow, Protocol.HTTP1_1, Clients.with(tracing.interceptor()))) {
      CompletableFuture<Void> answered;
      Span parent = chat();
      try (Scope ignored = parent.makeCurrent()) {
        answered = client.converseStream(PlainCall.converseStream(), ignoringEvents());
      }
      await().until(() -> slow.requests() == 1);
      parent.end();
      slow.release();
      answered.join();
    }

    SpanData call = telemetry.spans(2).stream().filter(this::isOurs).findFirst().orElseThrow();
    assertThat(call.getParentSpanId()).isEqualTo(span(FRAMEWORK).getSpanId());
    assertThat(attributes(call))
        .containsKeys(
            COST,
            "gen_ai.response.finish_reasons",
            "gen_ai.input.messages",
            "gen_ai.output.messages");
    assertThat(attributes(call).containsKey(USAGE)).isEqualTo(wish != ParentSpans.ONCE);
    assertThat(counts(TOKENS)).isEqualTo(wish == ParentSpans.ONCE ? 0 : 2);
  }

  /** The framework gets the last event after that, and may end the span there. */
  @Test
  void enrich_aStreamIsOnItsParentBeforeItsLastEventIsHandedOn() {
    BedrockTracing tracing = tracing(BedrockTracing.builder().parentSpans(ParentSpans.ENRICH));
    try (BedrockRuntimeAsyncClient client =
        Clients.async(bedrock, Protocol.HTTP1_1, Clients.with(tracing.interceptor()))) {
      Span parent = chat();
      CompletableFuture<Void> answered;
      try (Scope ignored = parent.makeCurrent()) {
        answered =
            client.converseStream(
                PlainCall.converseStream(),
                ConverseStreamResponseHandler.builder()
                    .subscriber(
                        event -> {
                          if (event instanceof ConverseStreamMetadataEvent) {
                            parent.end();
                          }
                        })
                    .build());
      }
      answered.join();
    }

    assertThat(attributes(telemetry.onlySpan()))
        .containsKeys(USAGE, COST, "gen_ai.response.finish_reasons");
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

  private static ConverseStreamResponseHandler ignoringEvents() {
    return ConverseStreamResponseHandler.builder().subscriber(event -> {}).build();
  }

  private boolean isOurs(SpanData span) {
    return span.getName().equals(PlainCall.SPAN_NAME);
  }

  /** Starts a span as frameworks make one around a call of a model. */
  private Span chat() {
    return telemetry
        .openTelemetry()
        .getTracer("framework")
        .spanBuilder(FRAMEWORK)
        .setAttribute("gen_ai.operation.name", "chat")
        .startSpan();
  }

  private static void within(Span span, Runnable work) {
    try (Scope ignored = span.makeCurrent()) {
      work.run();
    } finally {
      span.end();
    }
  }

  private void call(BedrockTracing.Builder builder) {
    try (var client = Clients.sync(bedrock, Clients.with(tracing(builder).interceptor()))) {
      PlainCall.converse(client);
    }
  }

  private BedrockTracing tracing(BedrockTracing.Builder builder) {
    return builder
        .openTelemetry(telemetry.openTelemetry())
        .prices(
            PriceTable.read(
                new StringReader("{\"amazon.nova-lite-v1:0\":{\"input\":1,\"output\":1}}")))
        .build();
  }

  private SpanData span(String name) {
    return Spans.named(telemetry.endedSpans(), name);
  }

  private int counts(String metric) {
    return telemetry.metric(metric).map(MetricPoint::of).map(List::size).orElse(0);
  }
}
