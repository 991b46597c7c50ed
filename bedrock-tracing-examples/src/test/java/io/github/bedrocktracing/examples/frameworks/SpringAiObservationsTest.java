/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.scheduler.Schedulers;

/** What a call records within the observation that Spring AI makes of it. */
class SpringAiObservationsTest {
  private static final String INPUT_TOKENS = "gen_ai.usage.input_tokens";
  private static final String TOKENS = "gen_ai.client.token.usage";
  private static final String DURATION = "gen_ai.client.operation.duration";

  /** Those of the two answers; Spring AI counts those of the first one again with the second. */
  private static final double ALL_TOKENS = 412 + 38 + 489 + 14;

  private FrameworkApplication application;

  /** How a model is asked. */
  enum Ask {
    CALL,
    STREAM,
    STREAM_ON_AN_ELASTIC_THREAD
  }

  @AfterEach
  void close() {
    application.close();
  }

  @ParameterizedTest
  @EnumSource
  void child_hasTheObservationForItsParent_andBothTellTheTokens(Ask how) {
    start("child");

    ask(how);

    List<SpanData> spans = application.spans(4);
    assertEachCallIsWithinItsObservation(spans);
    assertThat(calls(spans)).allSatisfy(call -> assertThat(names(call)).contains(INPUT_TOKENS));
    assertThat(observations(spans))
        .allSatisfy(observation -> assertThat(names(observation)).contains(INPUT_TOKENS));
    assertThat(ownMetrics()).contains(TOKENS, DURATION);
    assertThat(tokensCountedBySpringAi()).isGreaterThanOrEqualTo(ALL_TOKENS);
  }

  @ParameterizedTest
  @EnumSource
  void once_theTokensAreSpringAisToTell_onSpansAndInMetrics(Ask how) {
    start("once");

    ask(how);

    List<SpanData> spans = application.spans(4);
    assertEachCallIsWithinItsObservation(spans);
    assertThat(calls(spans))
        .allSatisfy(
            call ->
                assertThat(names(call))
                    .contains("gen_ai.response.finish_reasons", "gen_ai.output.messages")
                    .noneMatch(name -> name.startsWith("gen_ai.usage.")));
    assertThat(observations(spans))
        .allSatisfy(observation -> assertThat(names(observation)).contains(INPUT_TOKENS));
    assertThat(ownMetrics()).doesNotContain(TOKENS, DURATION);
    assertThat(tokensCountedBySpringAi()).isGreaterThanOrEqualTo(ALL_TOKENS);
  }

  @ParameterizedTest
  @EnumSource
  void enrich_theObservationHasWhatTheCallKnows_andEachAttributeOnce(Ask how) {
    start("enrich");

    ask(how);

    List<SpanData> spans = application.spans(2);
    assertThat(calls(spans)).isEmpty();
    FrameworkApplication.assertChat(spans.get(0), 412, 38, "tool_use");
    FrameworkApplication.assertChat(spans.get(1), 489, 14, "end_turn");
    assertThat(spans)
        .allSatisfy(
            observation -> {
              assertThat(observation.getAttributes().asMap())
                  .containsEntry(AttributeKey.booleanKey("bedrock.tracing.enriched"), true)
                  .containsEntry(AttributeKey.stringKey("gen_ai.system"), "bedrock_converse");
              assertThat(names(observation))
                  .contains("gen_ai.input.messages", "gen_ai.output.messages", "aws.request_id")
                  .doesNotHaveDuplicates();
            });
    assertThat(ownMetrics()).doesNotContain(TOKENS, DURATION);
    assertThat(tokensCountedBySpringAi()).isGreaterThanOrEqualTo(ALL_TOKENS);
  }

  private void start(String parentSpans) {
    application =
        FrameworkApplication.start(
            ObservedSpringAiModels.class, "bedrock.tracing.parent-spans=" + parentSpans);
  }

  private void ask(Ask how) {
    ChatModel model = application.bean(ChatModel.class);
    Prompt question = SpringAiTest.question();
    switch (how) {
      case CALL -> model.call(question);
      case STREAM -> model.stream(question).blockLast();
      case STREAM_ON_AN_ELASTIC_THREAD ->
          model.stream(question).subscribeOn(Schedulers.boundedElastic()).blockLast();
    }
  }

  private static void assertEachCallIsWithinItsObservation(List<SpanData> spans) {
    List<SpanData> calls = calls(spans);
    List<SpanData> observations = observations(spans);
    assertThat(calls).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertThat(calls.get(i).getTraceId()).isEqualTo(observations.get(i).getTraceId());
      assertThat(calls.get(i).getParentSpanId()).isEqualTo(observations.get(i).getSpanId());
    }
  }

  private static List<SpanData> observations(List<SpanData> spans) {
    return spans.stream().filter(SpringAiObservationsTest::isObservation).toList();
  }

  private static List<SpanData> calls(List<SpanData> spans) {
    return spans.stream().filter(span -> !isObservation(span)).toList();
  }

  private static boolean isObservation(SpanData span) {
    return span.getInstrumentationScopeInfo().getName().equals(Observing.TRACER);
  }

  private static List<String> names(SpanData span) {
    return span.getAttributes().asMap().keySet().stream().map(AttributeKey::getKey).toList();
  }

  private Set<String> ownMetrics() {
    return application.bean(InMemoryMetricReader.class).collectAllMetrics().stream()
        .map(MetricData::getName)
        .collect(Collectors.toSet());
  }

  private double tokensCountedBySpringAi() {
    return application.bean(MeterRegistry.class).find(TOKENS).counters().stream()
        .filter(counter -> !"total".equals(counter.getId().getTag("gen_ai.token.type")))
        .mapToDouble(Counter::count)
        .sum();
  }
}
