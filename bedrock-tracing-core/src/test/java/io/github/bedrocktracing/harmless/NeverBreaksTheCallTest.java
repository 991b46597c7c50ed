/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.BedrockCalls;
import io.github.bedrocktracing.testing.client.CallResult;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.ThrowingTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Whatever throws inside the library or under it, the caller gets what it would get untraced. */
final class NeverBreaksTheCallTest {
  @AutoClose private static final FakeBedrock bedrock = FakeBedrock.start();

  @BeforeAll
  static void answer() {
    bedrock.answerJson("converse", Exchanges.CONVERSE_ANSWER);
    bedrock.answerJson("invoke", Exchanges.INVOKE_MODEL_ANSWER);
    bedrock.answerStream("converse-stream", Exchanges.converseAnswer());
    bedrock.answerStream(
        "invoke-with-response-stream",
        EventStreams.concat(
            Exchanges.invokeModelAnswer(),
            EventStreams.exception("modelStreamErrorException", "broken")));
  }

  @ParameterizedTest
  @MethodSource("seams")
  void throwingOpenTelemetry_changesNoCall(String seam, Throwable thrown) {
    ThrowingTelemetry telemetry = new ThrowingTelemetry(seam, thrown);

    assertNoCallChanges(telemetry.openTelemetry());

    assertThat(telemetry.thrown()).as("times that %s threw", seam).isPositive();
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void throwingSpanProcessor_changesNoCall(Throwable thrown) {
    assertNoCallChanges(
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .addSpanProcessor(ThrowingTelemetry.processor(thrown))
                    .build())
            .build());
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void throwingSampler_changesNoCall(Throwable thrown) {
    assertNoCallChanges(
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .setSampler(ThrowingTelemetry.sampler(thrown))
                    .addSpanProcessor(ThrowingTelemetry.ignoring())
                    .build())
            .build());
  }

  private static void assertNoCallChanges(OpenTelemetry openTelemetry) {
    ExecutionInterceptor interceptor =
        BedrockTracing.builder().openTelemetry(openTelemetry).build().interceptor();
    for (ClientKind kind : ClientKind.values()) {
      try (BedrockCalls traced = kind.connect(bedrock, Clients.with(interceptor));
          BedrockCalls untraced = kind.connect(bedrock, c -> {})) {
        for (Function<BedrockCalls, CallResult> call : calls(kind)) {
          assertThat(call.apply(traced)).isEqualTo(call.apply(untraced));
        }
      }
    }
  }

  private static List<Function<BedrockCalls, CallResult>> calls(ClientKind kind) {
    Function<BedrockCalls, CallResult> converse = c -> c.converse(Exchanges.converse());
    Function<BedrockCalls, CallResult> invoke = c -> c.invokeModel(Exchanges.invokeModel());
    Function<BedrockCalls, CallResult> converseStream =
        c -> c.converseStream(Exchanges.converseStream());
    Function<BedrockCalls, CallResult> invokeStream =
        c -> c.invokeModelStream(Exchanges.invokeModelStream());
    return kind == ClientKind.SYNC
        ? List.of(converse, invoke)
        : List.of(converse, invoke, converseStream, invokeStream);
  }

  static Stream<Arguments> seams() {
    return Stream.of(
            "tracerBuilder",
            "meterBuilder",
            "spanBuilder",
            "setParent",
            "startSpan",
            "isRecording",
            "setAllAttributes",
            "setStatus",
            "addEvent",
            "end",
            "histogramBuilder",
            "record")
        .flatMap(seam -> throwables().map(thrown -> Arguments.of(seam, thrown)));
  }

  static Stream<Throwable> throwables() {
    return Stream.of(
        new IllegalStateException("on purpose"),
        new AssertionError("on purpose"),
        new NoClassDefFoundError("on/Purpose"));
  }
}
