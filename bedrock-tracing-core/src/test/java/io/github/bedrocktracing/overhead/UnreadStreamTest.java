/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.overhead;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.server.BytesAsyncHttpClient;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/** A stream that goes to no span and no metric costs nothing for each event: nobody taps it. */
@Tag("one-sdk")
class UnreadStreamTest {
  private static final byte[] DELTA =
      EventStreams.event(
          "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"some words\"}}");

  @Test
  void streamThatNobodyReads_isTheBodyItself() {
    assertThat(isTapped(Sampler.alwaysOff())).isFalse();
  }

  @Test
  void streamOfASampledSpan_isTapped() {
    assertThat(isTapped(Sampler.alwaysOn())).isTrue();
  }

  private static boolean isTapped(Sampler sampler) {
    Witness first = new Witness();
    Witness last = new Witness();
    try (OpenTelemetrySdk telemetry =
            OpenTelemetrySdk.builder()
                .setTracerProvider(
                    SdkTracerProvider.builder()
                        .setSampler(sampler)
                        .addSpanProcessor(SimpleSpanProcessor.create(SpanExporter.composite()))
                        .build())
                .build();
        BedrockRuntimeAsyncClient client =
            BedrockRuntimeAsyncClient.builder()
                .httpClient(new BytesAsyncHttpClient(new byte[][] {DELTA, DELTA, DELTA}, 3))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("akid", "secret")))
                .overrideConfiguration(
                    c ->
                        c.addExecutionInterceptor(first)
                            .addExecutionInterceptor(
                                BedrockTracing.builder()
                                    .openTelemetry(telemetry)
                                    .build()
                                    .interceptor())
                            .addExecutionInterceptor(last))
                .build()) {
      client
          .converseStream(
              r -> r.modelId(Exchanges.MODEL),
              ConverseStreamResponseHandler.builder().subscriber(event -> {}).build())
          .join();
    }
    assertThat(first.body).isNotNull();
    assertThat(last.body).isNotNull();
    return first.body != last.body;
  }

  /** Sees the body as the interceptors before it have left it. */
  private static final class Witness implements ExecutionInterceptor {
    private volatile @Nullable Publisher<ByteBuffer> body;

    @Override
    public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
        Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
      body = context.responsePublisher().orElse(null);
      return context.responsePublisher();
    }
  }
}
