/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agentcore;

import static io.github.bedrocktracing.testing.client.AgentCoreClients.INVOCATIONS;
import static io.github.bedrocktracing.testing.client.AgentCoreClients.request;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.agent.RuntimeBodies;
import io.github.bedrocktracing.testing.client.AgentCoreClients;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreClient;
import software.amazon.awssdk.services.bedrockagentcore.model.InvokeAgentRuntimeRequest;

/** Calls of a runtime, and what its server is sent. */
abstract class RuntimeCalls {
  static final String SESSION_HEADER = "x-amzn-bedrock-agentcore-runtime-session-id";

  @AutoClose final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose final Telemetry telemetry = Telemetry.create();

  @BeforeEach
  void answer() {
    bedrock.answerAt(INVOCATIONS, RuntimeBodies.JSON::in);
  }

  static InvokeAgentRuntimeRequest withoutSession() {
    return request().toBuilder().runtimeSessionId(null).build();
  }

  static String w3c(SpanContext span) {
    String flags = span.getTraceFlags().asHex();
    return "00-" + span.getTraceId() + '-' + span.getSpanId() + '-' + flags;
  }

  static <T> T within(Baggage baggage, Supplier<T> work) {
    return baggage.storeInContext(Context.current()).wrapSupplier(work).get();
  }

  BedrockTracing.Builder tracing() {
    return BedrockTracing.builder().openTelemetry(telemetry.openTelemetry());
  }

  BedrockAgentCoreClient client(BedrockTracing tracing) {
    return AgentCoreClients.sync(bedrock, Clients.with(tracing.interceptor())).build();
  }

  Map<String, String> sendUntraced() {
    try (BedrockAgentCoreClient client = AgentCoreClients.sync(bedrock, c -> {}).build()) {
      return send(client, request());
    }
  }

  Map<String, String> send(BedrockTracing tracing, InvokeAgentRuntimeRequest request) {
    try (BedrockAgentCoreClient client = client(tracing)) {
      return send(client, request);
    }
  }

  /** Returns what the server gets: the body, and the headers that are not new with each request. */
  Map<String, String> send(BedrockAgentCoreClient client, InvokeAgentRuntimeRequest request) {
    bedrock.rewind();
    client.invokeAgentRuntimeAsBytes(request);
    Map<String, String> sent = new TreeMap<>(bedrock.onlyRequestHeaders());
    sent.keySet().removeAll(Set.of("authorization", "x-amz-date", "amz-sdk-invocation-id"));
    String received = bedrock.received().get(0);
    sent.put("(body)", received.substring(received.lastIndexOf("{\"prompt\"")));
    return sent;
  }
}
