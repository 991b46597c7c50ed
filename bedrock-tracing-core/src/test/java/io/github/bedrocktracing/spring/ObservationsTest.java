/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.micrometer.observation.Observation;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call within the current observation of it records what the user wishes. */
class ObservationsTest extends ObservedCalls {
  private static final AttributeKey<String> TOKENS_AS_TEXT =
      AttributeKey.stringKey("gen_ai.usage.input_tokens");

  @Test
  void currentObservationOfTheCall_tellsTheTokens() {
    run("once", () -> chat().observe(this::makeCall));

    assertThat(ofCall().getParentSpanId()).isEqualTo(parent().getSpanId());
    assertThat(ofCall().getAttributes().get(TOKENS)).isNull();
  }

  @Test
  void currentObservationOfTheCall_isEnriched_andTellsEachThingOnce() {
    run(
        "enrich",
        () ->
            chat()
                .highCardinalityKeyValue(TOKENS_AS_TEXT.getKey(), "5")
                .highCardinalityKeyValue("aws.request_id", "theirs")
                .observe(this::makeCall));

    assertThat(telemetry.onlySpan().getName()).isEqualTo(PARENT);
    assertThat(parent().getAttributes().get(TOKENS)).isEqualTo(5);
    assertThat(parent().getAttributes().get(TOKENS_AS_TEXT)).isNull();
    assertThat(parent().getAttributes().get(AttributeKey.stringKey("aws.request_id")))
        .isEqualTo("theirs");
  }

  @Test
  void observationThatIsNotEnriched_keepsItsTags() {
    run(
        "once",
        () ->
            chat()
                .highCardinalityKeyValue(TOKENS_AS_TEXT.getKey(), "5")
                .observe(
                    () -> {
                      Span.current().setAttribute(TOKENS, 7L);
                      makeCall();
                    }));

    assertThat(parent().getAttributes().get(TOKENS_AS_TEXT)).isEqualTo("5");
  }

  @Test
  void spanOfTheProgramWithinTheObservation_isNotTheObservations() {
    run(
        "once",
        () ->
            chat()
                .observe(
                    () -> {
                      Span own =
                          telemetry.openTelemetry().getTracer("own").spanBuilder("own").startSpan();
                      Context.current().with(own).wrap(this::makeCall).run();
                      own.end();
                    }));

    assertThat(ofCall().getAttributes().get(TOKENS)).isEqualTo(5);
  }

  @Test
  void observationOfSomethingElse_isNoParentOfTheSameCall() {
    run(
        "once",
        () ->
            observation()
                .lowCardinalityKeyValue("gen_ai.operation.name", "framework")
                .observe(this::makeCall));

    assertThat(ofCall().getAttributes().get(TOKENS)).isEqualTo(5);
  }

  /** Metrics of a framework count whether the trace is sampled or not. */
  @Test
  void unsampledObservation_countsTheTokensToo() {
    telemetry.close();
    telemetry = Telemetry.sampledBy(Sampler.alwaysOff());

    run("once", () -> chat().observe(this::makeCall));

    assertThat(telemetry.metric("gen_ai.client.token.usage")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"once", "enrich"})
  void currentObservationThatHasStopped_leavesTheTokensToTheCall(String parentSpans) {
    run(
        parentSpans,
        () -> {
          Observation stopped = chat().start();
          Observation.Scope current = stopped.openScope();
          stopped.stop();
          makeCall();
          current.close();
        });

    assertThat(ofCall().getParentSpanId()).isEqualTo(parent().getSpanId());
    assertThat(ofCall().getAttributes().get(TOKENS)).isEqualTo(5);
    assertThat(telemetry.metric("gen_ai.client.token.usage")).isPresent();
  }

  @Test
  void applicationThatHasEnded_isNotAskedAnyMore() {
    run("once", () -> {});

    Contexts.with(telemetry)
        .withPropertyValues("bedrock.tracing.parent-spans=once")
        .run(context -> chat().observe(this::makeCall));

    assertThat(ofCall().getAttributes().get(TOKENS)).isEqualTo(5);
  }
}
