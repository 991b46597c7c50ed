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
          card 4111  1111  1111  1111              | card [card]
          card 4111 - 1111 - 1111 - 1111           | card [card]
          amex 378282246310005                     | amex [card]
          card 4111 1111 1111 1111 12/27           | card [card] 12/27
          card 4111 1111 1111 1111 123             | card [card] 123
          order 7 4111 1111 1111 1111              | order 7 [card]
          12345 4111 1111 1111 1111 5.             | 12345 [card] 5.
          99-4111-1111-1111-1111                   | 99-[card]
          3782 822463 10005 1234                   | [card] 1234
          4111.1111.1111.1111                      | [card]
          4111\u00a01111\u00a01111\u00a01111    | [card]
          4111\u20131111\u20131111\u20131111    | [card]
          call +49 30 901820 now                   | call [phone] now
          call +1 (555) 010-9999                   | call [phone]
          call 555-010-9999                        | call [phone]
          call (555) 010-9999                      | call [phone]
          key AKIAIOSFODNN7EXAMPLE ok              | key [access key] ok
          key ASIAIOSFODNN7EXAMPLE                 | key [access key]
          my_AKIAIOSFODNN7EXAMPLE                  | my_[access key]
          ABSKQmVkcm9ja0FQSUtleS1hYmNkZWY=         | [access key]
          bedrock-api-key-YWJjZGVmZ2hpamtsbW5vcA== | [access key]
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
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20",
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
    assertThat(redactor.redact("4234 ".repeat(200_000))).isNotEmpty();
  }
}
