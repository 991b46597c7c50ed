/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.ContentRedactor;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
final class ContentSettingsTest {
  private static final String REDACT_PATTERNS = "bedrock.tracing.content.redact-patterns";

  @AfterEach
  void clear() {
    System.clearProperty(REDACT_PATTERNS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "TRUE", "1", "yes", "on", "flase"})
  void whoeverSaysSomethingOfRedaction_getsIt(String value) {
    System.setProperty(REDACT_PATTERNS, value);

    ContentRedactor redactor = Objects.requireNonNull(ContentSettings.UNSET.redactorNow());

    assertThat(redactor.redact("write to jo@example.org")).isEqualTo("write to [email]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "False", "", "  "})
  void whoeverSaysFalseOrNothing_doesNot(String value) {
    System.setProperty(REDACT_PATTERNS, value);

    assertThat(ContentSettings.UNSET.redactorNow()).isNull();
  }
}
