/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptSafeJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>",
        "<!-- <SCRIPT",
        "&lt;&#60;",
        "]]>",
        "a\u2028b\u2029c",
        "\"\\\u0000\u001f\n",
        "žluťoučký 木 \ud83d\ude00",
        ""
      })
  void text_hasNothingThatHtmlReads_andIsTheSameJson(String value) throws Exception {
    String json =
        ScriptSafeJson.text(
            out -> {
              out.writeStartObject();
              out.writeStringField(value, value);
              out.writeEndObject();
            });

    assertThat(json).doesNotContain("<", ">", "&", "\u2028", "\u2029", "\u0000", "\n");
    assertThat(JSON.readTree(json).path(value).asText("none")).isEqualTo(value);
  }

  @Test
  void wellFormed_replacesHalvesOfPairsAlone() {
    assertThat(ScriptSafeJson.wellFormed("a\ud800b")).isEqualTo("a\ufffdb");
    assertThat(ScriptSafeJson.wellFormed("\udc00\ud800")).isEqualTo("\ufffd\ufffd");
    assertThat(ScriptSafeJson.wellFormed("\ud800\ud83d\ude00")).isEqualTo("\ufffd\ud83d\ude00");
    assertThat(ScriptSafeJson.wellFormed("plain")).isSameAs("plain");
  }
}
