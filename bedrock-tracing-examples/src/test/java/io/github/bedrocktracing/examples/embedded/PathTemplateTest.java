/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PathTemplateTest {
  private final PathTemplate template = PathTemplate.of("/model/{modelId}/converse");

  @Test
  void match_decodesTheValues() {
    assertThat(template.match("/model/arn%3Aaws%2Fa+b%3A0/converse").orElseThrow())
        .containsEntry("modelId", "arn:aws/a+b:0");
  }

  @Test
  void match_refusesOtherPaths() {
    assertThat(template.match("/model/x/invoke")).isEmpty();
    assertThat(template.match("/model/x/converse/more")).isEmpty();
    assertThat(template.match("/model/converse")).isEmpty();
  }
}
