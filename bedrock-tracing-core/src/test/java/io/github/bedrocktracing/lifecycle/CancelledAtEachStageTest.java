/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.client.StreamConsumer;
import io.github.bedrocktracing.testing.process.Garbage;
import io.github.bedrocktracing.testing.server.Reply;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/** However many events have come when a call is cancelled, its span ends once and has them. */
@ParameterizedClass
@EnumSource(names = {"ASYNC_HTTP_1_1", "ASYNC_HTTP_2"})
final class CancelledAtEachStageTest {
  @Parameter private ClientKind kind;

  private final Telemetry telemetry = Telemetry.create();

  @AfterEach
  void close() {
    telemetry.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void cancelledAfterSoManyEvents(int events) {
    byte[][] frames = Exchanges.converseFrames();
    Reply reply =
        events == 0
            ? Reply.stream(frames).ending(Reply.Ending.HELD_FIRST)
            : Reply.stream(Arrays.copyOf(frames, events)).ending(Reply.Ending.HANGING);
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(List.of(reply))) {
      cancel(bedrock, events);
    }

    Garbage.collectUntil(() -> telemetry.ended() == 1);
    assertThat(telemetry.started()).isEqualTo(1);
    Map<String, Object> span = MetricPoint.byName(telemetry.onlySpan().getAttributes());
    assertThat(span)
        .containsEntry(
            "aws.bedrock.stream.outcome",
            events == 0 ? "abandoned" : events == frames.length ? "complete" : "cancelled");
    assertThat(span.get("gen_ai.usage.output_tokens"))
        .isEqualTo(events == frames.length ? 20L : null);
    if (events < 5) {
      assertThat(span.get("gen_ai.response.finish_reasons")).isNotEqualTo(List.of("end_turn"));
    } else {
      assertThat(span).containsEntry("gen_ai.response.finish_reasons", List.of("end_turn"));
    }
  }

  private void cancel(ScriptedBedrock bedrock, int events) {
    BedrockTracing tracing =
        BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();
    try (SdkAsyncHttpClient http = Clients.newAsyncHttpClient(kind.protocol());
        BedrockRuntimeAsyncClient client =
            Clients.asyncBuilder(bedrock, kind.protocol(), Clients.with(tracing.interceptor()))
                .httpClient(http)
                .build()) {
      StreamConsumer consumer = new StreamConsumer();
      CompletableFuture<Void> call =
          client.converseStream(Exchanges.converseStream(), consumer.ofConverse());
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> bedrock.requests() == 1 && consumer.events() == events);
      call.cancel(true);
      assertThat(call).isCancelled();
    }
  }
}
