/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTextsTest {
  private static final int RUNS = 20_000;
  private static final String ODD = "0123456789-:.TZtz+ \u0661";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-01-31T10:20:30Z",
        "2024-02-29T23:59:59.9Z",
        "1969-12-31T23:59:59.999999999Z",
        "2025-01-31T10:20:30.000000001Z",
        "9999-12-31T00:00:00.5Z"
      })
  void theFormOfTheService_isRead(String text) {
    assertThat(UtcTexts.instant(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2025",
        "2023-02-29T10:20:30Z",
        "2025-13-01T10:20:30Z",
        "2025-00-01T10:20:30Z",
        "2025-01-00T10:20:30Z",
        "2025-01-31T24:00:00Z",
        "2025-01-31T25:00:00Z",
        "2025-01-31T10:60:30Z",
        "2025-01-31T23:59:60Z",
        "2025-01-31T10:20:30.Z",
        "2025-01-31T10:20:30.1234567890Z",
        "2025-01-31T10:20:30",
        "2025-01-31T10:20:30.5",
        "2025-01-31T10:20:30+01:00",
        "2025-01-31t10:20:30z",
        "+12025-01-31T10:20:30Z",
        "-2025-01-31T10:20:30Z",
        "0000-01-31T10:20:30Z"
      })
  void whatDiffers_isWhatTheJdkTakesItFor(String text) {
    assertThat(outcome(UtcTexts::instant, text)).isEqualTo(outcome(Instant::parse, text));
  }

  @Test
  void momentsWithOneCharacterChanged_areWhatTheJdkTakesThemFor() {
    Random random = new Random(6);
    for (int run = 0; run < RUNS; run++) {
      String text = changed(moment(random), random);

      assertThat(outcome(UtcTexts::instant, text))
          .as(text)
          .isEqualTo(outcome(Instant::parse, text));
    }
  }

  private static String moment(Random random) {
    long seconds = random.nextLong(-4_000_000_000L, 8_000_000_000L);
    return Instant.ofEpochSecond(seconds, random.nextInt(1_000_000_000)).toString();
  }

  /** Returns a text with a character put in the place of another, left out or put in besides. */
  private static String changed(String text, Random random) {
    StringBuilder changed = new StringBuilder(text);
    int at = random.nextInt(text.length());
    char odd = ODD.charAt(random.nextInt(ODD.length()));
    switch (random.nextInt(3)) {
      case 0 -> changed.setCharAt(at, odd);
      case 1 -> changed.deleteCharAt(at);
      default -> changed.insert(at, odd);
    }
    return changed.toString();
  }

  /** Returns the moment; the kind of failure where there is none. */
  private static String outcome(Function<String, Instant> reader, String text) {
    try {
      return reader.apply(text).toString();
    } catch (DateTimeException none) {
      return "none";
    }
  }
}
