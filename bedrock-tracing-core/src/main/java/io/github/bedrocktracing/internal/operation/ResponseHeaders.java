/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation;

import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ResponseFact;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Reads what Bedrock tells in the headers of a response beside its body.
 *
 * <p>All of them are gone through once, the id of the request among them: to look each up in a map
 * that takes no note of case takes longer.
 */
public final class ResponseHeaders {
  private static final String REQUEST_ID = "x-amzn-RequestId";

  private static final List<Header> HEADERS =
      List.of(
          number("Input-Token-Count", (to, count) -> to.headerUsage().uncachedInput(count)),
          number("Output-Token-Count", (to, count) -> to.headerUsage().output(count)),
          number("Cache-Read-Input-Token-Count", (to, count) -> to.headerUsage().cacheRead(count)),
          number(
              "Cache-Write-Input-Token-Count", (to, count) -> to.headerUsage().cacheWrite(count)),
          number("Invocation-Latency", InferenceResponse.Builder::invocationLatencyMillis),
          text("Service-Tier", InferenceResponse.Builder::serviceTier),
          text("PerformanceConfig-Latency", InferenceResponse.Builder::performanceLatency),
          text("Knowledge-Base-Session-Id", InferenceResponse.Builder::conversationId),
          text("AgentCore-Runtime-Session-Id", InferenceResponse.Builder::conversationId),
          new Header(
              "X-Amz-Bedrock-Flow-Execution-Id",
              (to, id) -> to.fact(ResponseFact.FLOW_EXECUTION, id)));

  private ResponseHeaders() {}

  /**
   * Reads token counts, latency, service tier, latency mode, and ids of sessions and runs.
   *
   * @return the id that AWS gave the request; null when the headers hold none
   */
  public static @Nullable String read(SdkHttpResponse response, InferenceResponse.Builder builder) {
    Reading reading = new Reading(builder);
    response.forEachHeader(reading);
    return reading.requestId;
  }

  private static Header number(String name, ObjLongConsumer<InferenceResponse.Builder> to) {
    return text(
        name,
        (builder, text) -> {
          if (text.length() <= 18 && isDigits(text)) {
            to.accept(builder, Long.parseLong(text));
          }
        });
  }

  private static Header text(String name, BiConsumer<InferenceResponse.Builder, String> to) {
    return new Header("X-Amzn-Bedrock-" + name, to);
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** A header that is read: its name, in any case, and where its first value goes. */
  private record Header(String name, BiConsumer<InferenceResponse.Builder, String> to) {}

  /** One pass over the headers of a response. */
  private static final class Reading implements BiConsumer<String, List<String>> {
    private final InferenceResponse.Builder builder;
    private @Nullable String requestId;

    Reading(InferenceResponse.Builder builder) {
      this.builder = builder;
    }

    @Override
    public void accept(String name, List<String> values) {
      if (values.isEmpty()) {
        return;
      }
      if (name.equalsIgnoreCase(REQUEST_ID)) {
        // An empty one is none, as to the SDK.
        requestId = values.get(0).isEmpty() ? null : values.get(0);
        return;
      }
      for (Header header : HEADERS) {
        if (name.equalsIgnoreCase(header.name)) {
          header.to.accept(builder, values.get(0));
          return;
        }
      }
    }
  }
}
