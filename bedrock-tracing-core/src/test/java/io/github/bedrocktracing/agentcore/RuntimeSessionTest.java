/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agentcore;

import static io.github.bedrocktracing.testing.client.AgentCoreClients.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockSession;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.AgentCoreClients;
import io.github.bedrocktracing.testing.process.LogLines;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.sdk.NeedsSdk;
import io.opentelemetry.api.baggage.Baggage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The session of a runtime is the program's where asked for, and the caller's where named. */
@NeedsSdk(LaterMembers.AGENT_CORE)
@ExtendWith(RestoresSwitches.class)
final class RuntimeSessionTest extends RuntimeCalls {
  @Test
  void programsSession_isTheRuntimesWhereAskedFor_byTheBuilderOrTheFlag() {
    String own = "s".repeat(33);
    BedrockSession session = BedrockSession.builder().sessionId(own).build();

    Map<String, String> sent =
        session.call(() -> send(tracing().propagateSession(true).build(), withoutSession()));
    assertThat(sent).containsEntry(SESSION_HEADER, own).containsKey("traceparent");
    assertThat(telemetry.onlySpan().getAttributes().asMap().toString())
        .contains("session.id=" + own);

    System.setProperty("bedrock.tracing.propagate-session", "true");
    System.setProperty("bedrock.tracing.propagation", "none");
    sent =
        within(
            Baggage.builder().put("session.id", "t".repeat(256)).build(),
            () -> send(tracing().build(), withoutSession()));
    assertThat(sent)
        .containsEntry(SESSION_HEADER, "t".repeat(256))
        .doesNotContainKeys("traceparent", "baggage");

    sent = session.call(() -> send(tracing().propagateSession(false).build(), withoutSession()));
    assertThat(sent.get(SESSION_HEADER)).isNotEqualTo(own);
  }

  @Test
  void programsSession_isNotTheRuntimes_unlessAskedFor() {
    String own = "s".repeat(40);

    Map<String, String> sent =
        BedrockSession.builder()
            .sessionId(own)
            .build()
            .call(() -> send(tracing().build(), withoutSession()));

    assertThat(sent.get(SESSION_HEADER)).isNotEqualTo(own);
  }

  @Test
  void runtimesSession_thatTheCallerNames_stays() {
    BedrockTracing tracing = tracing().propagateSession(true).build();
    BedrockSession session = BedrockSession.builder().sessionId("s".repeat(40)).build();
    String mine = "m".repeat(33);

    assertThat(session.call(() -> send(tracing, request())))
        .containsEntry(SESSION_HEADER, AgentCoreClients.SESSION);
    session.call(
        () ->
            send(
                tracing,
                withoutSession().toBuilder()
                    .overrideConfiguration(c -> c.putHeader(SESSION_HEADER, mine))
                    .build()));
    assertThat(bedrock.onlyRequestHeader(SESSION_HEADER))
        .contains(mine)
        .doesNotContain("s".repeat(40));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 32, 257})
  void sessionThatTheServiceCannotTake_isNotSent_andToldOnce(int length) {
    try (LogLines log = LogLines.of("io.github.bedrocktracing")) {
      for (String own : List.of("s".repeat(length), "s".repeat(32) + " x", "ü".repeat(40))) {
        Map<String, String> sent =
            BedrockSession.builder()
                .sessionId(own)
                .build()
                .call(() -> send(tracing().propagateSession(true).build(), withoutSession()));

        assertThat(sent.get(SESSION_HEADER)).isNotEqualTo(own);
        assertThat(sent).containsKey("traceparent");
      }
      assertThat(log.text()).contains("33 to 256").doesNotContain("sss");
    }
  }
}
