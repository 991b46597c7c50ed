/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.CallResult;
import io.github.bedrocktracing.testing.ClientKind;
import io.github.bedrocktracing.testing.MetricPoint;
import io.github.bedrocktracing.testing.Telemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One cell of the matrix: an operation of a client with a fault, traced in one of two ways. */
record Cell(MatrixOperation operation, ClientKind kind, Attachment attachment, Fault fault) {
  private static final String OUTCOME = "aws.bedrock.stream.outcome";
  private static final String ERROR_TYPE = "error.type";

  /** Makes the call and asserts everything that holds for each cell. */
  Observation observe() {
    EndWitness witness = new EndWitness();
    try (Telemetry telemetry = Telemetry.watchedBy(witness)) {
      BedrockTracing tracing = tracing(telemetry);
      CallResult seen;
      int requests;
      int attempts;
      try (FaultyCall call = new FaultyCall(operation, kind, fault, tracing, attachment)) {
        seen = call.make();
        requests = call.requests();
        EndsAwaited.whileOpen(() -> telemetry.ended() > 0);
        attempts = call.attempts();
      }
      EndsAwaited.until(() -> telemetry.ended() > 0);
      SpanData span = telemetry.onlySpan();
      assertThat(telemetry.started()).as("spans begun").isEqualTo(1);
      assertThat(telemetry.ended()).as("spans ended").isEqualTo(1);
      Map<String, Object> attributes = MetricPoint.byName(span.getAttributes());
      String errorType = (String) attributes.get(ERROR_TYPE);
      String known = witness.known().get(0);
      assertThat(witness.known()).as("ends").hasSize(1);
      assertStatus(span, errorType);
      assertDuration(telemetry, errorType);
      assertNothingTwice(telemetry, attributes);
      assertNothingLost(attributes);
      assertThat(attributes.getOrDefault("aws.bedrock.retry_count", 0L))
          .as("retries")
          .isEqualTo(Math.max(0L, attempts - 1L));
      if (known.equals("signal") && fault.callerWaits()) {
        assertAgrees(errorType, attributes, seen);
      }
      if (fault.isRace(operation, kind)) {
        assertThat(errorType).isIn(fault.raceErrors());
      } else {
        assertUnchanged(tracing, seen, requests);
      }
      String outcome = (String) attributes.get(OUTCOME);
      if (!fault.isRace(operation, kind)) {
        return new Observation(outcome, errorTypes(errorType), known);
      }
      if (outcome != null) {
        assertThat(outcome).isIn(fault.raceOutcomes());
      }
      return new Observation(
          outcome == null ? null : String.join(" or ", fault.raceOutcomes()),
          fault.raceErrors(),
          fault.known(known));
    }
  }

  private static BedrockTracing tracing(Telemetry telemetry) {
    return BedrockTracing.builder()
        .openTelemetry(telemetry.openTelemetry())
        .captureContent(true)
        .build();
  }

  private static List<String> errorTypes(String errorType) {
    return errorType == null ? List.of() : List.of(errorType);
  }

  private static void assertStatus(SpanData span, String errorType) {
    assertThat(span.getStatus().getStatusCode())
        .as("status")
        .isEqualTo(errorType == null ? StatusCode.UNSET : StatusCode.ERROR);
  }

  private static void assertDuration(Telemetry telemetry, String errorType) {
    List<MetricPoint> points =
        MetricPoint.of(telemetry.metric("gen_ai.client.operation.duration").orElseThrow());
    assertThat(points).as("series of the duration").hasSize(1);
    assertThat(points.get(0).count()).as("durations").isEqualTo(1);
    assertThat(points.get(0).attributes().get(ERROR_TYPE)).isEqualTo(errorType);
  }

