/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agentcore;

import static io.github.bedrocktracing.testing.client.AgentCoreClients.INVOCATIONS;
import static io.github.bedrocktracing.testing.client.AgentCoreClients.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.testing.agent.RuntimeBodies;
import io.github.bedrocktracing.testing.client.AgentCoreClients;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.process.Garbage;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.sdk.NeedsSdk;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreClient;
import software.amazon.awssdk.services.bedrockagentcore.model.InvokeAgentRuntimeResponse;
import software.amazon.awssdk.services.bedrockagentcore.model.ResourceNotFoundException;

/** However the reading of a body ends, or never begins, the span ends, once, and says how. */
@NeedsSdk(LaterMembers.AGENT_CORE)
final class AgentRuntimeBodyEndsTest extends BlockingRuntimeCalls {
  @Test
  void bodyClosedEarly_isCancelled() throws IOException {
    bedrock.answerAt(INVOCATIONS, response -> RuntimeBodies.slowly(response, 1000));

    ResponseInputStream<InvokeAgentRuntimeResponse> body = client.invokeAgentRuntime(request());
    assertThat(body.read()).isEqualTo('d');
    body.close();

    assertOutcome(telemetry.onlySpan(), "cancelled", null);
  }

  @Test
  void bodyAborted_isCancelled_andTheConnectionWithIt() throws IOException {
    try (ScriptedBedrock unfinished = ScriptedBedrock.start(number -> RuntimeBodies.FOR_MINUTES);
        BedrockAgentCoreClient calling =
            AgentCoreClients.sync(unfinished, Clients.with(tracing.interceptor())).build()) {
      ResponseInputStream<InvokeAgentRuntimeResponse> body = calling.invokeAgentRuntime(request());
      assertThat(body.read()).isEqualTo('d');

      // Without the connection's own abort the close within it waits for the rest, which takes
      // minutes.
      CompletableFuture<Void> aborted = CompletableFuture.runAsync(body::abort);

      assertThat(aborted).succeedsWithin(Duration.ofSeconds(60));
      await().atMost(Duration.ofSeconds(60)).until(() -> unfinished.connections() == 0);
    }
    assertOutcome(telemetry.onlySpan(), "cancelled", null);
  }

  @Test
  void bodyThatNobodyReads_isAbandoned_onceItIsUnreachable() {
    bedrock.answerAt(INVOCATIONS, RuntimeBodies.LONG::in);

    leaveUnread();

    Garbage.collectUntil(() -> telemetry.ended() == 1);
    assertOutcome(telemetry.onlySpan(), "abandoned", "not_consumed");
  }

  @Test
  void bodyThatTheSdkAborts_becauseNobodyReadsIt_isAbandoned() {
    bedrock.answerAt(INVOCATIONS, RuntimeBodies.LONG::in);

    client.invokeAgentRuntime(request(), unreadFor(Duration.ofMillis(50)));

    assertOutcome(telemetry.onlySpan(), "abandoned", "not_consumed");
  }

  @Test
  void bodyClosedUnread_isCancelled() throws IOException {
    bedrock.answerAt(INVOCATIONS, RuntimeBodies.LONG::in);

    client.invokeAgentRuntime(request()).close();

    assertOutcome(telemetry.onlySpan(), "cancelled", null);
  }

  @Test
  void bodyThatIsHeld_isNotAbandoned_andOneReadInPartIs() throws IOException {
    bedrock.answerAt(INVOCATIONS, RuntimeBodies.LONG::in);
    ResponseInputStream<InvokeAgentRuntimeResponse> held = client.invokeAgentRuntime(request());
    assertThat(client.invokeAgentRuntime(request()).read()).isEqualTo('S');

    Garbage.collectUntil(() -> telemetry.ended() == 1);

    assertOutcome(telemetry.endedSpans().get(0), "abandoned", "abandoned");
    held.readAllBytes();
    assertOutcome(telemetry.spans(2).get(1), "complete", null);
  }

  @Test
  void cutConnection_isFailed_withWhatTheCallerGets() throws IOException {
    bedrock.answerAt(INVOCATIONS, RuntimeBodies::cut);

    ResponseInputStream<InvokeAgentRuntimeResponse> body = client.invokeAgentRuntime(request());

    Throwable thrown = catchRead(body);
    SpanData span = telemetry.onlySpan();
    assertThat(thrown).isInstanceOf(IOException.class);
    assertOutcome(span, "failed", thrown.getClass().getName());
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  @Test
  void errorStatus_isFailed() {
    bedrock.answerAt(
        INVOCATIONS,
        response -> FakeBedrock.error(response, 404, "ResourceNotFoundException", "no SECRET"));

    assertThatThrownBy(() -> client.invokeAgentRuntime(request()))
        .isInstanceOf(ResourceNotFoundException.class);

    SpanData span = telemetry.onlySpan();
    assertOutcome(span, "failed", "ResourceNotFoundException");
    assertThat(span.toString()).doesNotContain("SECRET");
  }

  /** Leaves nothing of the call on the test's own stack. */
  private void leaveUnread() {
    ResponseInputStream<InvokeAgentRuntimeResponse> body =
        client.invokeAgentRuntime(request(), unreadFor(Duration.ZERO));
    try {
      assertThat(telemetry.ended()).isZero();
    } finally {
      // Tests beside this one collect garbage too.
      Reference.reachabilityFence(body);
    }
  }

  /** Returns what hands out the stream, which the SDK aborts after a time; never after zero. */
  private static ResponseTransformer<
          InvokeAgentRuntimeResponse, ResponseInputStream<InvokeAgentRuntimeResponse>>
      unreadFor(Duration time) {
    return ResponseTransformer.toInputStream(time);
  }

  private static Throwable catchRead(ResponseInputStream<?> body) {
    try {
      body.readAllBytes();
      return new AssertionError("nothing was thrown");
    } catch (IOException thrown) {
      return thrown;
    }
  }
}
