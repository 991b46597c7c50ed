/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.MessageStopEvent;
import software.amazon.awssdk.services.bedrockruntime.model.PayloadPart;

/** Calls of models whose answer streams, plain or with a hand-written span around them. */
final class StreamCalls {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BedrockRuntimeAsyncClient client;
  private final HandWrittenSpan byHand;

  StreamCalls(BedrockRuntimeAsyncClient client, HandWrittenSpan byHand) {
    this.client = client;
    this.byHand = byHand;
  }

  Caller converse(ConverseStreamRequest request, boolean own) {
    return caller(
        () -> {
          Answer answer = new Answer();
          Span span = own ? byHand.start("chat", request.modelId(), true) : null;
          ConverseStreamResponseHandler handler =
              ConverseStreamResponseHandler.builder()
                  .subscriber(
                      event -> {
                        answer.events.incrementAndGet();
                        if (own && event instanceof MessageStopEvent stop) {
                          answer.reason = stop.stopReasonAsString();
                        } else if (own && event instanceof ConverseStreamMetadataEvent metadata) {
                          answer.input = metadata.usage().inputTokens();
                          answer.output = metadata.usage().outputTokens();
                        }
                      })
                  .build();
          client.converseStream(request, handler).join();
          return answer.end(span, byHand, request.modelId());
        });
  }

  Caller invokeModel(InvokeModelWithResponseStreamRequest request, boolean own) {
    return caller(
        () -> {
          Answer answer = new Answer();
          Span span = own ? byHand.start("chat", request.modelId(), true) : null;
          InvokeModelWithResponseStreamResponseHandler handler =
              InvokeModelWithResponseStreamResponseHandler.builder()
                  .subscriber(
                      event -> {
                        answer.events.incrementAndGet();
                        if (own && event instanceof PayloadPart part) {
                          answer.read(part);
                        }
                      })
                  .build();
          client.invokeModelWithResponseStream(request, handler).join();
          return answer.end(span, byHand, request.modelId());
        });
  }

  /** Begins a call that does not end. */
  CompletableFuture<Void> begin(ConverseStreamRequest request) {
    return client.converseStream(
        request, ConverseStreamResponseHandler.builder().subscriber(event -> {}).build());
  }

  /** Begins a call that does not end. */
  CompletableFuture<Void> begin(InvokeModelWithResponseStreamRequest request) {
    return client.invokeModelWithResponseStream(
        request,
        InvokeModelWithResponseStreamResponseHandler.builder().subscriber(event -> {}).build());
  }

  private Caller caller(Call call) {
    return new Caller() {
      @Override
      public Object call() {
        return call.make();
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }

  private interface Call {
    Object make();
  }

  /** What the events said. */
  private static final class Answer {
    private final long start = System.nanoTime();
    private final AtomicInteger events = new AtomicInteger();
    private String reason = "";
    private long input;
    private long output;

    /** Reads a chunk of Claude's or of Llama's. */
    void read(PayloadPart part) {
      try {
        JsonNode chunk = JSON.readTree(part.bytes().asByteArrayUnsafe());
        JsonNode metrics = chunk.path("amazon-bedrock-invocationMetrics");
        input = metrics.path("inputTokenCount").asLong(input);
        output = metrics.path("outputTokenCount").asLong(output);
        reason = chunk.path("delta").path("stop_reason").asText(reason);
        reason = chunk.path("stop_reason").asText(reason);
      } catch (IOException damaged) {
        throw new UncheckedIOException(damaged);
      }
    }

    int end(Span span, HandWrittenSpan byHand, String model) {
      if (span != null) {
        byHand.end(span, "chat", model, reason, input, output, null, start);
      }
      return events.get();
    }
  }
}
