/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.inference.TokenUsage.Counts;
import org.junit.jupiter.api.Test;

final class TokenUsageTest {
  @Test
  void addsCachedTokensToUncachedInput() {
    Counts counts = new Counts();
    counts.cacheRead(20);
    counts.uncachedInput(5);
    counts.cacheWrite(3);
    counts.output(7);
    counts.reasoning(2);

    assertThat(counts.build()).isEqualTo(new TokenUsage(28L, 7L, 20L, 3L, 2L, false));
  }

  @Test
  void leavesTotalInputAsItIs() {
    Counts counts = new Counts();
    counts.totalInput(28);
    counts.cacheRead(20);

    assertThat(counts.build()).isEqualTo(new TokenUsage(28L, null, 20L, null, null, false));
  }

  @Test
  void unknownCache_isSaid_untilAnotherCountOfTheInputComes() {
    Counts counts = new Counts();
    counts.totalInputWithUnknownCache(-1);
    assertThat(counts.isEmpty()).isTrue();
    counts.totalInputWithUnknownCache(28);
    counts.output(7);

    assertThat(counts.build()).isEqualTo(new TokenUsage(28L, 7L, null, null, null, true));
    assertThat(new Counts().orElse(counts).build().cacheUnknown()).isTrue();
    counts.uncachedInput(5);
    assertThat(counts.build().cacheUnknown()).isFalse();
  }

  @Test
  void neverGuesses() {
    Counts counts = new Counts();
    counts.cacheRead(20);

    assertThat(counts.isEmpty()).isFalse();
    assertThat(counts.build()).isEqualTo(new TokenUsage(null, null, 20L, null, null, false));
    assertThat(new Counts().isEmpty()).isTrue();
    assertThat(new Counts().build()).isSameAs(TokenUsage.NONE);
  }

  @Test
  void laterCountsReplaceEarlierOnes() {
    Counts counts = new Counts();
    counts.uncachedInput(1);
    counts.totalInput(9);
    counts.cacheRead(4);
    counts.output(1);
    counts.output(6);

    assertThat(counts.build()).isEqualTo(new TokenUsage(9L, 6L, 4L, null, null, false));
  }

  @Test
  void ignoresNegativeCounts() {
    Counts counts = new Counts();
    counts.uncachedInput(-1);
    counts.totalInput(-1);
    counts.output(-1);
    counts.addOutput(-1);
    counts.cacheRead(-1);
    counts.cacheWrite(-1);
    counts.reasoning(Long.MIN_VALUE);

    assertThat(counts.isEmpty()).isTrue();
  }

  @Test
  void addsOutputOfSeveralAnswers() {
    Counts counts = new Counts();
    counts.addOutput(3);
    counts.addOutput(4);
    counts.addOutput(-4);

    assertThat(counts.build().output()).isEqualTo(7);
  }

  @Test
  void doesNotOverflow() {
    Counts counts = new Counts();
    counts.uncachedInput(Long.MAX_VALUE);
    counts.cacheRead(1);
    counts.cacheWrite(Long.MAX_VALUE);
    counts.addOutput(Long.MAX_VALUE);
    counts.addOutput(1);

    assertThat(counts.build().input()).isEqualTo(Long.MAX_VALUE);
    assertThat(counts.build().output()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void takesWhatIsMissingFromAnotherSource() {
    Counts body = new Counts();
    body.output(6);
    Counts headers = new Counts();
    headers.uncachedInput(5);
    headers.output(99);
    headers.cacheRead(10);
    headers.cacheWrite(1);
    headers.reasoning(2);

    assertThat(body.orElse(headers).build()).isEqualTo(new TokenUsage(16L, 6L, 10L, 1L, 2L, false));
  }

  @Test
  void takesInputTogetherWithWhatItIncludes() {
    Counts body = new Counts();
    body.totalInput(30);
    Counts metrics = new Counts();
    metrics.uncachedInput(10);
    metrics.cacheRead(20);

    assertThat(body.orElse(metrics).build())
        .isEqualTo(new TokenUsage(30L, null, 20L, null, null, false));
    assertThat(new Counts().orElse(body).build().input()).isEqualTo(30);
  }
}
