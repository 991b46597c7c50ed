/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.inference.StreamedEvent;
import io.github.bedrocktracing.internal.json.JsonText;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StreamEventLogTest {
  @Test
  void fragmentsOfOneBlock_areOneEvent() {
    StreamEventLog log = new StreamEventLog(10_000);
    add(log, "content_block_delta", delta(0, "Hel"), 1);
    add(log, "content_block_delta", delta(0, "lo"), 2);
    add(log, "content_block_delta", delta(1, "!"), 3);
    assertThat(texts(log)).containsExactly(delta(0, "Hello"), delta(1, "!"));
    assertThat(log.events()).extracting(StreamedEvent::nanoTime).containsExactly(1L, 3L);
  }

  @Test
  void eventsWithoutFragments_stayApart() {
    StreamEventLog log = new StreamEventLog(10_000);
    add(log, "contentBlockStop", "{\"contentBlockIndex\":0}", 1);
    add(log, "contentBlockStop", "{\"contentBlockIndex\":0}", 2);
    assertThat(log.events()).hasSize(2);
  }

  @Test
  void padding_isNotKept_andDoesNotKeepFragmentsApart() {
    StreamEventLog log = new StreamEventLog(10_000);
    add(log, "d", "{\"text\":\"a\",\"p\":\"xyz\"}", 1);
    add(log, "d", "{\"text\":\"b\",\"p\":\"q\"}", 2);
    add(log, "d", "{\"text\":\"c\"}", 3);
    assertThat(texts(log)).containsExactly("{\"text\":\"abc\"}");
  }

  @Test
  void signaturesAndEncryptedContent_areNotKept() {
    StreamEventLog log = new StreamEventLog(10_000);
    add(log, "d", "{\"delta\":{\"reasoningContent\":{\"signature\":\"c2ln\"}}}", 1);
    add(log, "d", "{\"delta\":{\"reasoningContent\":{\"signature\":\"bmF0\"}}}", 2);
    add(log, "e", "{\"content\":[{\"title\":\"t\",\"encrypted_content\":\"c2ln\"}]}", 3);
    assertThat(texts(log))
        .containsExactly(
            "{\"delta\":{\"reasoningContent\":{\"signature\":\"\"}}}",
            "{\"content\":[{\"title\":\"t\",\"encrypted_content\":\"\"}]}");
  }

  @Test
  void bytes_areToldBySizeAndDigest() {
    StreamEventLog log = new StreamEventLog(10_000);
    add(log, "d", "{\"delta\":{\"reasoningContent\":{\"redactedContent\":\"aW1n\"}}}", 1);
    add(log, "d", "{\"delta\":{\"image\":{\"source\":{\"bytes\":\"aW1n\"}}}}", 2);
    assertThat(texts(log))
        .hasSize(2)
        .allSatisfy(
            json -> assertThat(json).contains("\"size\":3", "sha256").doesNotContain("aW1n"));
  }

  @Test
  void tooManyEvents_keepTheFirstAndTheLast_andTellHowManyAreMissing() {
    StreamEventLog log = new StreamEventLog(1_000_000);
    for (int i = 0; i < 1000; i++) {
      add(log, "e", "{\"index\":" + i + "}", i);
    }
    List<StreamedEvent> events = log.events();
    assertThat(events).hasSize(StreamEventLog.MAX_EVENTS);
    assertThat(events.get(0).json()).hasToString("{index=0}");
    assertThat(events.get(95).name()).isEqualTo("truncated");
    assertThat(events.get(95).json()).hasToString("{dropped_events=881}");
    assertThat(events.get(119).json()).hasToString("{index=999}");
  }

  @Test
  void charactersBeyondTheLimit_areNotKept_butTheEventIs() {
    StreamEventLog log = new StreamEventLog(10);
    add(log, "a", "{\"text\":\"" + "x".repeat(100) + "\"}", 1);
    assertThat(texts(log)).containsExactly("{\"truncated\":true}");
  }

  @Test
  void chunksThatAreNoObjects_areKeptAsTheyAre() {
    StreamEventLog log = new StreamEventLog(1000);
    log.add("chunk", null, 4, 1);
    log.add("chunk", List.of(1, 2), 5, 2);
    assertThat(texts(log)).containsExactly("null", "[1,2]");
  }

  private static void add(StreamEventLog log, String name, String json, long nanoTime) {
    log.add(name, JsonText.parseStructure(json), json.length(), nanoTime);
  }

  private static String delta(int block, String text) {
    return "{\"index\":"
        + block
        + ",\"delta\":{\"type\":\"text_delta\",\"text\":\""
        + text
        + "\"}}";
  }

  private static Stream<String> texts(StreamEventLog log) {
    return log.events().stream().map(event -> JsonText.write(event.json()));
  }
}
