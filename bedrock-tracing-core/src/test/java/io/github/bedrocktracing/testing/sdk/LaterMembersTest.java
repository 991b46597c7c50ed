/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is left out of the tests but under the oldest SDK, and there only what it lacks. */
class LaterMembersTest {
  private static final String OLDEST = "2.29.52";

  @ParameterizedTest
  @EnumSource
  void isAbsentFromTheOldestSdk_andFromNoOther(LaterMembers member) {
    assertThat(member.isPresent()).isEqualTo(!RunningSdk.VERSION.equals(OLDEST));
  }
}
