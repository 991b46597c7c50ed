/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agentcore;

import static io.github.bedrocktracing.testing.client.AgentCoreClients.INVOCATIONS;
import static io.github.bedrocktracing.testing.client.AgentCoreClients.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrocktracing.BedrockSession;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.agent.RuntimeBodies;
import io.github.bedrocktracing.testing.client.AgentCoreClients;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.process.Garbage;
import io.github.bedrocktracing.testing.process.LogLines;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.sdk.NeedsSdk;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreClient;
import software.amazon.awssdk.services.bedrockagentcore.model.InvokeAgentRuntimeRequest;

/** What a runtime is told of the trace that it is called in. */
@NeedsSdk(LaterMembers.AGENT_CORE)
@ExtendWith(RestoresSwitches.class)
final class ContextPropagationTest {
  private static final String SESSION_HEADER = "x-amzn-bedrock-agentcore-runtime-session-id";

  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.create();

  @BeforeEach
  void answer() {
    bedrock.answerAt(INVOCATIONS, RuntimeBodies.JSON::in);
  }

  @Test
  void runtime_isAChildOfTheSpan_andKnowsTheSession() {
    Map<String, String> sent = send(tracing().build(), request());

    SpanData span = telemetry.onlySpan();
    assertThat(sent)
        .containsEntry("traceparent", w3c(span.getSpanContext()))
        .containsEntry("baggage", "session.id=" + AgentCoreClients.SESSION)
        .doesNotContainKeys("tracestate", "x-amzn-trace-id");
  }

  @Test
  void programsSession_andBaggage_goAlong() {
    Map<String, String> sent =
        within(
            Baggage.builder().put("tenant", "a b").build(),
            () ->
                BedrockSession.builder()
                    .sessionId("own")
                    .build()
                    .call(() -> send(tracing().build(), request())));

    assertThat(sent.get("baggage").split(","))
        .containsExactlyInAnyOrder("tenant=a%20b", "session.id=own");
  }

  @Test
  void baggageTooLongForTheService_isLeftOut_butTheSessionIsNot() {
    Map<String, String> sent =
        within(
            Baggage.builder().put("k", "v".repeat(9000)).build(),
            () -> send(tracing().build(), request()));

    assertThat(sent).containsEntry("baggage", "session.id=" + AgentCoreClients.SESSION);
  }

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

  @ParameterizedTest
  @ValueSource(strings = {"w3c", "xray"})
  void whereThereIsNoTrace_theRequestIsAsTheCallerMadeIt(String format) {
    Map<String, String> untraced = sendUntraced();
    System.setProperty("bedrock.tracing.propagation", format);

    Map<String, String> sent =
        within(
            Baggage.builder().put("tenant", "a").build(),
            () ->
                send(
                    BedrockTracing.builder().openTelemetry(OpenTelemetry.noop()).build(),
                    request()));

    assertThat(sent).isEqualTo(untraced);
  }

  @Test
  void xray_byFlag() {
    System.setProperty("bedrock.tracing.propagation", "xray");

    Map<String, String> sent = send(tracing().build(), request());

    SpanData span = telemetry.onlySpan();
    String trace = span.getTraceId();
    assertThat(sent)
        .containsEntry(
            "x-amzn-trace-id",
            "Root=1-%s-%s;Parent=%s;Sampled=1"
                .formatted(trace.substring(0, 8), trace.substring(8), span.getSpanId()))
        .containsEntry("baggage", "session.id=" + AgentCoreClients.SESSION)
        .doesNotContainKeys("traceparent", "tracestate");
  }

  @Test
  void xray_byTheBuilder_goesBeforeTheFlag() {
    System.setProperty("bedrock.tracing.propagation", "w3c");

    assertThat(send(tracing().xrayTraceId(true).build(), request()))
        .containsKey("x-amzn-trace-id")
        .doesNotContainKey("traceparent");
    System.setProperty("bedrock.tracing.propagation", "xray");
    assertThat(send(tracing().xrayTraceId(false).build(), request()))
        .containsKey("traceparent")
        .doesNotContainKey("x-amzn-trace-id");
    System.setProperty("bedrock.tracing.propagation", "none");
    assertThat(send(tracing().xrayTraceId(true).build(), request()))
        .doesNotContainKeys("traceparent", "x-amzn-trace-id");
  }

