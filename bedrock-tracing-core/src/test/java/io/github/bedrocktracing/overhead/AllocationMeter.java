/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.overhead;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.server.BytesHttpClient;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** What tracing adds to the allocation of a call, by the JVM's own count. */
final class AllocationMeter {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  static final int KB = 1000;

  /** Calls until the code is compiled; before, what needs no object has one. */
  private static final int WARM_UP = 6000;

  private static final int CALLS = 300;
  private static final int ROUNDS_WITHOUT_LESS = 10;
  private static final int MAX_ROUNDS = 100;
  private static final int ATTEMPTS = 5;

  private AllocationMeter() {}

  static Cost added(Sampler sampler, byte[] answer, Call call) {
    return added(sampler, answer, call, WARM_UP, CALLS);
  }

  static Cost added(Sampler sampler, byte[] answer, Call call, int warmUp, int calls) {
    try (OpenTelemetrySdk telemetry = openTelemetry(sampler, true)) {
      return added(telemetry, answer, call, warmUp, calls);
    }
  }

  static Cost added(OpenTelemetry telemetry, byte[] answer, Call call) {
    return added(telemetry, answer, call, WARM_UP, CALLS);
  }

  static Cost added(OpenTelemetry telemetry, byte[] answer, Call call, int warmUp, int calls) {
    ExecutionInterceptor tracing =
        BedrockTracing.builder().openTelemetry(telemetry).build().interceptor();
    return new Cost(
        bytesPerCall(answer, call, warmUp, calls, tracing),
        bytesPerCall(answer, call, warmUp, calls, new ExecutionInterceptor() {}));
  }

  static OpenTelemetrySdk openTelemetry(Sampler sampler, boolean withMetrics) {
    SdkMeterProviderBuilder meters = SdkMeterProvider.builder();
    if (withMetrics) {
      meters.registerMetricReader(InMemoryMetricReader.create());
    }
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .setSampler(sampler)
                // Without a processor the SDK makes no spans at all.
                .addSpanProcessor(SimpleSpanProcessor.create(SpanExporter.composite()))
                .build())
        .setMeterProvider(meters.build())
        .build();
  }

  private static long bytesPerCall(
      byte[] answer, Call call, int warmUp, int calls, ExecutionInterceptor interceptor) {
    try (BedrockRuntimeClient client =
        BedrockRuntimeClient.builder()
            .httpClient(new BytesHttpClient(answer))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("akid", "secret")))
            .overrideConfiguration(c -> c.addExecutionInterceptor(interceptor))
            .build()) {
      for (int i = 0; i < warmUp; i++) {
        call.make(client);
      }
      return settled(() -> call.make(client), calls);
    }
  }

  /**
   * Returns what a call allocates once no further round of calls takes less: a busy machine
   * compiles late, and what is not compiled allocates more.
   */
  private static long settled(Runnable call, int calls) {
    long least = Long.MAX_VALUE;
    int roundsWithoutLess = 0;
    for (int round = 0; round < MAX_ROUNDS && roundsWithoutLess < ROUNDS_WITHOUT_LESS; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < calls; i++) {
        call.run();
      }
      long taken = (THREADS.getCurrentThreadAllocatedBytes() - before) / calls;
      roundsWithoutLess = taken < least ? 0 : roundsWithoutLess + 1;
      least = Math.min(least, taken);
    }
    return least;
  }

  /**
   * Asserts that what tracing adds comes to lie within a bound, and returns it: code that a busy
   * machine has not compiled yet allocates more, and no code less than it has to.
   */
  static long assertAtMost(int bound, Supplier<Cost> measured) {
    Cost least = measured.get();
    for (int again = 0; again < ATTEMPTS && least.added() > bound; again++) {
      least = least.orLess(measured.get());
    }
    assertThat(least.added()).isLessThanOrEqualTo(bound);
    return least.added();
  }

  /**
   * What a call allocates.
   *
   * @param traced bytes with the library's interceptor
   * @param plain bytes with one that does nothing
   */
  record Cost(long traced, long plain) {
    long added() {
      return traced - plain;
    }

    Cost orLess(Cost other) {
      return new Cost(Math.min(traced, other.traced), Math.min(plain, other.plain));
    }
  }

  interface Call {
    Object make(BedrockRuntimeClient client);
  }
}
