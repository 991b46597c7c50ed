/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.overhead;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.agent.AgentCalls;
import io.github.bedrocktracing.testing.agent.AgentTrace;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.sdk.TapMeter;
import io.github.bedrocktracing.testing.server.BytesAsyncHttpClient;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;

/** What tracing allocates for each event of a stream of which nobody reads anything: nothing. */
@ResourceLock(ProcessState.LOCK)
@Tag("one-sdk")
@Tag("compiled")
class UnreadStreamAllocationTest {
  private static final byte[][] AGENT_ANSWER = {AgentTrace.chunk("an answer")};
  private static final byte[] TRACE =
      AgentTrace.part(
          "2026-11-21T10:00:00Z", AgentTrace.modelInput("trace-1", "What is the order?"));

  @Test
  void converseStream() {
    TapMeter meter =
        new TapMeter(EventStreams.event("contentBlockDelta", "{\"delta\":{\"text\":\"word\"}}"));

    converseStream(Sampler.alwaysOff(), meter);

    assertThat(meter.isTapped()).isFalse();
    assertThat(meter.bytesPerEvent()).isZero();
  }

  @Test
  void invokeModelStream() {
    TapMeter meter =
        new TapMeter(
            EventStreams.chunk("{\"type\":\"content_block_delta\",\"delta\":{\"text\":\"word\"}}"));

    try (OpenTelemetrySdk nobody = openTelemetry(Sampler.alwaysOff());
        BedrockRuntimeAsyncClient client =
            client(
                BedrockRuntimeAsyncClient.builder(),
                Exchanges.invokeModelFrames(),
                nobody,
                meter)) {
      client
          .invokeModelWithResponseStream(
              Exchanges.invokeModelStream(),
              InvokeModelWithResponseStreamResponseHandler.builder().subscriber(e -> {}).build())
          .join();
    }

    assertThat(meter.isTapped()).isFalse();
    assertThat(meter.bytesPerEvent()).isZero();
  }

  @Test
  void invokeAgent() {
    TapMeter meter = new TapMeter(TRACE);

    try (OpenTelemetrySdk nobody = openTelemetry(Sampler.alwaysOff());
        BedrockAgentRuntimeAsyncClient client =
            client(BedrockAgentRuntimeAsyncClient.builder(), AGENT_ANSWER, nobody, meter)) {
      client
          .invokeAgent(
              AgentCalls.request(),
              InvokeAgentResponseHandler.builder().subscriber(e -> {}).build())
          .join();
    }

    assertThat(meter.isTapped()).isFalse();
    assertThat(meter.bytesPerEvent()).isZero();
  }

  /** What is measured here is measured of a stream that is read, too. */
  @Test
  void streamThatIsRead_isTapped_andItsDeltasAreNotLookedInto() {
    TapMeter meter =
        new TapMeter(EventStreams.event("contentBlockDelta", "{\"delta\":{\"text\":\"word\"}}"));

    converseStream(Sampler.alwaysOn(), meter);

    assertThat(meter.isTapped()).isTrue();
    assertThat(meter.bytesPerEvent()).isLessThanOrEqualTo(64);
  }

  private static void converseStream(Sampler sampler, TapMeter meter) {
    try (OpenTelemetrySdk telemetry = openTelemetry(sampler);
        BedrockRuntimeAsyncClient client =
            client(
                BedrockRuntimeAsyncClient.builder(),
                Exchanges.converseFrames(),
                telemetry,
                meter)) {
      client
          .converseStream(
              Exchanges.converseStream(),
              ConverseStreamResponseHandler.builder().subscriber(e -> {}).build())
          .join();
    }
  }

  private static <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C> C client(
      B builder, byte[][] frames, OpenTelemetrySdk telemetry, TapMeter meter) {
    meter.of(BedrockTracing.builder().openTelemetry(telemetry).build().interceptor());
    return builder
        .httpClient(new BytesAsyncHttpClient(frames, frames.length))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("akid", "secret")))
        .overrideConfiguration(c -> c.addExecutionInterceptor(meter))
        .build();
  }

  private static OpenTelemetrySdk openTelemetry(Sampler sampler) {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .setSampler(sampler)
                // Without a processor the SDK makes no spans at all.
                .addSpanProcessor(SimpleSpanProcessor.create(SpanExporter.composite()))
                .build())
        .build();
  }
}
