/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.OperationName;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkNumber;
import software.amazon.awssdk.core.document.Document;

class AdditionalModelFieldsTest {
  @Test
  void read_takesTheNumbersThatAreThere() {
    InferenceRequest request = read(SdkNumber.fromInteger(7));

    assertThat(request.seed()).isEqualTo(7);
    assertThat(request.choiceCount()).isEqualTo(7);
    assertThat(request.topK()).isEqualTo(7);
    assertThat(read(SdkNumber.fromDouble(7.0)).seed()).isEqualTo(7);
    assertThat(read(SdkNumber.fromLong(Long.MIN_VALUE)).seed()).isEqualTo(Long.MIN_VALUE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void read_inventsNoNumberForWhatIsNone(double none) {
    InferenceRequest request = read(SdkNumber.fromDouble(none));

    assertThat(request.seed()).isNull();
    assertThat(request.choiceCount()).isNull();
    assertThat(request.topK()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e30", "-1e30", "1e999999999", "7.5"})
  void read_inventsNoIntegerForWhatIsNone(String number) {
    InferenceRequest request = read(SdkNumber.fromBigDecimal(new BigDecimal(number)));

    assertThat(request.seed()).isNull();
    assertThat(request.choiceCount()).isNull();
  }

  private static InferenceRequest read(SdkNumber number) {
    Document fields =
        Document.mapBuilder()
            .putNumber("seed", number)
            .putNumber("n", number)
            .putNumber("top_k", number)
            .build();
    InferenceRequest.Builder builder = InferenceRequest.builder(OperationName.CHAT);
    AdditionalModelFields.read(fields, builder);
    return builder.build();
  }
}
