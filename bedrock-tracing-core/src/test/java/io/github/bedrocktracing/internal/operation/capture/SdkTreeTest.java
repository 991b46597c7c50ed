/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.json.JsonText;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkNumber;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;

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

  /** The SDK builds it in a moment, and as JSON it has more elements than a heap holds. */
  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void documentThatSharesItsChildren_isCut() {
    Document shared = Document.fromString("x");
    for (int level = 0; level < 40; level++) {
      shared = Document.fromList(List.of(shared, shared));
    }

    assertThat(JsonText.write(SdkTree.of(shared)))
        .hasSizeLessThan(16_000_000)
        .contains(MessageAssembler.CUT_MARK);
    assertThat(JsonText.write(ProgramTree.of(List.of(shared, shared), 1000)))
        .hasSizeLessThan(3000)
        .contains(MessageAssembler.CUT_MARK);
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void documentThatSharesALongText_isCut() {
    Document text = Document.fromString("x".repeat(1_000_000));
    Document shared = Document.mapBuilder().putList("l", Collections.nCopies(1000, text)).build();

    assertThat(JsonText.write(SdkTree.of(shared)))
        .hasSizeLessThan(42_000_000)
        .endsWith("\"" + MessageAssembler.CUT_MARK + "\"]}");
  }

  @Test
  void documentThatIsVeryDeep_isCut() {
    Document deep = Document.fromString("x");
    for (int level = 0; level < 600; level++) {
      deep = Document.fromList(List.of(deep));
    }

    assertThat(JsonText.write(SdkTree.of(deep)))
        .contains("[\"" + MessageAssembler.CUT_MARK + "\"]");
  }

  /** The first is there whole; that it is too long shows behind it. */
  @Test
  void programsOwnListOfSdkObjects_isCut() {
    ContentBlock block = ContentBlock.fromText("x".repeat(900));

    assertThat(JsonText.write(ProgramTree.of(Collections.nCopies(1000, block), 1000)))
        .hasSizeLessThan(3000)
        .contains(MessageAssembler.CUT_MARK);
  }

  @Test
  void documentOfManyElements_isWhole() {
    Document many = Document.fromList(Collections.nCopies(100_000, Document.fromNumber(1)));

    assertThat((List<?>) SdkTree.of(many)).hasSize(100_000);
  }

  private static Object tree(SdkNumber number) {
    Object tree = SdkTree.of(Document.mapBuilder().putNumber("n", number).build());
    assertThat(tree).isInstanceOf(Map.class);
    return ((Map<?, ?>) tree).get("n");
  }
}
