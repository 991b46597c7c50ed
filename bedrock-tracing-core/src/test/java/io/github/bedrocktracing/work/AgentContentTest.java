/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ContentCapture;
import io.github.bedrocktracing.TracedWork;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** What agents are asked and answer is recorded where content is captured, and nowhere else. */
class AgentContentTest extends AgentMessages {
  @Test
  void texts_areMessagesOfUserAndAssistant() {
    assertThat(capturing().agent("a").input("Which city?").call(() -> "Lisbon."))
        .isEqualTo("Lisbon.");

    assertThat(recorded(INPUT)).isEqualTo(message("user", "Which city?"));
    assertThat(recorded(OUTPUT)).isEqualTo(answer("Lisbon."));
  }

  @Test
  void content_isNowhere_andNotEvenLookedAt_unlessItIsCaptured() {
    AtomicInteger looks = new AtomicInteger();
    Object input = counted(looks, "secret question");
    Object result = counted(looks, "secret result");
    BedrockTracing tracing = with(b -> b.captureContent(false).mlflowAttributes(true));

    tracing.agent("a").input(input).call(() -> result);
    tracing.agent("a").input(input).output(looks::incrementAndGet).run(() -> {});
    with(b -> b.contentCapture(ContentCapture.EVENT).mlflowAttributes(true))
        .agent("a")
        .input("secret question")
        .call(() -> "secret result");

    assertThat(telemetry.spans(3).toString())
        .doesNotContain("secret")
        .doesNotContain("messages")
        .doesNotContain("mlflow.spanInputs")
        .doesNotContain("mlflow.spanOutputs");
    assertThat(telemetry.events()).isEmpty();
    assertThat(looks).hasValue(0);
  }

  @Test
  void unsampledAgent_isNotLookedAt() {
    AtomicInteger looks = new AtomicInteger();
    try (Telemetry unsampled = Telemetry.sampledBy(Sampler.alwaysOff())) {
      BedrockTracing.builder()
          .openTelemetry(unsampled.openTelemetry())
          .captureContent(true)
          .build()
          .agent("a")
          .input(counted(looks, "question"))
          .call(() -> counted(looks, "answer"));
    }

    assertThat(looks).hasValue(0);
  }

  @Test
  void redactor_seesBothSides() {
    with(b -> b.captureContent(true).contentRedactor(text -> text.replace("Lisbon", "[city]")))
        .agent("a")
        .input("Is it Lisbon?")
        .call(() -> "It is Lisbon.");

    assertThat(recorded(INPUT)).isEqualTo(message("user", "Is it [city]?"));
    assertThat(recorded(OUTPUT)).isEqualTo(answer("It is [city]."));
  }

  @Test
  void limits_cutBothSides() {
    with(b -> b.captureContent(true).maxContentValueLength(10))
        .agent("a")
        .input("q".repeat(5000))
        .call(() -> "a".repeat(5000));

    assertThat(recorded(INPUT)).contains("q".repeat(10)).hasSizeLessThan(100);
    assertThat(recorded(OUTPUT)).contains("a".repeat(10)).hasSizeLessThan(150);
  }

  @Test
  void messagesOfTheSdk_areMessages_asTheyWereWhenTheAgentWasAsked() {
    List<Message> conversation = new ArrayList<>();
    conversation.add(said(ConversationRole.USER, "Hi"));
    conversation.add(said(ConversationRole.ASSISTANT, "Hello"));
    conversation.add(said(ConversationRole.USER, "Which city?"));
    TracedWork.Agent agent = capturing().agent("a").input(conversation);

    agent.call(
        () -> {
          conversation.add(said(ConversationRole.ASSISTANT, "Later"));
          return ConverseResponse.builder()
              .output(o -> o.message(said(ConversationRole.ASSISTANT, "Lisbon.")))
              .stopReason("max_tokens")
              .build();
        });

    assertThat(recorded(INPUT))
        .isEqualTo(
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Hi\"}]},"
                + "{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"Hello\"}]},"
                + "{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Which city?\"}]}]");
    assertThat(recorded(OUTPUT)).isEqualTo(answer("Lisbon.").replace("stop", "length"));
  }

  @Test
  void structures_areJson_andAllElseIsItsText() {
    BedrockTracing tracing = capturing();
    tracing
        .agent("a")
        .input(Document.mapBuilder().putString("city", "Lisbon").build())
        .call(() -> Map.of("degrees", 21));
    tracing.agent("a").input(List.of("one", 2)).call(() -> new StringBuilder("built"));
    tracing.agent("a").input(null).call(() -> null);

    assertThat(telemetry.spans(3))
        .extracting(span -> span.getAttributes().get(INPUT))
        .containsExactly(
            message("user", "{\\\"city\\\":\\\"Lisbon\\\"}"),
            message("user", "[\\\"one\\\",2]"),
            null);
    assertThat(telemetry.endedSpans())
        .extracting(span -> span.getAttributes().get(OUTPUT))
        .containsExactly(answer("{\\\"degrees\\\":21}"), answer("built"), null);
  }

  @Test
  void output_isTakenInPlaceOfTheResult_alsoOfAsynchronousWork() {
    StringBuilder streamed = new StringBuilder();
    CompletableFuture<Integer> stage = new CompletableFuture<>();

    capturing()
        .agent("a")
        .output(() -> streamed)
        .callAsync(
            () -> {
              streamed.append("all of it");
              return stage;
            });
    stage.complete(7);

    assertThat(recorded(OUTPUT)).isEqualTo(answer("all of it"));
  }

  private static Message said(ConversationRole role, String text) {
    return Message.builder().role(role).content(ContentBlock.fromText(text)).build();
  }

  private static Object counted(AtomicInteger looks, String text) {
    return new Object() {
      @Override
      public String toString() {
        looks.incrementAndGet();
        return text;
      }
    };
  }
}
