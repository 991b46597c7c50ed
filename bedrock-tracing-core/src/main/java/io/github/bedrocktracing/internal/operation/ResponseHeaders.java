/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation;

import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ResponseFact;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Reads what Bedrock tells in the headers of a response beside its body. */
public final class ResponseHeaders {
  private static final String REQUEST_ID = "x-amzn-RequestId";
  private static final String FLOW_EXECUTION = "x-amz-bedrock-flow-execution-id";
  private static final String PREFIX = "X-Amzn-Bedrock-";

  private ResponseHeaders() {}

  /** Returns the id that AWS gave the request; null when the headers hold none. */
  public static @Nullable String requestId(SdkHttpResponse response) {
    return response.firstMatchingHeader(REQUEST_ID).orElse(null);
  }

  /** Reads token counts, latency, service tier, latency mode, and ids of sessions and runs. */
  public static void read(SdkHttpResponse response, InferenceResponse.Builder builder) {
    number(response, PREFIX + "Input-Token-Count", builder.headerUsage()::uncachedInput);
    number(response, PREFIX + "Output-Token-Count", builder.headerUsage()::output);
    number(response, PREFIX + "Cache-Read-Input-Token-Count", builder.headerUsage()::cacheRead);
    number(response, PREFIX + "Cache-Write-Input-Token-Count", builder.headerUsage()::cacheWrite);
    number(response, PREFIX + "Invocation-Latency", builder::invocationLatencyMillis);
    text(response, PREFIX + "Service-Tier", builder::serviceTier);
    text(response, PREFIX + "PerformanceConfig-Latency", builder::performanceLatency);
    text(response, PREFIX + "Knowledge-Base-Session-Id", builder::conversationId);
    response
        .firstMatchingHeader(FLOW_EXECUTION)
        .ifPresent(id -> builder.fact(ResponseFact.FLOW_EXECUTION, id));
    text(response, PREFIX + "AgentCore-Runtime-Session-Id", builder::conversationId);
  }

  private static void number(SdkHttpResponse response, String name, LongConsumer consumer) {
    String text = response.firstMatchingHeader(name).orElse(null);
    if (text != null && text.length() <= 18 && isDigits(text)) {
      consumer.accept(Long.parseLong(text));
    }
  }

  private static void text(SdkHttpResponse response, String name, Consumer<String> consumer) {
    response.firstMatchingHeader(name).ifPresent(consumer);
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