  @Test
  void offByTheBuilder_orByTheFlag_orUntraced_theRequestIsAsTheCallerMadeIt() {
    Map<String, String> untraced = sendUntraced();
    assertThat(untraced).doesNotContainKeys("traceparent", "tracestate", "baggage");

    assertThat(send(tracing().propagateContext(false).build(), request())).isEqualTo(untraced);
    System.setProperty("bedrock.tracing.propagation", "none");
    assertThat(send(tracing().build(), request())).isEqualTo(untraced);
    assertThat(telemetry.spans(2)).hasSize(2);
    System.clearProperty("bedrock.tracing.propagation");
    System.setProperty("bedrock.tracing.enabled", "false");
    assertThat(send(tracing().build(), request())).isEqualTo(untraced);
    System.clearProperty("bedrock.tracing.enabled");
    assertThat(
            send(
                tracing().build(),
                request().toBuilder()
                    .overrideConfiguration(
                        c -> c.putExecutionAttribute(BedrockTracing.TRACE_REQUEST, false))
                    .build()))
        .isEqualTo(untraced);
    assertThat(telemetry.started()).isEqualTo(2);
  }

  @Test
  void builderGoesBeforeTheFlag() {
    System.setProperty("bedrock.tracing.propagation", "none");

    assertThat(send(tracing().propagateContext(true).build(), request()))
        .containsKeys("traceparent", "baggage");
  }

  @Test
  void nothingElseOfTheRequest_isAltered() {
    Map<String, String> untraced = sendUntraced();

    Map<String, String> sent = send(tracing().build(), request());

    assertThat(sent.remove("traceparent")).isNotNull();
    assertThat(sent.remove("baggage")).isNotNull();
    assertThat(sent).isEqualTo(untraced);
  }

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

  @Test
  void spanThatIsNotSampled_saysSo() {
    try (Telemetry unsampled = Telemetry.sampledBy(Sampler.alwaysOff())) {
      BedrockTracing tracing =
          BedrockTracing.builder().openTelemetry(unsampled.openTelemetry()).build();

      String flags = send(tracing, request()).get("traceparent").substring(53);
      assertThat(TraceFlags.fromHex(flags, 0).isSampled()).isFalse();
    }
  }

  @Test
  void requestThatCannotBeMadeUp_endsItsSpan() {
    try (BedrockAgentCoreClient client = client(tracing().build())) {
      assertThatThrownBy(
              () -> client.invokeAgentRuntime(InvokeAgentRuntimeRequest.builder().build()))
          .isInstanceOf(SdkClientException.class);
    }

    Garbage.collectUntil(() -> telemetry.ended() == 1);
    SpanData span = telemetry.onlySpan();
    assertThat(span.getName()).isEqualTo("invoke_agent");
    assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type")))
        .isEqualTo("not_sent");
  }

  private static InvokeAgentRuntimeRequest withoutSession() {
    return request().toBuilder().runtimeSessionId(null).build();
  }

  private static String w3c(SpanContext span) {
    String flags = span.getTraceFlags().asHex();
    return "00-" + span.getTraceId() + '-' + span.getSpanId() + '-' + flags;
  }

  private static <T> T within(Baggage baggage, Supplier<T> work) {
    return baggage.storeInContext(Context.current()).wrapSupplier(work).get();
  }

  private BedrockTracing.Builder tracing() {
    return BedrockTracing.builder().openTelemetry(telemetry.openTelemetry());
  }

  private BedrockAgentCoreClient client(BedrockTracing tracing) {
    return AgentCoreClients.sync(bedrock, Clients.with(tracing.interceptor())).build();
  }

  private Map<String, String> sendUntraced() {
    try (BedrockAgentCoreClient client = AgentCoreClients.sync(bedrock, c -> {}).build()) {
      return send(client, request());
    }
  }

  private Map<String, String> send(BedrockTracing tracing, InvokeAgentRuntimeRequest request) {
    try (BedrockAgentCoreClient client = client(tracing)) {
      return send(client, request);
    }
  }

  /** Returns what the server gets: the body, and the headers that are not new with each request. */
  private Map<String, String> send(
      BedrockAgentCoreClient client, InvokeAgentRuntimeRequest request) {
    bedrock.rewind();
    client.invokeAgentRuntimeAsBytes(request);
    Map<String, String> sent = new TreeMap<>(bedrock.onlyRequestHeaders());
    sent.keySet().removeAll(Set.of("authorization", "x-amz-date", "amz-sdk-invocation-id"));
    String received = bedrock.received().get(0);
    sent.put("(body)", received.substring(received.lastIndexOf("{\"prompt\"")));
    return sent;
  }
}
