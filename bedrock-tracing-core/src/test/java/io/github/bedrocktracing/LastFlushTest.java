/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.testing.Clients;
import io.github.bedrocktracing.testing.EventStreams;
import io.github.bedrocktracing.testing.FakeBedrock;
import io.github.bedrocktracing.testing.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

class LastFlushTest {
  @Test
  void cancelledStreamThatTheSdkIsSilentAbout_endsAtTheLastFlush_notOnlyAfterTheWait()
      throws Exception {
    try (FakeBedrock bedrock = FakeBedrock.start();
        Telemetry telemetry = Telemetry.create()) {
      byte[] frames =
          EventStreams.concat(
              EventStreams.event("messageStart", "{\"role\":\"assistant\"}"),
              EventStreams.event(
                  "contentBlockDelta", "{\"delta\":{\"text\":\"" + "x".repeat(4000) + "\"}}"));
      bedrock.answer(
          "converse-stream",
          response -> FakeBedrock.stream(response, frames).withChunkedDribbleDelay(40, 20_000));
      BedrockTracing tracing =
          BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();
      CountDownLatch firstEvent = new CountDownLatch(1);
      try (BedrockRuntimeAsyncClient client =
          Clients.async(bedrock, Protocol.HTTP1_1, Clients.with(tracing.interceptor()))) {
        CompletableFuture<Void> call =
            client.converseStream(
                r -> r.modelId("amazon.nova-lite-v1:0"),
                ConverseStreamResponseHandler.builder()
                    .subscriber(event -> firstEvent.countDown())
                    .build());
        firstEvent.await();
        call.cancel(true);
        // Well below the five seconds after which the library gives the SDK up.
        await()
            .atMost(Duration.ofSeconds(3))
            .until(
                () -> {
                  tracing.close();
                  return telemetry.ended() == 1;
                });
      }
      assertThat(
              telemetry
                  .onlySpan()
                  .getAttributes()
                  .get(AttributeKey.stringKey("aws.bedrock.stream.outcome")))
          .isEqualTo("cancelled");
    }
  }
}
