/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.fuzz;

import java.util.List;

/** Short texts that are read, before they are mutated. */
final class Samples {
  static final List<String> HEADER_NAMES =
      List.of(
          "x-amzn-RequestId", "X-Amzn-Bedrock-Input-Token-Count",
          "X-Amzn-Bedrock-Output-Token-Count", "X-Amzn-Bedrock-Invocation-Latency",
          "X-Amzn-Bedrock-Service-Tier", "X-Amzn-Bedrock-Cache-Read-Input-Token-Count");

  static final List<String> HEADER_VALUES = List.of("12", "-5", "default", "req-1", "1e3");

  static final List<String> MODEL_IDS =
      List.of(
          "anthropic.claude-3-haiku-20240307-v1:0:200k",
          "eu.amazon.nova-lite-v1:0",
          "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdef123456",
          "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-text-express-v1",
          "arn:aws:bedrock:us-east-1:123456789012:prompt/ABCDEFGHIJ:3",
          "arn:aws:sagemaker:us-east-1:123456789012:endpoint/my-endpoint");

  static final List<String> PRICE_FILES =
      List.of(
          "{\"a.b-v1:0\":{\"input\":3,\"output\":\"15.00\",\"cacheRead\":0.3},\n"
              + "\"a.c\":{\"input\":0.0375,\"output\":0.15,\"anyVersion\":true}}",
          "{}");

  static final List<String> SETTINGS_READ =
      List.of(
          "bedrock.tracing.enabled",
          "bedrock.tracing.prices",
          "otel.instrumentation.genai.capture-message-content",
          "bedrock.tracing.content.redact-patterns",
          "bedrock.tracing.content.stream-events",
          "bedrock.tracing.content.max-value-length",
          "bedrock.tracing.content.max-length",
          "bedrock.tracing.content.max-binary-bytes",
          "bedrock.tracing.flavor",
          "otel.semconv-stability.opt-in");

  static final List<String> SETTING_VALUES =
      List.of("true", "12", "SPAN_ONLY", "mlflow", "gen_ai_latest_experimental", "prices.json");

  private Samples() {}
}
