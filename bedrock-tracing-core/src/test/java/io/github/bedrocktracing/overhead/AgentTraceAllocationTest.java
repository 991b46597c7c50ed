/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.overhead;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.agent.AgentCalls;
import io.github.bedrocktracing.testing.agent.AgentTrace;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.sdk.TapMeter;
import io.github.bedrocktracing.testing.server.BytesAsyncHttpClient;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentResponseHandler;

/** What is allocated for an event of an agent's trace that is read for its steps alone. */
@ResourceLock(ProcessState.LOCK)
@Tag("one-sdk")
@Tag("compiled")
class AgentTraceAllocationTest {
  private static final byte[][] ANSWER = {AgentTrace.chunk("an answer")};

  private static final int MAX_BYTES = 2_500;

  /** By how much two measurements may differ. */
  private static final int MAX_BYTES_MORE = 300;

  @Test
  void prompt_costsNothingWhereItIsNotRecorded() {
    assertTextIsNotDecoded(text -> AgentTrace.modelInput("trace-1", text));
  }

  @Test
  void finalResponse_costsNothingWhereItIsNotRecorded() {
    assertTextIsNotDecoded(text -> AgentTrace.finalResponse("trace-1", text));
  }

  private static void assertTextIsNotDecoded(UnaryOperator<String> part) {
    long little = bytesPerEvent(part.apply("word"));

    assertThat(little).isBetween(1L, (long) MAX_BYTES);
    assertThat(bytesPerEvent(part.apply("word ".repeat(4000))))
        .isBetween(1L, little + MAX_BYTES_MORE);
  }

  private static long bytesPerEvent(String part) {
    TapMeter meter = new TapMeter(AgentTrace.part("2026-11-21T10:00:00Z", part));
    try (OpenTelemetrySdk telemetry = openTelemetry();
        BedrockAgentRuntimeAsyncClient client = client(telemetry, meter)) {
      client
          .invokeAgent(
              AgentCalls.request(),
              InvokeAgentResponseHandler.builder().subscriber(event -> {}).build())
          .join();
    }
    return meter.bytesPerEvent();
  }

  private static BedrockAgentRuntimeAsyncClient client(OpenTelemetrySdk telemetry, TapMeter meter) {
    meter.of(BedrockTracing.builder().openTelemetry(telemetry).build().interceptor());
    return BedrockAgentRuntimeAsyncClient.builder()
        .httpClient(new BytesAsyncHttpClient(ANSWER, ANSWER.length))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("akid", "secret")))
        .overrideConfiguration(c -> c.addExecutionInterceptor(meter))
        .build();
  }

  private static OpenTelemetrySdk openTelemetry() {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(SpanExporter.composite()))
                .build())
        .build();
  }
}
