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
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailChecksContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailChecksMessage;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeGuardrailChecksRequest;

/** InvokeGuardrailChecks, which knows no guardrail by name. */
@NeedsSdk(LaterMembers.GUARDRAIL_CHECKS)
class GuardrailChecksTest {
  @AutoClose private static final FakeBedrock bedrock = FakeBedrock.start();

  @Test
  void guardrailChecks_tellWhatIsChecked_andScoresOnlyWithContent() {
    bedrock.answerAt(
        ".*",
        r ->
            FakeBedrock.json(
                r,
                "{\"results\":{\"contentFilter\":{\"results\":[{\"category\":\"HATE\","
                    + "\"severityScore\":0.5}]}},\"usage\":{}}"));

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      Calls.check(calls, "SECRET text");
      assertThat(calls.span().getName()).isEqualTo("apply_guardrail");
      assertThat(calls.attributes())
          .containsEntry("aws.bedrock.guardrail.checks", List.of("content_filter", "prompt_attack"))
          .doesNotContainKey("aws.bedrock.guardrail.assessments");
      assertThat(calls.span().toString()).doesNotContain("SECRET");
    }
    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      Calls.check(calls, "SECRET text");
      assertThat(calls.span().getAttributes().toString()).contains("SECRET text", "0.5");
    }
  }

  /** The calls themselves. */
  static final class Calls {
    private Calls() {}

    static void check(TracedCalls calls, String text) {
      InvokeGuardrailChecksRequest request =
          InvokeGuardrailChecksRequest.builder()
              .messages(
                  GuardrailChecksMessage.builder()
                      .role("user")
                      .content(GuardrailChecksContentBlock.builder().text(text).build())
                      .build())
              .checks(c -> c.contentFilter(f -> {}).promptAttack(p -> {}))
              .build();
      calls.models(ClientKind.SYNC, c -> c.invokeGuardrailChecks(request), c -> null);
    }
  }
}
