/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.inference.InferenceResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpFullResponse;

final class ResponseHeadersTest {
  @Test
  void requestId_isTheFirstOfItsHeader_inAnyCase() {
    assertThat(requestId("x-amzn-RequestId", "r-1", "r-2")).isEqualTo("r-1");
    assertThat(requestId("X-AMZN-REQUESTID", "r-1")).isEqualTo("r-1");
  }

  @Test
  void requestIdThatIsEmpty_isNone() {
    assertThat(requestId("x-amzn-RequestId", "")).isNull();
    assertThat(requestId("x-amzn-RequestId", "", "r-2")).isNull();
    assertThat(requestId("x-amzn-RequestId")).isNull();
    assertThat(requestId("x-amz-id-2", "r-1")).isNull();
  }

  private static @Nullable String requestId(String name, String... values) {
    return ResponseHeaders.read(
        SdkHttpFullResponse.builder().statusCode(200).putHeader(name, List.of(values)).build(),
        InferenceResponse.builder());
  }
}
