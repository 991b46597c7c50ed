/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Calls within observations, which put their tags on their spans when they stop. */
@ResourceLock(ProcessState.LOCK)
@ExtendWith(RestoresSwitches.class)
class ObservationsTest {
  private static final String PARENT = "observed";
  private static final AttributeKey<Long> TOKENS =
      AttributeKey.longKey("gen_ai.usage.input_tokens");
  private static final AttributeKey<String> TOKENS_AS_TEXT =
      AttributeKey.stringKey("gen_ai.usage.input_tokens");

  private final FakeBedrock bedrock = FakeBedrock.start();
  private final BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with());
  private final ObservationRegistry registry = ObservationRegistry.create();
  private Telemetry telemetry = Telemetry.create();

  @BeforeEach
  void answer() {
    bedrock.answerJson("converse", PlainCall.ANSWER);
  }

  @AfterEach
  void close() {
    client.close();
    bedrock.close();
    telemetry.close();
  }

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

  @Test
  void observationThatWasBegunForTheCall_isItsParent_thoughItIsNotCurrent() {
    run("once", () -> within(chat().start(), this::makeCall));

    assertThat(ofCall().getParentSpanId()).isEqualTo(parent().getSpanId());
    assertThat(ofCall().getTraceId()).isEqualTo(parent().getTraceId());
    assertThat(ofCall().getAttributes().get(TOKENS)).isNull();
  }

  @Test
  void observationThatWasBegun_isTheParentOfOneCallAlone() {
    run(
        "child",
        () ->
            within(
                chat().start(),
                () -> {
                  makeCall();
                  makeCall();
                }));

    assertThat(telemetry.spans(3))
        .filteredOn(span -> span.getParentSpanId().equals(parent().getSpanId()))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "openai, " + PlainCall.MODEL,
    "bedrock_converse, another-model",
  })
  void observationThatWasBegunForAnother_isNoParent(String system, String model) {
    run("once", () -> within(chat(system, model).start(), this::makeCall));

    assertThatTheCallStandsAlone();
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
  void observationThatHasStopped_isNoParent() {
    run(
        "once",
        () -> {
          chat().start().stop();
          makeCall();
        });

    assertThatTheCallStandsAlone();
  }

  @Test
  void whatElseIsObservedOnTheThread_endsThatAnObservationIsTheLastOne() {
    run(
        "once",
        () ->
            within(
                chat().start(),
                () -> {
                  observation().start();
                  makeCall();
                }));
    assertThatTheCallStandsAlone();

    telemetry.reset();
    run(
        "once",
        () -> {
          Observation outer = observation().start();
          Observation.Scope scope = outer.openScope();
          within(
              chat().start(),
              () -> {
                scope.close();
                makeCall();
              });
        });
    assertThatTheCallStandsAlone();
  }

  @Test
  void applicationThatHasEnded_isNotAskedAnyMore() {
    run("once", () -> {});

    Contexts.with(telemetry)
        .withPropertyValues("bedrock.tracing.parent-spans=once")
        .run(context -> chat().observe(this::makeCall));

    assertThat(ofCall().getAttributes().get(TOKENS)).isEqualTo(5);
  }

  private void run(String parentSpans, Runnable calls) {
    OtelTracer tracer =
        new OtelTracer(
            telemetry.openTelemetry().getTracer("observations"),
            new OtelCurrentTraceContext(),
            event -> {});
    if (registry.isNoop()) {
      registry.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer));
    }
    Contexts.with(telemetry)
        .withBean(ObservationRegistry.class, () -> registry)
        .withPropertyValues("bedrock.tracing.parent-spans=" + parentSpans)
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              calls.run();
            });
  }

  private Observation observation() {
    return Observation.createNotStarted(PARENT, registry);
  }

  private Observation chat() {
    return chat("bedrock_converse", PlainCall.MODEL);
  }

  /** Returns an observation as Spring AI makes one of a call of a model. */
  private Observation chat(String system, String model) {
    return observation()
        .lowCardinalityKeyValue("gen_ai.operation.name", "chat")
        .lowCardinalityKeyValue("gen_ai.system", system)
        .lowCardinalityKeyValue("gen_ai.request.model", model);
  }

  private static void within(Observation begun, Runnable calls) {
    try {
      calls.run();
    } finally {
      begun.stop();
    }
  }

  private void assertThatTheCallStandsAlone() {
    assertThat(ofCall().getParentSpanContext().isValid()).isFalse();
    assertThat(ofCall().getAttributes().get(TOKENS)).isEqualTo(5);
  }

  private SpanData ofCall() {
    return span(PlainCall.SPAN_NAME);
  }

  private SpanData parent() {
    return span(PARENT);
  }

  private SpanData span(String name) {
    return telemetry.endedSpans().stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void makeCall() {
    assertThat(PlainCall.converse(client)).isEqualTo("Hello.");
  }
}
