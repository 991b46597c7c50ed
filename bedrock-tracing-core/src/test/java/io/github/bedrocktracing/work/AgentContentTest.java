/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ContentCapture;
import io.github.bedrocktracing.ContentRedactor;
import io.github.bedrocktracing.TracedWork;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** What agents are asked and answer is recorded where content is captured, and nowhere else. */
class AgentContentTest {
  private static final AttributeKey<String> INPUT = AttributeKey.stringKey("gen_ai.input.messages");
  private static final AttributeKey<String> OUTPUT =
      AttributeKey.stringKey("gen_ai.output.messages");

  @AutoClose private final Telemetry telemetry = Telemetry.create();

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
  void redactorThatThrowsOrGivesNothing_keepsThePieceOut() {
    ContentRedactor throwing =
        text -> {
          if (text.contains("secret")) {
            throw new IllegalStateException("redactor");
          }
          return text.contains("private") ? null : text;
        };
    BedrockTracing tracing =
        with(b -> b.captureContent(true).contentRedactor(throwing).mlflowAttributes(true));

    assertThat(tracing.agent("a").input("secret question").call(() -> "private answer"))
        .isEqualTo("private answer");

    Attributes attributes = telemetry.onlySpan().getAttributes();
    assertThat(attributes.toString()).doesNotContain("secret").doesNotContain("private");
    assertThat(attributes.get(INPUT)).isEqualTo("[{\"role\":\"user\",\"parts\":[]}]");
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
  void listIsNotLookedInto_whileContentIsNotCaptured() {
    Brittle brittle = new Brittle();
    BedrockTracing plain =
        BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();

    plain.agent("a").input(brittle).run(() -> {});

    assertThat(telemetry.onlySpan().getName()).isEqualTo("invoke_agent a");
    assertThat(brittle.asked).isZero();
  }

  @Test
  void listThatThrows_isNotRecorded_andThrowsNothingAtItsProgram() {
    Brittle brittle = new Brittle();

    assertThat(capturing().agent("a").input(brittle).call(() -> "said")).isEqualTo("said");

    assertThat(brittle.asked).isPositive();
    assertThat(recorded(OUTPUT)).contains("said");
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

  @Test
  void failedAgent_keepsItsInput_andHasNoOutput() {
    IllegalStateException thrown = new IllegalStateException("broken");
    AtomicInteger asked = new AtomicInteger();

    assertThatThrownBy(
            () ->
                capturing()
                    .agent("a")
                    .input("Which city?")
                    .output(asked::incrementAndGet)
                    .run(
                        () -> {
                          throw thrown;
                        }))
        .isSameAs(thrown);

    assertThat(recorded(INPUT)).isEqualTo(message("user", "Which city?"));
    assertThat(recorded(OUTPUT)).isNull();
    assertThat(asked).hasValue(0);
  }

  @Test
  void contentThatCannotBeRead_doesNotReachTheCaller_norCostTheOtherSide() {
    Map<String, Object> unreadable =
        new AbstractMap<>() {
          @Override
          public Set<Entry<String, Object>> entrySet() {
            throw new IllegalStateException("input");
          }
        };

    assertThat(capturing().agent("a").input(unreadable).call(() -> "given")).isEqualTo("given");
    String result =
        capturing()
            .agent("a")
            .input("asked")
            .output(
                () -> {
                  throw new IllegalStateException("output");
                })
            .call(() -> "given");

    assertThat(result).isEqualTo("given");
    assertThat(telemetry.spans(2))
        .extracting(span -> span.getAttributes().get(INPUT))
        .containsExactly(null, message("user", "asked"));
    assertThat(telemetry.endedSpans())
        .extracting(span -> span.getAttributes().get(OUTPUT))
        .containsExactly(answer("given"), null);
  }

  private BedrockTracing capturing() {
    return with(b -> b.captureContent(true));
  }

  private BedrockTracing with(Consumer<BedrockTracing.Builder> options) {
    BedrockTracing.Builder builder =
        BedrockTracing.builder().openTelemetry(telemetry.openTelemetry());
    options.accept(builder);
    return builder.build();
  }

  private String recorded(AttributeKey<String> key) {
    return telemetry.onlySpan().getAttributes().get(key);
  }

  private static String message(String role, String text) {
    return "[{\"role\":\"%s\",\"parts\":[{\"type\":\"text\",\"content\":\"%s\"}]}]"
        .formatted(role, text);
  }

  private static String answer(String text) {
    return message("assistant", text).replace("}]}]", "}],\"finish_reason\":\"stop\"}]");
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

  /** Throws whatever it is asked for. */
  private static final class Brittle extends AbstractList<Object> {
    private int asked;

    @Override
    public Object get(int index) {
      asked++;
      throw new IllegalStateException("the program's own");
    }

    @Override
    public int size() {
      asked++;
      throw new IllegalStateException("the program's own");
    }
  }
}
