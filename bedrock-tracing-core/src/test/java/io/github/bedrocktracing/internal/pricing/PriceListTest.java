/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which price a model id leads to. */
class PriceListTest {
  private static final String ARN = "arn:aws:bedrock:us-east-1:";
  private static final String TABLE =
      """
      {"anthropic.claude-x-20250101-v1:0": {"input": 1},
       "eu.anthropic.claude-x-20250101-v1:0": {"input": 2},
       "amazon.nova-x": {"input": 3, "anyVersion": true},
       "meta.llama-x": {"input": 4},
       "apac.cohere.embed-x": {"input": 5, "anyVersion": "true"},
       "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abc": {"input": 6},
       "arn:aws:bedrock:us-east-1:123456789012:prompt-router/named": {"input": 7},
       "zai.glm-4.7": {"input": 8},
       "amazon.nova-y-v1:0": {"input": 9},
       "us.amazon.nova-y-v1:0": {"input": 9}}""";

  private final PriceList prices = PriceFileTest.parse(TABLE);

  @ParameterizedTest
  @CsvSource({
    "anthropic.claude-x-20250101-v1:0, 1",
    "us.anthropic.claude-x-20250101-v1:0, 1",
    "global.anthropic.claude-x-20250101-v1:0, 1",
    "us-gov.anthropic.claude-x-20250101-v1:0, 1",
    "eu.anthropic.claude-x-20250101-v1:0, 2",
    "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-x-20250101-v1:0, 1",
    "arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/anthropic.claude-x-20250101-v1:0, 1",
    "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-x-20250101-v1:0,"
        + " 2",
    "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-x-20250101-v1:0,"
        + " 1",
    "amazon.nova-x, 3",
    "amazon.nova-x-v1:0, 3",
    "amazon.nova-x-v2:1:300k, 3",
    "amazon.nova-x:0, 3",
    "us.amazon.nova-x-v1:0, 3",
    "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-x-v1:0, 3",
    "apac.cohere.embed-x-v4:0, 5",
    "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abc, 6",
    "arn:aws:bedrock:us-east-1:123456789012:prompt-router/named, 7",
    "zai.glm-4.7, 8",
    "us.zai.glm-4.7, 8",
  })
  void knownModel(String id, BigDecimal input) {
    Price price = prices.find(id, null);

    assertThat(price).isNotNull();
    assertThat(price.input()).isEqualByComparingTo(input);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "arn:",
        "arn:aws:bedrock:us-east-1::foundation-model",
        "meta.llama-x-v1:0",
        "anthropic.claude-x",
        "anthropic.claude-x-20250101",
        "amazon.nova-x-large-v1:0",
        "cohere.embed-x",
        ARN + "123456789012:provisioned-model/xyz",
        ARN + "123456789012:custom-model/amazon.nova-x-v1:0/abcdefghijkl",
        ARN + "123456789012:custom-model/amazon.nova-x",
        ARN + "123456789012:custom-model-deployment/abcdefghijkl",
        ARN + "123456789012:imported-model/abcdefghijkl",
        ARN + "123456789012:application-inference-profile/abcdefghijkl",
        "arn:aws:sagemaker:us-east-1:123456789012:endpoint/amazon.nova-x",
      })
  void unknownModel(String id) {
    assertThat(prices.find(id, "amazon.nova-x-v1:0")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ARN + "123456789012:prompt-router/abcdefghijkl",
        ARN + "123456789012:default-prompt-router/amazon.nova:1",
        ARN + "123456789012:prompt/ABCDEFGHIJ:1",
      })
  void routedCall_costsWhatTheModelThatAnsweredCosts(String id) {
    assertThat(prices.find(id, null)).isNull();
    assertThat(prices.find(id, id)).isNull();
    assertThat(prices.find(id, "us.amazon.nova-x-v1:0")).isNotNull();
    assertThat(prices.find(id, ARN + "123456789012:inference-profile/us.amazon.nova-x-v1:0"))
        .isNotNull();
    assertThat(prices.find(id, ARN + "123456789012:imported-model/amazon.nova-x")).isNull();
  }

  @Test
  void answeredModel_doesNotCountForAModelThatWasNamed() {
    Price price = prices.find("anthropic.claude-x-20250101-v1:0", "amazon.nova-x");

    assertThat(price).isNotNull();
    assertThat(price.input()).isEqualByComparingTo("1");
  }

  @ParameterizedTest
  @CsvSource({"claude-x-20250101, ", "nova-x, 3", "llama-x, 4", "nova-y, 9", "gemini-x, "})
  void modelThatGivesItsOwnName_hasAPriceWhereOneAloneFits(String name, BigDecimal input) {
    Price price = prices.findNamed(name);

    assertThat(price == null ? null : price.input()).isEqualTo(input);
  }
}
