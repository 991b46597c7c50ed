/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.client.PlainCall;
import io.micrometer.observation.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An observation that was begun for a call is known as its parent though it is not current. */
class BegunObservationsTest extends ObservedCalls {
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
}
