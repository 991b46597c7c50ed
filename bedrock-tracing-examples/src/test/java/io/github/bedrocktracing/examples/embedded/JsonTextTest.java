/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTextTest {
  @Test
  void quote_escapesWhatJsonForbids() {
    assertThat(JsonText.quote("a \"b\" \\ \n é")).isEqualTo("\"a \\\"b\\\" \\\\ \\u000a é\"");
  }
}