  /** A retried attempt counts no tokens, and adds nothing to the answer of the one after it. */
  private static void assertNothingTwice(Telemetry telemetry, Map<String, Object> attributes) {
    telemetry
        .metric("gen_ai.client.token.usage")
        .ifPresent(
            usage ->
                assertThat(MetricPoint.of(usage))
                    .allSatisfy(point -> assertThat(point.count()).isEqualTo(1)));
    String output = String.valueOf(attributes.get("gen_ai.output.messages"));
    assertThat(output.split("Hel", -1).length).as(output).isLessThanOrEqualTo(2);
    assertThat(attributes.getOrDefault("gen_ai.usage.output_tokens", 0L)).isIn(0L, 1L, 20L);
  }

  /** What was read before the fault is there. */
  private void assertNothingLost(Map<String, Object> attributes) {
    assertThat(attributes.get("gen_ai.input.messages"))
        .as("input")
        .asString()
        .contains("Say hello");
    if (!operation.streams()) {
      return;
    }
    if (fault.framesSeen() >= 3) {
      assertThat(attributes.get("gen_ai.output.messages"))
          .as("output")
          .asString()
          .contains("Hello");
    }
    if (fault.framesSeen() >= 1 && operation == MatrixOperation.INVOKE_MODEL_STREAM) {
      assertThat(attributes).containsEntry("gen_ai.usage.input_tokens", 45L);
    }
    if (fault.framesSeen() == operation.answer().parts().size()) {
      assertThat(attributes)
          .containsEntry("gen_ai.usage.input_tokens", 45L)
          .containsEntry("gen_ai.usage.output_tokens", 20L);
    }
  }

  /** The span says what the caller of this very call saw. */
  private static void assertAgrees(
      String errorType, Map<String, Object> attributes, CallResult seen) {
    if (!seen.errorType().isEmpty()) {
      // In some cases the SDK wraps the exception once more after interceptors were told of it.
      assertThat(seen.errorType() + '\n' + seen.failure())
          .as("what the caller saw")
          .containsIgnoringCase(errorType);
    } else if (errorType != null) {
      assertThat(errorType).isEqualTo("stream_truncated");
      assertThat(attributes).containsEntry(OUTCOME, "truncated");
    }
  }

  private void assertUnchanged(BedrockTracing tracing, CallResult seen, int requests) {
    try (FaultyCall untraced =
        new FaultyCall(operation, kind, fault, tracing, Attachment.UNTRACED)) {
      CallResult expected = untraced.make();
      assertThat(comparable(seen)).as("what the caller sees").isEqualTo(comparable(expected));
      if (!fault.handlerIsToldAtRandom()) {
        assertThat(requests).as("requests at the server").isEqualTo(untraced.requests());
      }
    }
  }

  private CallResult comparable(CallResult result) {
    return new CallResult(
        result.received().stream()
            .filter(seen -> !(fault.handlerIsToldAtRandom() && seen instanceof String))
            .map(seen -> seen instanceof String text ? withoutNoise(text) : seen)
            .toList(),
        withoutNoise(result.failure()),
        result.errorType());
  }

  /** Takes out ports, addresses of objects and sizes of pools. */
  private static String withoutNoise(String text) {
    return text.replaceAll(
        "(?<=refused)[^\\n]*|localhost[^ ]*|@[0-9a-f]+|Lambda\\S*|[a-z]+ (size|threads|tasks) = [0-9]+",
        "*");
  }

  @Override
  public String toString() {
    return operation + ", " + kind + ", " + attachment + ", " + fault;
  }

  /**
   * What a cell showed.
   *
   * @param outcome how the stream ended; null where there is none
   * @param errorTypes the error type; several where the SDK races with itself; none if no error
   * @param known who knew that the call was over
   */
  record Observation(String outcome, Collection<String> errorTypes, String known) {
    /** Returns what stands in the table. */
    String text() {
      String errors =
          errorTypes.stream()
              .map(type -> "`" + type.substring(type.lastIndexOf('.') + 1) + "`")
              .sorted()
              .collect(Collectors.joining(" or "));
      StringBuilder text = new StringBuilder();
      if (outcome != null) {
        text.append(outcome).append(", ");
      } else if (errors.isEmpty()) {
        text.append("ok, ");
      }
      if (!errors.isEmpty()) {
        text.append(errors).append(", ");
      }
      return text.append(known).toString();
    }
  }
}
