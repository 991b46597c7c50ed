/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.trace.Span;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;

/** Calls whose answer comes whole, plain or with a hand-written span around them. */
final class UnaryCalls {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BedrockRuntimeClient client;
  private final HandWrittenSpan byHand;

  UnaryCalls(BedrockRuntimeClient client, HandWrittenSpan byHand) {
    this.client = client;
    this.byHand = byHand;
  }

  Caller converse(ConverseRequest request, boolean own) {
    return caller(own ? () -> converseByHand(request) : () -> client.converse(request));
  }

  Caller invokeModel(InvokeModelRequest request, boolean own) {
    return caller(own ? () -> invokeModelByHand(request) : () -> client.invokeModel(request));
  }

  private Object converseByHand(ConverseRequest request) {
    long start = System.nanoTime();
    Span span = byHand.start("chat", request.modelId(), false);
    span.setAttribute(
        HandWrittenSpan.MAX_TOKENS, request.inferenceConfig().maxTokens().longValue());
    span.setAttribute(
        HandWrittenSpan.TEMPERATURE, request.inferenceConfig().temperature().doubleValue());
    ConverseResponse response = client.converse(request);
    byHand.end(
        span,
        "chat",
        request.modelId(),
        response.stopReasonAsString(),
        response.usage().inputTokens(),
        response.usage().outputTokens(),
        response.responseMetadata().requestId(),
        start);
    return response;
  }

  private Object invokeModelByHand(InvokeModelRequest request) throws Exception {
    long start = System.nanoTime();
    JsonNode asked = JSON.readTree(request.body().asByteArrayUnsafe());
    String operation = asked.has("inputText") ? "embeddings" : "chat";
    Span span = byHand.start(operation, request.modelId(), false);
    if (asked.has("max_tokens")) {
      span.setAttribute(HandWrittenSpan.MAX_TOKENS, asked.get("max_tokens").longValue());
      span.setAttribute(HandWrittenSpan.TEMPERATURE, asked.get("temperature").doubleValue());
    }
    InvokeModelResponse response = client.invokeModel(request);
    JsonNode body = JSON.readTree(response.body().asByteArrayUnsafe());
    byHand.end(
        span,
        operation,
        request.modelId(),
        body.path("stop_reason").asText(""),
        body.path("usage").path("input_tokens").asLong(body.path("inputTextTokenCount").asLong()),
        body.path("usage").path("output_tokens").asLong(),
        response.responseMetadata().requestId(),
        start);
    return response;
  }

  private Caller caller(Call call) {
    return new Caller() {
      @Override
      public Object call() throws Exception {
        return call.make();
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }

  private interface Call {
    Object make() throws Exception;
  }
}
