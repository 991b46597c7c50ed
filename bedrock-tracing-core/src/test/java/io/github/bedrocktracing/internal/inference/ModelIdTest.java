/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelIdTest {
  private static final String ACCOUNT = "123456789012";

  @ParameterizedTest
  @CsvSource({
    "anthropic.claude-3-haiku-20240307-v1:0:200k,anthropic,claude-3-haiku-20240307-v1:0:200k",
    "anthropic.claude-v2,anthropic,claude-v2",
    "zai.glm-5,zai,glm-5",
    "zai.glm-4.7,zai,glm-4.7",
    "deepseek.v3.2,deepseek,v3.2",
    "deepseek.v3-v1:0,deepseek,v3-v1:0",
    "openai.gpt-5.6-sol,openai,gpt-5.6-sol",
    "moonshotai.kimi-k2.5,moonshotai,kimi-k2.5",
    "ai21.j2-mid-v1,ai21,j2-mid-v1",
    "us.anthropic.claude-3-haiku-20240307-v1:0,anthropic,claude-3-haiku-20240307-v1:0",
    "eu.amazon.nova-lite-v1:0,amazon,nova-lite-v1:0",
    "apac.amazon.nova-lite-v1:0,amazon,nova-lite-v1:0",
    "jp.anthropic.claude-sonnet-5,anthropic,claude-sonnet-5",
    "au.anthropic.claude-sonnet-5,anthropic,claude-sonnet-5",
    "ca.anthropic.claude-sonnet-5,anthropic,claude-sonnet-5",
    "sa.anthropic.claude-sonnet-5,anthropic,claude-sonnet-5",
    "me.anthropic.claude-sonnet-5,anthropic,claude-sonnet-5",
    "us-gov.anthropic.claude-3-haiku,anthropic,claude-3-haiku",
    "global.anthropic.claude-v2,anthropic,claude-v2",
    "zz.anthropic.claude-x,anthropic,claude-x",
    "antarctica.deepseek.v3.2,deepseek,v3.2",
    "us.deepseek.v3.2,deepseek,v3.2",
    "us.writer.palmyra-x5-v1:0,writer,palmyra-x5-v1:0",
    "zz.newcomer.model-1.5,newcomer,model-1.5",
    "acme.oracle-1,acme,oracle-1",
    "acme.oracle-1.5,acme,oracle-1.5",
    "acme.v3.2,acme,v3.2",
    "Anthropic.Claude-V2,anthropic,claude-v2",
  })
  void readsIds(String id, String provider, String model) {
    assertNamed(id, provider, model);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-v2:1,anthropic,claude-v2:1",
    "arn:aws-cn:bedrock:cn-north-1::foundation-model/zai.glm-4.7,zai,glm-4.7",
    "arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:inference-profile/us-gov.amazon.nova-pro-v1:0,amazon,nova-pro-v1:0",
    "arn:aws:bedrock:us-east-1:123456789012:inference-profile/global.anthropic.claude-opus-4-8,anthropic,claude-opus-4-8",
    "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.titan-text-lite-v1:0:4k/abcdef123456,amazon,titan-text-lite-v1:0:4k",
    "arn:aws:bedrock:us-east-1:123456789012:default-prompt-router/anthropic.claude:1,anthropic,claude:1",
    "arn:aws:bedrock:us-east-1:123456789012:prompt-router/meta.llama:1,meta,llama:1",
  })
  void readsArnsThatNameTheModel(String arn, String provider, String model) {
    assertNamed(arn, provider, model);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application-inference-profile/abcdef123456",
        "provisioned-model/abcdef123456",
        "custom-model-deployment/abcdef123456",
        "imported-model/abcdef123456",
        "prompt-router/abcdef123456",
        "something-new/anthropic.claude-v2",
      })
  void knowsNothingOfOpaqueArns(String resource) {
    assertOpaque("arn:aws:bedrock:us-east-1:" + ACCOUNT + ":" + resource);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "does-not-exist",
        ".",
        ".claude",
        " ",
        "arn:",
        "arn:aws",
        "arn:aws:bedrock:us-east-1::",
        "arn:aws:bedrock:us-east-1::foundation-model",
        "arn:aws:bedrock:us-east-1::foundation-model/",
        "arn:aws:bedrock:us-east-1::/",
        "arn:aws:sagemaker:us-east-1:123456789012:endpoint/my.endpoint",
        "arn:::::",
      })
  void knowsNothingOfOtherStrings(String id) {
    assertOpaque(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "a..b", "us.", "us..", "us.anthropic", "us.anthropic.", "ä.ö.ü"})
  void survivesOddStrings(String id) {
    assertThat(ModelId.parse(id).raw()).isEqualTo(id);
  }

  @Test
  void readsManagedPrompts() {
    String arn = "arn:aws:bedrock:us-east-1:" + ACCOUNT + ":prompt/ABCDE12345";

    assertThat(ModelId.parse(arn + ":7"))
        .isEqualTo(new ModelId(arn + ":7", "", "", "ABCDE12345", "7"));
    assertThat(ModelId.parse(arn)).isEqualTo(new ModelId(arn, "", "", "ABCDE12345", null));
  }

  private static void assertNamed(String id, String provider, String model) {
    ModelId read = ModelId.parse(id);

    assertThat(read).isEqualTo(new ModelId(id, provider, model, null, null));
    assertThat(read.isFrom(provider)).isTrue();
    assertThat(read.isNamed(model)).isTrue();
    assertThat(read.isFrom("nobody")).isFalse();
  }

  private static void assertOpaque(String id) {
    assertThat(ModelId.parse(id)).isEqualTo(new ModelId(id == null ? "" : id, "", "", null, null));
  }
}
