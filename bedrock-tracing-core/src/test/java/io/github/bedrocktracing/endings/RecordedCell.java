/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.testing.client.CallResult;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded of one cell, and what holds of it.
 *
 * @param known who knew that the call was over
 */
record RecordedCell(
    Cell cell, Telemetry telemetry, SpanData span, Map<String, Object> attributes, String known) {
  private static final String OUTCOME = "aws.bedrock.stream.outcome";
  private static final String ERROR_TYPE = "error.type";
  private static final String SHUTDOWN = "shutdown";

  /** Takes what was recorded: a call that began and ended once, and its steps, all ended. */
  static RecordedCell of(Cell cell, Telemetry telemetry, List<String> ends) {
    List<SpanData> own =
        telemetry.spansOfCall().stream().filter(s -> s.getKind() == SpanKind.CLIENT).toList();
    assertThat(own).as("spans of the call").hasSize(1);
    assertThat(telemetry.started()).as("spans begun").isEqualTo(telemetry.ended());
    assertThat(ends).as("ends").hasSize(1);
    SpanData span = own.get(0);
    return new RecordedCell(
        cell, telemetry, span, MetricPoint.byName(span.getAttributes()), ends.get(0));
  }

  Observation observation() {
    return new Observation((String) attributes.get(OUTCOME), errorType(), known);
  }

  /** Asserts what holds whatever the fault. */
  void assertSound(Made made) {
    assertThat(span.getStatus().getStatusCode())
        .as("status")
        .isEqualTo(errorType() == null ? StatusCode.UNSET : StatusCode.ERROR);
    assertDuration();
    assertNothingTwice();
    assertInput();
    if (cell.operation().streams() && lastAttemptArrived(made)) {
      assertNothingLost();
    }
  }

  /**
   * Asserts that it tells of the call what its caller, and an interceptor beside, have seen. Where
   * the plugin knew of the end, the SDK may go on without its caller, and tell interceptors of an
   * attempt that it cannot repeat once the client is closed.
   */
  void assertAgrees(Made made) {
    long retries = (long) attributes.getOrDefault("aws.bedrock.retry_count", 0L);
    long repeated = Math.max(0L, made.witness().attempts() - 1L);
    if (known.equals("plugin")) {
      assertThat(retries).as("retries").isLessThanOrEqualTo(repeated);
      return;
    }
    assertThat(retries).as("retries").isEqualTo(repeated);
    assertThat(made.requests())
        .as("requests at the server")
        .isLessThanOrEqualTo(made.witness().attempts());
    if (known.equals(SHUTDOWN)) {
      return;
    }
    if (known.equals("signal") || isOfItsBody(made)) {
      await().until(() -> made.told() > 0);
    }
    assertThat(made.told())
        .as("what the SDK told interceptors, where the end was known by %s", known)
        .isEqualTo(known.equals("signal") || isOfItsBody(made) ? 1 : 0);
    made.witness()
        .failure()
        .ifPresent(
            failure ->
                assertThat(errorType())
                    .as("what interceptors were told of")
                    .isEqualToIgnoringCase(CallResult.of(failure).errorType()));
    if ((known.equals("signal") || isOfItsBody(made)) && cell.callerWaits()) {
      assertThat(made.agreesWith(observation()))
          .as("%s, where the caller has seen %s", observation(), made.seen())
          .isTrue();
    }
  }

  /** Returns whether the SDK was done with the call before its end, of which the body told. */
  private boolean isOfItsBody(Made made) {
    return cell.operation().shape() == Shape.BODY && made.hasResponse();
  }

  private @Nullable String errorType() {
    return (String) attributes.get(ERROR_TYPE);
  }

  private void assertDuration() {
    List<MetricPoint> points =
        MetricPoint.of(telemetry.metric("gen_ai.client.operation.duration").orElseThrow());
    assertThat(points).as("series of the duration").hasSize(1);
    assertThat(points.get(0).count()).as("durations").isEqualTo(1);
    assertThat(points.get(0).attributes().get(ERROR_TYPE)).isEqualTo(errorType());
  }

  /** A retried attempt counts no tokens, and adds nothing to the answer of the one after it. */
  private void assertNothingTwice() {
    telemetry
        .metric("gen_ai.client.token.usage")
        .ifPresent(
            usage ->
                assertThat(MetricPoint.of(usage))
                    .allSatisfy(point -> assertThat(point.count()).isEqualTo(1)));
    String output = String.valueOf(attributes.get(cell.operation().recorded().output()));
    assertThat(output.split("Hel", -1).length).as(output).isLessThanOrEqualTo(2);
    assertThat(attributes.getOrDefault("gen_ai.usage.output_tokens", 0L)).isIn(0L, 1L, 20L);
  }

  private void assertInput() {
    assertThat(attributes.get(cell.operation().recorded().input()))
        .as("input")
        .asString()
        .contains(MatrixOperation.QUESTION);
  }

  /** An attempt that meets a broken connection brings nothing, after one that brought something. */
  private boolean lastAttemptArrived(Made made) {
    return !cell.fault().varying(cell.operation(), cell.kind()).contains(Varying.REQUESTS)
        || made.requests() == made.witness().attempts();
  }

  /** What the last attempt brought before the fault is there. */
  private void assertNothingLost() {
    int framesSeen = cell.fault().framesSeen();
    if (framesSeen >= 3) {
      assertThat(attributes.get(cell.operation().recorded().output()))
          .as("output")
          .asString()
          .contains("Hello");
    }
    if (framesSeen >= 1 && cell.operation() == MatrixOperation.INVOKE_MODEL_STREAM) {
      assertThat(attributes).containsEntry("gen_ai.usage.input_tokens", 45L);
    }
    if (framesSeen == cell.operation().answer().parts().size()
        && cell.operation().recorded().countsTokens()) {
      assertThat(attributes)
          .containsEntry("gen_ai.usage.input_tokens", 45L)
          .containsEntry("gen_ai.usage.output_tokens", 20L);
    }
  }
}
