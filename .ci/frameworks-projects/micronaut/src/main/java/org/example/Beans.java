/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.examples.embedded.EmbeddedBedrock;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** The application's beans: its OpenTelemetry, tracing with it, and a client that knows of neither. */
@Factory
public final class Beans {
  @Singleton
  OpenTelemetry openTelemetry(Spans spans) {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(spans).build())
        .build();
  }

  @Context
  @Bean(preDestroy = "close")
  BedrockTracing tracing(OpenTelemetry openTelemetry) {
    BedrockTracing tracing = BedrockTracing.builder().openTelemetry(openTelemetry).build();
    BedrockTracing.autolog(tracing);
    return tracing;
  }

  @Singleton
  @Bean(preDestroy = "close")
  EmbeddedBedrock bedrock() {
    return EmbeddedBedrock.start();
  }

  @Singleton
  @Bean(preDestroy = "close")
  BedrockRuntimeClient client(EmbeddedBedrock bedrock) {
    return Question.client(bedrock.endpoint());
  }
}
