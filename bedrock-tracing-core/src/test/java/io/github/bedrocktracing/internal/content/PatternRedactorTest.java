/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.ContentRedactor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternRedactorTest {
  private final ContentRedactor redactor = ContentRedactor.patterns();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          write to jo.doe+x@mail.example.org today | write to [email] today
          card 4111 1111 1111 1111 please          | card [card] please
          card 4111-1111-1111-1111.                | card [card].
          4111111111111111                         | [card]
          amex 378282246310005                     | amex [card]
          call +49 30 901820 now                   | call [phone] now
          call +1 (555) 010-9999                   | call [phone]
          call 555-010-9999                        | call [phone]
          call (555) 010-9999                      | call [phone]
          key AKIAIOSFODNN7EXAMPLE ok              | key [access key] ok
          key ASIAIOSFODNN7EXAMPLE                 | key [access key]
          api_key = abcdefghijklmnop1234           | api_key = [secret]
          """)
  void redact_replacesWhatLooksPersonal(String content, String expected) {
    assertThat(redactor.redact(content)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain text",
        "4111111111111112",
        "order 1234567890",
        "2026-11-20 10:15:30",
        "a@b",
        "version 1.2.3-4",
        "AKIA is a prefix",
        "pi is 3.14159265358979",
      })
  void redact_leavesOtherTextAlone(String content) {
    assertThat(redactor.redact(content)).isEqualTo(content);
  }

  @Test
  void redact_hostileText_ends() {
    String almostEmail = "a".repeat(200_000) + "@" + "b.".repeat(100_000);
    String digits = "1 ".repeat(200_000);
    assertThat(redactor.redact(almostEmail)).isNotEmpty();
    assertThat(redactor.redact(digits)).isNotEmpty();
  }
}
