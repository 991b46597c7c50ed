/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrocktracing.BedrockSession;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.TracedWork;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.process.LogLines;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.server.Answers;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Agents and tools of the program's own: their spans, and that nothing happens to their code. */
@ResourceLock(ProcessState.LOCK)
class TracedWorkTest {
  private static final AttributeKey<String> RESULT =
      AttributeKey.stringKey("gen_ai.tool.call.result");
  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  @AutoClose private final Telemetry telemetry = Telemetry.create();
  private final BedrockTracing tracing = tracing(false);

  @AfterEach
  void stop() {
    BedrockTracing.disable();
  }

  @Test
  void agent_isTheParentOfItsCallsAndTools() {
    try (FakeBedrock bedrock = FakeBedrock.start();
        BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with(tracing.interceptor()))) {
      bedrock.answerJson("converse", Answers.converse());
      BedrockSession.builder()
          .conversationId("c")
          .build()
          .run(
              () ->
                  tracing
                      .agent("weather")
                      .description("Tells the weather")
                      .run(
                          () -> {
                            client.converse(Answers.request("amazon.nova-lite-v1:0"));
                            tracing
                                .tool("get_weather")
                                .callId("t-1")
                                .description("Looks it up")
                                .run(() -> {});
                          }));

      List<SpanData> spans = telemetry.spans(3);
      SpanData chat = spans.get(0);
      SpanData tool = spans.get(1);
      SpanData agent = spans.get(2);
      assertThat(agent.getName()).isEqualTo("invoke_agent weather");
      assertThat(agent.getKind()).isEqualTo(SpanKind.INTERNAL);
      assertThat(texts(agent.getAttributes()))
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "gen_ai.operation.name", "invoke_agent",
                  "gen_ai.agent.name", "weather",
                  "gen_ai.agent.description", "Tells the weather",
                  "gen_ai.conversation.id", "c"));
      assertThat(tool.getName()).isEqualTo("execute_tool get_weather");
      assertThat(tool.getKind()).isEqualTo(SpanKind.INTERNAL);
      assertThat(texts(tool.getAttributes()))
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "gen_ai.operation.name", "execute_tool",
                  "gen_ai.tool.name", "get_weather",
                  "gen_ai.tool.type", "function",
                  "gen_ai.tool.call.id", "t-1",
                  "gen_ai.tool.description", "Looks it up",
                  "gen_ai.agent.name", "weather",
                  "gen_ai.conversation.id", "c"));
      assertThat(chat.getParentSpanId()).isEqualTo(agent.getSpanId());
      assertThat(tool.getParentSpanId()).isEqualTo(agent.getSpanId());
      assertThat(spans).allMatch(span -> span.getStatus().getStatusCode() == StatusCode.UNSET);
      assertThat(agent.getStartEpochNanos()).isLessThanOrEqualTo(chat.getStartEpochNanos());
      assertThat(agent.getEndEpochNanos()).isGreaterThanOrEqualTo(tool.getEndEpochNanos());
    }
  }

  @Test
  void failure_isRecordedWithoutItsMessage_andReachesTheCallerUnchanged() {
    IOException thrown = new IOException("secret");

    assertThatThrownBy(() -> tracing.agent("a").call(() -> failing(thrown))).isSameAs(thrown);

    SpanData span = telemetry.onlySpan();
    assertThat(span.getAttributes().get(ERROR_TYPE)).isEqualTo("java.io.IOException");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getEvents()).extracting(EventData::getName).containsExactly("exception");
    assertThat(span.toString()).doesNotContain("secret");
  }

  @Test
  void error_isRecordedAndReachesTheCallerUnchanged() {
    AssertionError thrown = new AssertionError("mine");

    assertThatThrownBy(
            () ->
                tracing
                    .tool("t")
                    .run(
                        () -> {
                          throw thrown;
                        }))
        .isSameAs(thrown);

    assertThat(telemetry.onlySpan().getAttributes().get(ERROR_TYPE))
        .isEqualTo("java.lang.AssertionError");
  }

  @Test
  void asyncWork_endsWithItsStage_andGivesTheVeryStage() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    AtomicReference<Span> seen = new AtomicReference<>();

    CompletableFuture<String> returned =
        tracing
            .agent("a")
            .callAsync(
                () -> {
                  seen.set(Span.current());
                  return stage;
                });

    assertThat(returned).isSameAs(stage);
    assertThat(telemetry.endedSpans()).isEmpty();
    assertThat(Context.current()).isSameAs(Context.root());
    stage.complete("done");
    assertThat(telemetry.onlySpan().getSpanContext()).isEqualTo(seen.get().getSpanContext());
  }

  @Test
  void stageThatCannotBeWatched_isGivenAllTheSame_andTheSpanEnds() {
    CompletableFuture<String> unwatchable =
        new CompletableFuture<>() {
          @Override
          public CompletableFuture<String> whenComplete(
              BiConsumer<? super String, ? super Throwable> action) {
            throw new UnsupportedOperationException("on purpose");
          }
        };

    assertThat(tracing.tool("t").callAsync(() -> unwatchable)).isSameAs(unwatchable);

    assertThat(telemetry.onlySpan().getName()).isEqualTo("execute_tool t");
  }

  @Test
  void asyncTool_recordsTheResultOfItsStage() {
    tracing(true).tool("t").callAsync(() -> CompletableFuture.completedFuture("Sunny"));

    assertThat(telemetry.onlySpan().getAttributes().get(RESULT)).isEqualTo("Sunny");
  }

  @Test
  void asyncFailures_ofStageAndSupplier_areRecorded() {
    IllegalStateException thrown = new IllegalStateException("secret");
    CompletableFuture<String> failed = CompletableFuture.failedFuture(thrown);
    CompletableFuture<String> cancelled = new CompletableFuture<>();
    cancelled.cancel(true);

    assertThat(tracing.tool("stage").callAsync(() -> failed)).isSameAs(failed);
    tracing.tool("cancelled").callAsync(() -> cancelled);
    assertThatThrownBy(
            () ->
                tracing
                    .tool("supplier")
                    .<CompletableFuture<String>>callAsync(
                        () -> {
                          throw thrown;
                        }))
        .isSameAs(thrown);
    assertThat(tracing.tool("none").<CompletableFuture<String>>callAsync(() -> null)).isNull();

    assertThat(telemetry.spans(4))
        .extracting(span -> span.getAttributes().get(ERROR_TYPE))
        .containsExactly(
            "java.lang.IllegalStateException",
            "java.util.concurrent.CancellationException",
            "java.lang.IllegalStateException",
            null);
  }

  @Test
  void staticWork_followsAutolog() {
    assertThat(TracedWork.agent("a").call(() -> "off")).isEqualTo("off");
    BedrockTracing.autolog(tracing);
    assertThat(TracedWork.agent("b").call(() -> "on")).isEqualTo("on");
    BedrockTracing.disable();
    TracedWork.tool("c").run(() -> {});

    assertThat(telemetry.onlySpan().getName()).isEqualTo("invoke_agent b");
  }

  @Test
  void flagThatSwitchesAllOff_holdsForWorkToo() {
    System.setProperty("bedrock.tracing.enabled", "false");
    try {
      assertThat(tracing.agent("a").call(() -> "given")).isEqualTo("given");
    } finally {
      System.clearProperty("bedrock.tracing.enabled");
    }

    assertThat(telemetry.started()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void blankName_stopsNothing_andIsNowhere_butToldInTheLog(String blank) {
    try (LogLines log = LogLines.of("io.github.bedrocktracing")) {
      assertThat(
              tracing
                  .agent(blank)
                  .call(() -> tracing.tool(blank).callId("t-1").call(() -> "given")))
          .isEqualTo("given");

      assertThat(log.text())
          .contains("A name given to TracedWork is blank; the span has none: an agent")
          .contains("A name given to TracedWork is blank; the span has none: a tool");
    }
    List<SpanData> spans = telemetry.spans(2);
    assertThat(spans).extracting(SpanData::getName).containsExactly("execute_tool", "invoke_agent");
    assertThat(spans)
        .allSatisfy(
            span ->
                assertThat(texts(span.getAttributes()))
                    .doesNotContainKeys("gen_ai.agent.name", "gen_ai.tool.name"));
    assertThat(texts(spans.get(0).getAttributes())).containsEntry("gen_ai.tool.call.id", "t-1");
  }

  private BedrockTracing tracing(boolean captureContent) {
    return BedrockTracing.builder()
        .openTelemetry(telemetry.openTelemetry())
        .captureContent(captureContent)
        .build();
  }

  private static String failing(IOException thrown) throws IOException {
    throw thrown;
  }

  private static Map<String, String> texts(Attributes attributes) {
    Map<String, String> texts = new HashMap<>();
    attributes.forEach((key, value) -> texts.put(key.getKey(), String.valueOf(value)));
    return texts;
  }
}
