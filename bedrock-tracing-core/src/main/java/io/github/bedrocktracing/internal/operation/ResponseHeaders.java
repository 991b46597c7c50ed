/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation;

import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ResponseFact;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Reads what Bedrock tells in the headers of a response beside its body. */
public final class ResponseHeaders {
  private static final String REQUEST_ID = "x-amzn-RequestId";

  /** What the names of all headers begin with that are read. */
  private static final String PREFIX = "X-Amz";

  private static final Map<String, BiConsumer<InferenceResponse.Builder, String>> READERS =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  static {
    number("Input-Token-Count", (to, count) -> to.headerUsage().uncachedInput(count));
    number("Output-Token-Count", (to, count) -> to.headerUsage().output(count));
    number("Cache-Read-Input-Token-Count", (to, count) -> to.headerUsage().cacheRead(count));
    number("Cache-Write-Input-Token-Count", (to, count) -> to.headerUsage().cacheWrite(count));
    number("Invocation-Latency", InferenceResponse.Builder::invocationLatencyMillis);
    text("Service-Tier", InferenceResponse.Builder::serviceTier);
    text("PerformanceConfig-Latency", InferenceResponse.Builder::performanceLatency);
    text("Knowledge-Base-Session-Id", InferenceResponse.Builder::conversationId);
    text("AgentCore-Runtime-Session-Id", InferenceResponse.Builder::conversationId);
    READERS.put(
        "X-Amz-Bedrock-Flow-Execution-Id", (to, id) -> to.fact(ResponseFact.FLOW_EXECUTION, id));
  }

  private ResponseHeaders() {}

  /** Returns the id that AWS gave the request; null when the headers hold none. */
  public static @Nullable String requestId(SdkHttpResponse response) {
    return response.firstMatchingHeader(REQUEST_ID).orElse(null);
  }

  /** Reads token counts, latency, service tier, latency mode, and ids of sessions and runs. */
  public static void read(SdkHttpResponse response, InferenceResponse.Builder builder) {
    response.forEachHeader((name, values) -> read(name, values, builder));
  }

  private static void read(String name, List<String> values, InferenceResponse.Builder builder) {
    if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length()) && !values.isEmpty()) {
      BiConsumer<InferenceResponse.Builder, String> reader = READERS.get(name);
      if (reader != null) {
        reader.accept(builder, values.get(0));
      }
    }
  }

  private static void number(String name, ObjLongConsumer<InferenceResponse.Builder> to) {
    text(
        name,
        (builder, text) -> {
          if (text.length() <= 18 && isDigits(text)) {
            to.accept(builder, Long.parseLong(text));
          }
        });
  }

  private static void text(String name, BiConsumer<InferenceResponse.Builder, String> to) {
    READERS.put("X-Amzn-Bedrock-" + name, to);
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
