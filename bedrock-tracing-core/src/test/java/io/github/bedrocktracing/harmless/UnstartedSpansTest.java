/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.process.Garbage;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.ThrowingTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;

/** Of a call whose span cannot be started, nothing is kept, above all not its prompt. */
final class UnstartedSpansTest {
  /** What keeps a span from being started. */
  private enum Obstacle {
    SAMPLER {
      @Override
      OpenTelemetry openTelemetry() {
        return tracing(
            SdkTracerProvider.builder()
                .setSampler(ThrowingTelemetry.sampler(thrown()))
                .addSpanProcessor(ThrowingTelemetry.ignoring())
                .build());
      }
    },
    SPAN_PROCESSOR {
      @Override
      OpenTelemetry openTelemetry() {
        return tracing(
            SdkTracerProvider.builder()
                .addSpanProcessor(ThrowingTelemetry.processor(thrown()))
                .build());
      }
    },
    TRACER {
      @Override
      OpenTelemetry openTelemetry() {
        return new ThrowingTelemetry("spanBuilder", thrown()).openTelemetry();
      }
    };

    abstract OpenTelemetry openTelemetry();

    private static RuntimeException thrown() {
      return new IllegalStateException("on purpose");
    }

    private static OpenTelemetry tracing(SdkTracerProvider tracers) {
      return OpenTelemetrySdk.builder().setTracerProvider(tracers).build();
    }
  }

  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();

  @BeforeEach
  void answer() {
    bedrock.answerJson("converse", Exchanges.CONVERSE_ANSWER);
  }

  @ParameterizedTest
  @EnumSource
  void requestOfACallThatSucceeded_isNotKept(Obstacle obstacle) {
    try (BedrockRuntimeClient client =
        Clients.sync(bedrock, Clients.with(tracing(obstacle).interceptor()))) {
      WeakReference<ConverseRequest> request = call(client);

      Garbage.collectUntil(() -> request.get() == null);
    }
  }

  @ParameterizedTest
  @EnumSource
  void requestOfACallThatIsDropped_isNotKept(Obstacle obstacle) {
    bedrock.answer(
        "converse",
        response -> FakeBedrock.json(response, Exchanges.CONVERSE_ANSWER).withFixedDelay(60_000));
    WeakReference<ConverseRequest> request;
    try (SdkAsyncHttpClient http = Clients.newAsyncHttpClient(Protocol.HTTP1_1);
        BedrockRuntimeAsyncClient client =
            Clients.asyncBuilder(
                    bedrock, Protocol.HTTP1_1, Clients.with(tracing(obstacle).interceptor()))
                .httpClient(http)
                .build()) {
      request = drop(client);
    }

    Garbage.collectUntil(() -> request.get() == null);
  }

  private static BedrockTracing tracing(Obstacle obstacle) {
    return BedrockTracing.builder()
        .openTelemetry(obstacle.openTelemetry())
        .captureContent(true)
        .build();
  }

  /** Leaves nothing of the call on the test's own stack, as does the next. */
  private static WeakReference<ConverseRequest> call(BedrockRuntimeClient client) {
    ConverseRequest request = Exchanges.converse();
    assertThat(client.converse(request).usage().outputTokens()).isEqualTo(20);
    return new WeakReference<>(request);
  }

  private static WeakReference<ConverseRequest> drop(BedrockRuntimeAsyncClient client) {
    ConverseRequest request = Exchanges.converse();
    CompletableFuture<?> call = client.converse(request);
    assertThat(call).isNotDone();
    call.cancel(true);
    assertThat(call).failsWithin(Duration.ofSeconds(10));
    return new WeakReference<>(request);
  }
}
