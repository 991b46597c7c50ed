/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.document.Document;

/** What tools take and give is recorded where content is captured, and nowhere else. */
class TracedWorkContentTest {
  private static final AttributeKey<String> ARGUMENTS =
      AttributeKey.stringKey("gen_ai.tool.call.arguments");
  private static final AttributeKey<String> RESULT =
      AttributeKey.stringKey("gen_ai.tool.call.result");
  private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
  private static final Document LISBON = Document.mapBuilder().putString("city", "Lisbon").build();

  @AutoClose private final Telemetry telemetry = Telemetry.create();
  private final BedrockTracing tracing = tracing(false);

  @Test
  void content_isNowhere_unlessItIsCaptured() {
    IllegalStateException thrown = new IllegalStateException("secret message");

    tracing.tool("t").arguments(LISBON).call(() -> "secret result");
    assertThatThrownBy(
            () ->
                tracing
                    .tool("t")
                    .arguments(LISBON)
                    .run(
                        () -> {
                          throw thrown;
                        }))
        .isSameAs(thrown);

    assertThat(telemetry.spans(2).toString()).doesNotContain("secret").doesNotContain("Lisbon");
  }

  @Test
  void content_isJson_exceptThatTextStaysText() {
    BedrockTracing capturing = tracing(true);

    capturing
        .tool("documents")
        .arguments(LISBON)
        .call(() -> Document.mapBuilder().putNumber("degrees", 21).build());
    capturing.tool("texts").arguments("{\"city\": \"Lisbon\"}").call(() -> "Sunny");
    capturing.tool("maps").arguments(Map.of("n", 1)).call(() -> List.of(1, true));
    capturing.tool("nothing").call(() -> null);

    assertThat(telemetry.spans(4))
        .extracting(span -> span.getAttributes().get(ARGUMENTS))
        .containsExactly("{\"city\":\"Lisbon\"}", "{\"city\":\"Lisbon\"}", "{\"n\":1}", null);
    assertThat(telemetry.endedSpans())
        .extracting(span -> span.getAttributes().get(RESULT))
        .containsExactly("{\"degrees\":21}", "Sunny", "[1,true]", null);
  }

  @Test
  void numbersThatJsonDoesNotHave_areTexts() {
    Document odd =
        Document.mapBuilder()
            .putNumber("none", Double.NaN)
            .putNumber("endless", Float.NEGATIVE_INFINITY)
            .putNumber("one", 1)
            .build();

    tracing(true).tool("t").arguments(odd).call(() -> List.of(Double.POSITIVE_INFINITY, 2));

    Attributes attributes = telemetry.onlySpan().getAttributes();
    assertThat(attributes.get(ARGUMENTS))
        .isEqualTo("{\"none\":\"NaN\",\"endless\":\"-Infinity\",\"one\":1}");
    assertThat(attributes.get(RESULT)).isEqualTo("[\"Infinity\",2]");
  }

  @Test
  void redactorAndLimits_holdForToolsToo() {
    BedrockTracing capturing =
        BedrockTracing.builder()
            .openTelemetry(telemetry.openTelemetry())
            .captureContent(true)
            .contentRedactor(text -> text.replace("Lisbon", "[city]"))
            .maxContentValueLength(10)
            .build();

    capturing.tool("t").arguments(LISBON).call(() -> "x".repeat(100));

    Attributes attributes = telemetry.onlySpan().getAttributes();
    assertThat(attributes.get(ARGUMENTS)).isEqualTo("{\"city\":\"[city]\"}");
    assertThat(attributes.get(RESULT)).startsWith("x".repeat(10)).hasSizeLessThan(30);
  }

  @Test
  void valueThatRefersToItself_doesNotReachTheCaller() {
    Map<String, Object> endless = new HashMap<>();
    endless.put("self", endless);

    assertThat(tracing(true).tool("t").arguments(endless).call(() -> "given")).isEqualTo("given");

    assertThat(telemetry.onlySpan().getAttributes().get(RESULT)).isEqualTo("given");
  }

  @Test
  void failureWhileContentIsCaptured_hasItsMessage() {
    IOException thrown = new IOException("what happened");

    assertThatThrownBy(() -> tracing(true).tool("t").call(() -> failing(thrown))).isSameAs(thrown);

    assertThat(telemetry.onlySpan().getEvents())
        .singleElement()
        .extracting(event -> event.getAttributes().get(MESSAGE))
        .isEqualTo("what happened");
  }

  @Test
  void unsampledWork_readsNoContent() {
    List<String> read = new ArrayList<>();
    try (Telemetry unsampled = Telemetry.sampledBy(Sampler.alwaysOff())) {
      BedrockTracing capturing =
          BedrockTracing.builder()
              .openTelemetry(unsampled.openTelemetry())
              .captureContent(true)
              .contentRedactor(
                  text -> {
                    read.add(text);
                    return text;
                  })
              .build();

      assertThat(capturing.tool("t").arguments("text").call(() -> "given")).isEqualTo("given");
      assertThat(read).isEmpty();
    }
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
}
