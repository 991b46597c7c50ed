/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is kept of each call is told from what is in use anyway. */
final class HeapTrendTest {
  @Test
  void nothingKept_isNoTrend_alsoWithOneRoundThatIsOff() {
    HeapTrend trend = new HeapTrend();
    long[] bytes = {30 << 20, (30 << 20) + 900, 37 << 20, 30 << 20, (30 << 20) - 500, 30 << 20};
    for (int i = 0; i < bytes.length; i++) {
      trend.add(1500L * i, bytes[i]);
    }

    assertThat(trend.bytesPerCall()).isLessThan(1);
    assertThat(trend.growth()).isZero();
  }

  @Test
  void whatIsKeptOfEachCall_isFound() {
    HeapTrend trend = new HeapTrend();
    for (int i = 0; i < 6; i++) {
      trend.add(1500L * i, (30 << 20) + 16_384L * 1500 * i);
    }

    assertThat(trend.bytesPerCall()).isEqualTo(16_384);
  }
}
