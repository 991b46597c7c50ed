/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scanner reads of objects written for it, and of damaged ones. */
class JsonScannerTest {
  @Test
  void namesWithEscapes_areKeptUpToTheSameNumberAsOthers() {
    StringBuilder json = new StringBuilder("{\"\\u0041first\":0");
    for (int i = 0; i < TopLevelKeys.MAX_KEYS; i++) {
      json.append(",\"\\n").append(i).append("\":0");
    }
    json.append(",\"\\u0041last\":0}");

    TopLevelKeys keys = JsonBytes.of(json.toString().getBytes(UTF_8)).keys();

    assertThat(RandomObjects.isWhole(json.toString().getBytes(UTF_8))).isTrue();
    assertThat(keys.has("Afirst")).isTrue();
    assertThat(keys.has("Alast")).isFalse();
  }

  @Test
  void byteOrderMark_isPassedOver() {
    byte[] json = "\uFEFF{\"text\":\"a\"}".getBytes(UTF_8);
    List<Object> found = new ArrayList<>();

    JsonBytes.of(json).read(RandomObjects.SHAPE, found);

    assertThat(found).containsExactly("a");
    assertThat(JsonBytes.of(json).tree()).isEqualTo(Map.of("text", "a"));
    assertThat(JsonBytes.of(json, 0, 2).keys().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"integer\":01}",
        "{\"integer\":1.}",
        "{\"integer\":.5}",
        "{\"integer\":+1}",
        "{\"integer\":-}",
        "{\"integer\":1e}",
        "{\"integer\":NaN}",
        "{\"text\":\"\\x\"}",
        "{\"text\":\"\\u12g4\"}",
        "{\"text\":\"\\u12\"}",
        "{\"text\":nul}",
        "{\"text\" \"a\"}",
        "{\"text\":}",
        "{text:\"a\"}",
        "{,\"text\":\"a\"}"
      })
  void damagedValues_areNotTaken(String json) {
    List<Object> found = new ArrayList<>();

    JsonBytes.of(json.getBytes(UTF_8)).read(RandomObjects.SHAPE, found);

    assertThat(RandomObjects.isWhole(json.getBytes(UTF_8))).isFalse();
    assertThat(found).isEmpty();
  }

  @Test
  void manyKeys_areKnownUpToABound() {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < 1_000; i++) {
      json.append(i == 0 ? "" : ",").append("\"key").append(i).append("\":[{}]");
    }

    byte[] whole = json.append('}').toString().getBytes(UTF_8);

    TopLevelKeys keys = JsonBytes.of(whole).keys();

    assertThat(keys.hasAll("key0", "key10", "key127")).isTrue();
    assertThat(keys.hasAny("key128", "key999")).isFalse();
    assertThat(RandomObjects.isWhole(whole)).isTrue();
  }
}
