/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.neighbours;

import static io.github.bedrocktracing.testing.telemetry.Spans.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ParentSpans;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.server.Reply;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/** A streamed call within a span of it is recorded whole, whichever of the two ends first. */
@SuppressWarnings("try")
class ParentSpansOfStreamsTest extends FrameworkSpans {
  @ParameterizedTest
  @EnumSource(ParentSpans.class)
  void streamThatEndsAfterItsParent_isNotLost(ParentSpans wish) {
    BedrockTracing tracing =
        tracing(BedrockTracing.builder().parentSpans(wish).captureContent(true));
    byte[] whole = PlainCall.streamedAnswer();
    Reply answer =
        Reply.stream(
                Arrays.copyOf(whole, whole.length - 1),
                Arrays.copyOfRange(whole, whole.length - 1, whole.length))
            .ending(Reply.Ending.HELD);
    try (ScriptedBedrock slow = ScriptedBedrock.start(List.of(answer));
        BedrockRuntimeAsyncClient client =
            Clients.async(slow, Protocol.HTTP1_1, Clients.with(tracing.interceptor()))) {
      CompletableFuture<Void> answered;
      Span parent = chat();
      try (Scope ignored = parent.makeCurrent()) {
        answered = client.converseStream(PlainCall.converseStream(), ignoringEvents());
      }
      await().until(() -> slow.requests() == 1);
      parent.end();
      slow.release();
      answered.join();
    }

    SpanData call = telemetry.spans(2).stream().filter(this::isOurs).findFirst().orElseThrow();
    assertThat(call.getParentSpanId()).isEqualTo(span(FRAMEWORK).getSpanId());
    assertThat(attributes(call))
        .containsKeys(
            COST,
            "gen_ai.response.finish_reasons",
            "gen_ai.input.messages",
            "gen_ai.output.messages");
    assertThat(attributes(call).containsKey(USAGE)).isEqualTo(wish != ParentSpans.ONCE);
    assertThat(counts(TOKENS)).isEqualTo(wish == ParentSpans.ONCE ? 0 : 2);
  }

  /** The framework gets the last event after that, and may end the span there. */
  @Test
  void enrich_aStreamIsOnItsParentBeforeItsLastEventIsHandedOn() {
    BedrockTracing tracing = tracing(BedrockTracing.builder().parentSpans(ParentSpans.ENRICH));
    try (BedrockRuntimeAsyncClient client =
        Clients.async(bedrock, Protocol.HTTP1_1, Clients.with(tracing.interceptor()))) {
      Span parent = chat();
      CompletableFuture<Void> answered;
      try (Scope ignored = parent.makeCurrent()) {
        answered =
            client.converseStream(
                PlainCall.converseStream(),
                ConverseStreamResponseHandler.builder()
                    .subscriber(
                        event -> {
                          if (event instanceof ConverseStreamMetadataEvent) {
                            parent.end();
                          }
                        })
                    .build());
      }
      answered.join();
    }

    assertThat(attributes(telemetry.onlySpan()))
        .containsKeys(USAGE, COST, "gen_ai.response.finish_reasons");
  }

  private static ConverseStreamResponseHandler ignoringEvents() {
    return ConverseStreamResponseHandler.builder().subscriber(event -> {}).build();
  }
}
