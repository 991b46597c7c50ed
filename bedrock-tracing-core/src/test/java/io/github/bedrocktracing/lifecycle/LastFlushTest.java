/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/** The last flush of a process waits for no call of which the SDK will tell no end. */
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
      // On both sides of the library's, so that it has been told when both have.
      CountDownLatch streamFailed = new CountDownLatch(2);
      ExecutionInterceptor watch = new FailureWatch(streamFailed);
      try (BedrockRuntimeAsyncClient client =
          Clients.async(
              bedrock, Protocol.HTTP1_1, Clients.with(watch, tracing.interceptor(), watch))) {
        CompletableFuture<Void> call =
            client.converseStream(
                r -> r.modelId("amazon.nova-lite-v1:0"),
                ConverseStreamResponseHandler.builder()
                    .subscriber(event -> firstEvent.countDown())
                    .build());
        firstEvent.await();
        call.cancel(true);
        assertThat(streamFailed.await(10, TimeUnit.SECONDS)).isTrue();

        // At once, while without it the library waits five seconds for the SDK's word.
        tracing.close();

        assertThat(telemetry.ended()).isEqualTo(1);
      }
      assertThat(
              telemetry
                  .onlySpan()
                  .getAttributes()
                  .get(AttributeKey.stringKey("aws.bedrock.stream.outcome")))
          .isEqualTo("cancelled");
    }
  }

  /** Tells when the body of a response fails. */
  private record FailureWatch(CountDownLatch failed) implements ExecutionInterceptor {
    @Override
    public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
        Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
      return context
          .responsePublisher()
          .map(body -> SdkPublisher.adapt(body).doAfterOnError(error -> failed.countDown()));
    }
  }
}
