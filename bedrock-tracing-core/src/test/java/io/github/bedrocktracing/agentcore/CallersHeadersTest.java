/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agentcore;

import static io.github.bedrocktracing.testing.client.AgentCoreClients.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.AgentCoreClients;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.sdk.NeedsSdk;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreClient;

/** What a caller says itself of the trace stays, and all else of the request too. */
@NeedsSdk(LaterMembers.AGENT_CORE)
@ExtendWith(RestoresSwitches.class)
final class CallersHeadersTest extends RuntimeCalls {
  @Test
  void whatTheCallerSays_stays() {
    String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    Map<String, String> sent =
        send(
            tracing().build(), request().toBuilder().traceParent(parent).baggage("mine=1").build());

    assertThat(sent).containsEntry("traceparent", parent).containsEntry("baggage", "mine=1");
  }

  @Test
  void headersThatTheCallerPutsOnTheRequest_stay() {
    Map<String, String> sent =
        send(
            tracing().build(),
            request().toBuilder()
                .overrideConfiguration(
                    c -> c.putHeader("TraceParent", "mine").putHeader("BAGGAGE", "mine=1"))
                .build());

    assertThat(sent).containsEntry("traceparent", "mine").containsEntry("baggage", "mine=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"w3c", "xray"})
  void headersThatTheCallerPutsOnTheClient_stay_andAreSentOnce(String format) {
    System.setProperty("bedrock.tracing.propagation", format);
    BedrockTracing tracing = tracing().build();

    try (BedrockAgentCoreClient client =
        AgentCoreClients.sync(
                bedrock,
                c ->
                    c.putHeader("TraceParent", "mine")
                        .putHeader("Baggage", "mine=1")
                        .putHeader("X-Amzn-Trace-Id", "mine")
                        .addExecutionInterceptor(tracing.interceptor()))
            .build()) {
      send(client, request());
    }

    assertThat(bedrock.onlyRequestHeader("traceparent")).containsExactly("mine");
    assertThat(bedrock.onlyRequestHeader("tracestate")).isEmpty();
    assertThat(bedrock.onlyRequestHeader("baggage")).containsExactly("mine=1");
    assertThat(bedrock.onlyRequestHeader("X-Amzn-Trace-Id")).containsExactly("mine");
  }

  @Test
  void headersOfTheClientThatTellOfOtherThings_hinderNothing() {
    BedrockTracing tracing = tracing().build();

    try (BedrockAgentCoreClient client =
        AgentCoreClients.sync(
                bedrock,
                c ->
                    c.putHeader("baggage", "mine=1").addExecutionInterceptor(tracing.interceptor()))
            .build()) {
      send(client, request());
    }

    assertThat(bedrock.onlyRequestHeader("traceparent"))
        .containsExactly(w3c(telemetry.onlySpan().getSpanContext()));
    assertThat(bedrock.onlyRequestHeader("baggage")).containsExactly("mine=1");
  }

  @Test
  void headersThatAPluginOfTheRequestPutsOnTheClient_stay_andAreSentOnce() {
    SdkPlugin plugin =
        client ->
            client.overrideConfiguration(
                client.overrideConfiguration().toBuilder()
                    .putHeader("traceparent", "mine")
                    .putHeader("baggage", "mine=1")
                    .build());

    send(
        tracing().build(),
        request().toBuilder().overrideConfiguration(c -> c.addPlugin(plugin)).build());

    assertThat(bedrock.onlyRequestHeader("traceparent")).containsExactly("mine");
    assertThat(bedrock.onlyRequestHeader("baggage")).containsExactly("mine=1");
  }

  @Test
  void nothingElseOfTheRequest_isAltered() {
    Map<String, String> untraced = sendUntraced();

    Map<String, String> sent = send(tracing().build(), request());

    assertThat(sent.remove("traceparent")).isNotNull();
    assertThat(sent.remove("baggage")).isNotNull();
    assertThat(sent).isEqualTo(untraced);
  }
}
