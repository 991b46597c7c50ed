/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.ContentRedactor;
import io.github.bedrocktracing.internal.inference.StreamedEvent;
import io.github.bedrocktracing.internal.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a redactor looks for is found in the events of a stream also where it is split. */
class StreamedTextsTest {
  private static final String FIRST = "card 4111 1111 ";
  private static final String SECOND = "1111 1111 is mine";

  @Test
  void splitOverTwoBlocks() {
    assertThat(apply(text(0, FIRST), text(1, SECOND)))
        .containsExactly(json(0, "card [card] is mine"), json(1, ""));
  }

  @Test
  void splitOverFragmentsWithAnotherBlockBetween() {
    assertThat(apply(text(0, FIRST), text(1, "!"), text(0, SECOND)))
        .containsExactly(json(0, "card [card] is mine!"), json(1, ""), json(0, ""));
  }

  @Test
  void splitOverTheStartOfABlockAndItsFragment() {
    StreamedEvent start =
        event("start", Map.of("index", 0, "content_block", fields("text", piece(FIRST))));
    StreamedEvent delta =
        event("delta", Map.of("index", 0, "delta", fields("text", piece(SECOND))));
    assertThat(apply(start, delta).toString())
        .contains("card [card] is mine")
        .doesNotContain("1111");
  }

  @Test
  void splitOverReasoningWithAnAnswerBetween() {
    assertThat(apply(reasoning(FIRST), text(0, "!"), reasoning(SECOND)).toString())
        .contains("card [card] is mine")
        .doesNotContain("1111");
  }

  @Test
  void cutByTheLimitOfTheStream_losesWhatTheCutMayHaveHalved() {
    StreamedEvent cut = event("delta", Map.of("truncated", true));
    assertThat(apply(text(0, "w".repeat(2_000) + "4111 1111 1111"), cut).toString())
        .contains("www", "…[cut]")
        .doesNotContain("4111");
  }

  @Test
  void escapedInFragmentsOfArguments() {
    StreamedEvent delta =
        event("delta", fields("partial_json", piece("{\"to\":\"bob\\u0040example.com\"}")));
    assertThat(apply(delta)).containsExactly("{\"partial_json\":\"{\\\"to\\\":\\\"[email]\\\"}\"}");
  }

  @Test
  void textsWithNothingSplit_stayInTheirEvents() {
    assertThat(apply(text(0, "to bob@example.com"), text(1, " and me")))
        .containsExactly(json(0, "to [email]"), json(1, " and me"));
  }

  @Test
  void withoutRedactor_nothingIsMoved() {
    ContentPolicy policy = new ContentPolicy(null, new ContentLimits(10_000, 100_000));
    List<StreamedEvent> events = List.of(text(0, FIRST), text(1, SECOND));
    assertThat(texts(policy.applyToEvents(events)))
        .containsExactly(json(0, FIRST), json(1, SECOND));
  }

  private static List<String> apply(StreamedEvent... events) {
    ContentPolicy policy =
        new ContentPolicy(ContentRedactor.patterns(), new ContentLimits(10_000, 100_000));
    return texts(policy.applyToEvents(List.of(events)));
  }

  private static List<String> texts(List<StreamedEvent> events) {
    List<String> texts = new ArrayList<>();
    for (StreamedEvent event : events) {
      texts.add(JsonText.write(event.json()));
    }
    return texts;
  }

  private static StreamedEvent text(int block, String text) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("contentBlockIndex", block);
    json.put("text", piece(text));
    return event("contentBlockDelta", json);
  }

  private static StreamedEvent reasoning(String text) {
    return event(
        "contentBlockDelta",
        Map.of("delta", Map.of("reasoningContent", fields("text", piece(text)))));
  }

  private static String json(int block, String text) {
    return "{\"contentBlockIndex\":" + block + ",\"text\":\"" + text + "\"}";
  }

  private static StreamedEvent event(String name, Object json) {
    return new StreamedEvent(name, json, 1);
  }

  private static Map<String, Object> fields(String name, Object value) {
    return new LinkedHashMap<>(Map.of(name, value));
  }

  /** A text that came in fragments, as the log of events keeps it. */
  private static StringBuilder piece(String text) {
    return new StringBuilder(text);
  }
}
