/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  @ParameterizedTest
  @ValueSource(strings = {"end_turn", "CONTENT_FILTERED", "stop", "x-high", "v1.2:0", "a"})
  void word_isKept(String word) {
    assertThat(Words.one(word)).isEqualTo(word);
    assertThat(Words.few(word)).isEqualTo(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Filter reason: prompt", "two words"})
  void fewWords_areNoSingleOne(String words) {
    assertThat(Words.one(words)).isNull();
    assertThat(Words.few(words)).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "my card is 4111",
        "a,b",
        "line\nbreak",
        " padded",
        "padded ",
        "two  spaces",
        "ümlaut",
        "{\"a\":1}",
        "a-word-that-is-longer-than-any-of-an-enumeration"
      })
  void text_isNotRecorded(String text) {
    assertThat(Words.one(text)).isNull();
    assertThat(Words.few(text)).isEqualTo("_OTHER");
  }

  @Test
  void nothing_staysNothing() {
    assertThat(Words.one(null)).isNull();
  }

  @Test
  void requestsAndResponses_recordNoTextInPlaceOfAWord() {
    InferenceRequest request =
        InferenceRequest.builder(OperationName.CHAT)
            .outputType("some text of a prompt")
            .reasoningLevel("some text of a prompt")
            .serviceTier("some text of a prompt")
            .performanceLatency("some text of a prompt")
            .build();
    InferenceResponse response =
        InferenceResponse.builder()
            .finishReason("some text of an answer")
            .serviceTier("some text of an answer")
            .performanceLatency("some text of an answer")
            .guardrailAction("some text of an answer")
            .build();

    assertThat(request.outputType()).isNull();
    assertThat(request.reasoningLevel()).isNull();
    assertThat(request.serviceTier()).isNull();
    assertThat(request.performanceLatency()).isNull();
    assertThat(response.finishReasons()).containsExactly("_OTHER");
    assertThat(response.serviceTier()).isNull();
    assertThat(response.performanceLatency()).isNull();
    assertThat(response.guardrail().result()).isNull();
  }
}
