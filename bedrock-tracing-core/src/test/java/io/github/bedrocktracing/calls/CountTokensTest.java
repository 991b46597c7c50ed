/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.TracedCalls;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.sdk.NeedsSdk;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.CountTokensRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** CountTokens, of what would be a request of Converse or of InvokeModel. */
@NeedsSdk(LaterMembers.COUNT_TOKENS)
class CountTokensTest {
  private static final String CLAUDE = "anthropic.claude-sonnet-4-20250514-v1:0";

  @AutoClose private static final FakeBedrock bedrock = FakeBedrock.start();

  @BeforeEach
  void answer() {
    bedrock.reset();
    bedrock.answerAt(".*/count-tokens", r -> FakeBedrock.json(r, "{\"inputTokens\":11}"));
  }

  @ParameterizedTest
  @EnumSource
  void countTokens_isNoUsage(ClientKind kind) {
    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      Calls.ofConverse(calls, kind, CLAUDE, "SECRET text");

      assertThat(calls.span().getName()).isEqualTo("count_tokens " + CLAUDE);
      assertThat(calls.attributes())
          .containsEntry("gen_ai.request.model", CLAUDE)
          .containsEntry("aws.bedrock.count_tokens.input_tokens", 11L)
          .doesNotContainKey("gen_ai.usage.input_tokens");
      assertThat(calls.telemetry().metric("gen_ai.client.token.usage")).isEmpty();
      assertThat(calls.span().toString()).doesNotContain("SECRET");
    }
    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      Calls.ofConverse(calls, kind, CLAUDE, "SECRET text");
      assertThat(calls.span().getAttributes().toString()).contains("SECRET text");
    }
  }

  @Test
  void countTokens_ofABody_hasItsMessages() {
    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      Calls.ofBody(
          calls,
          CLAUDE,
          "{\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi there\"}]}");

      assertThat(calls.attributes())
          .containsEntry(
              "gen_ai.input.messages",
              "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Hi there\"}]}]");
    }
  }

  /** The calls themselves. */
  static final class Calls {
    private Calls() {}

    static void ofConverse(TracedCalls calls, ClientKind kind, String model, String text) {
      Message message = Message.builder().role("user").content(ContentBlock.fromText(text)).build();
      CountTokensRequest request =
          CountTokensRequest.builder()
              .modelId(model)
              .input(i -> i.converse(c -> c.messages(message)))
              .build();
      calls.models(kind, c -> c.countTokens(request), c -> c.countTokens(request));
    }

    static void ofBody(TracedCalls calls, String model, String body) {
      CountTokensRequest request =
          CountTokensRequest.builder()
              .modelId(model)
              .input(i -> i.invokeModel(m -> m.body(SdkBytes.fromUtf8String(body))))
              .build();
      calls.models(ClientKind.SYNC, c -> c.countTokens(request), c -> null);
    }
  }
}
