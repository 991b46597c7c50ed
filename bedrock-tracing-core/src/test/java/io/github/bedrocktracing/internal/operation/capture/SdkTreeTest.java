/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkNumber;
import software.amazon.awssdk.core.document.Document;

final class SdkTreeTest {
  @Test
  void numbersOfADocument_areNumbers() {
    assertThat(tree(SdkNumber.fromString("12.50"))).isEqualTo(new BigDecimal("12.50"));
  }

  @Test
  void numbersThatJsonDoesNotHave_areTexts() {
    assertThat(tree(SdkNumber.fromDouble(Double.NaN))).isEqualTo("NaN");
  }

  @Test
  void numbersOfVeryManyDigits_areTexts() {
    assertThat(tree(SdkNumber.fromString("1".repeat(1000)))).isInstanceOf(BigDecimal.class);
    assertThat(tree(SdkNumber.fromString("1".repeat(1001)))).isEqualTo("1".repeat(1001));
  }

  private static Object tree(SdkNumber number) {
    Object tree = SdkTree.of(Document.mapBuilder().putNumber("n", number).build());
    assertThat(tree).isInstanceOf(Map.class);
    return ((Map<?, ?>) tree).get("n");
  }
}
