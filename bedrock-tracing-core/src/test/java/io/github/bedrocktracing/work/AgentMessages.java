/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.work;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;

/** What is recorded of what agents are asked and answer. */
abstract class AgentMessages {
  static final AttributeKey<String> INPUT = AttributeKey.stringKey("gen_ai.input.messages");
  static final AttributeKey<String> OUTPUT = AttributeKey.stringKey("gen_ai.output.messages");

  @AutoClose final Telemetry telemetry = Telemetry.create();

  BedrockTracing capturing() {
    return with(b -> b.captureContent(true));
  }

  BedrockTracing with(Consumer<BedrockTracing.Builder> options) {
    BedrockTracing.Builder builder =
        BedrockTracing.builder().openTelemetry(telemetry.openTelemetry());
    options.accept(builder);
    return builder.build();
  }

  String recorded(AttributeKey<String> key) {
    return telemetry.onlySpan().getAttributes().get(key);
  }

  static String message(String role, String text) {
    return "[{\"role\":\"%s\",\"parts\":[{\"type\":\"text\",\"content\":\"%s\"}]}]"
        .formatted(role, text);
  }

  static String answer(String text) {
    return message("assistant", text).replace("}]}]", "}],\"finish_reason\":\"stop\"}]");
  }
}
