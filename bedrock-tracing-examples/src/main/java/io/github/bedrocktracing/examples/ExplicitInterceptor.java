/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import io.github.bedrocktracing.BedrockTracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** Tracing of one client only, with an OpenTelemetry of the program's own. */
public final class ExplicitInterceptor {
  private ExplicitInterceptor() {}

  /** Asks a model of AWS for a greeting through a client that is traced. */
  public static void main(String[] args) {
    OpenTelemetry openTelemetry = AutoConfiguredOpenTelemetrySdk.initialize().getOpenTelemetrySdk();
    Message question =
        Message.builder()
            .role(ConversationRole.USER)
            .content(ContentBlock.fromText("Say hello."))
            .build();
    try (BedrockRuntimeClient bedrock = tracedClient(openTelemetry)) {
      bedrock.converse(request -> request.modelId("amazon.nova-lite-v1:0").messages(question));
    }
  }

  /** Returns a client whose calls, and no others, are traced. */
  static BedrockRuntimeClient tracedClient(OpenTelemetry openTelemetry) {
    // readme:start explicit-interceptor
    BedrockTracing tracing = BedrockTracing.builder().openTelemetry(openTelemetry).build();
    BedrockRuntimeClient bedrock =
        BedrockRuntimeClient.builder()
            .overrideConfiguration(config -> config.addExecutionInterceptor(tracing.interceptor()))
            .build();
    // readme:end explicit-interceptor
    return bedrock;
  }

  /** Returns an asynchronous client whose calls are traced to their end, whatever it is. */
  static BedrockRuntimeAsyncClient pluggedClient(BedrockTracing tracing) {
    // readme:start plugin
    BedrockRuntimeAsyncClient bedrock =
        BedrockRuntimeAsyncClient.builder().addPlugin(tracing.plugin()).build();
    // readme:end plugin
    return bedrock;
  }
}
