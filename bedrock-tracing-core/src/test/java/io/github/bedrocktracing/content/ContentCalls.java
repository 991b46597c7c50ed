/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.content;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Calls with content, and what was recorded of them. */
abstract class ContentCalls {
  static final String CAPTURE_FLAG = "otel.instrumentation.genai.capture-message-content";

  @AutoClose final FakeBedrock bedrock = FakeBedrock.start();
  Telemetry telemetry;

  @BeforeEach
  void createTelemetry() {
    telemetry = Telemetry.create();
  }

  @AfterEach
  void closeTelemetry() {
    System.clearProperty(CAPTURE_FLAG);
    telemetry.close();
  }

  static BedrockTracing.Builder capturing(BedrockTracing.Builder builder) {
    return builder.captureContent(true);
  }

  void call(UnaryOperator<BedrockTracing.Builder> settings, Consumer<BedrockRuntimeClient> call) {
    BedrockTracing tracing = settings.apply(tracing()).build();
    try (BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with(tracing.interceptor()))) {
      call.accept(client);
    }
  }

  void callAsync(
      UnaryOperator<BedrockTracing.Builder> settings, Consumer<BedrockRuntimeAsyncClient> call) {
    BedrockTracing tracing = settings.apply(tracing()).build();
    try (BedrockRuntimeAsyncClient client =
        Clients.async(bedrock, Protocol.HTTP2, Clients.with(tracing.interceptor()))) {
      call.accept(client);
    }
  }

  BedrockTracing.Builder tracing() {
    return BedrockTracing.builder().openTelemetry(telemetry.openTelemetry());
  }

  static AttributeKey<String> key(String name) {
    return AttributeKey.stringKey(name);
  }
}
