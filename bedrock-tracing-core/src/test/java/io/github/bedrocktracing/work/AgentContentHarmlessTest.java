/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ContentRedactor;
import io.opentelemetry.api.common.Attributes;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Content that cannot be read costs neither the agent nor the other side. */
class AgentContentHarmlessTest extends AgentMessages {
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
