/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrocktracing.BedrockSession;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.server.Answers;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Calls belong to the session in which they were made, and to no other. */
class BedrockSessionTest {
  private static final String MODEL = "amazon.nova-lite-v1:0";
  private static final AttributeKey<String> SESSION = AttributeKey.stringKey("session.id");
  private static final AttributeKey<String> USER = AttributeKey.stringKey("user.id");
  private static final AttributeKey<String> CONVERSATION =
      AttributeKey.stringKey("gen_ai.conversation.id");

  @AutoClose private static final FakeBedrock bedrock = FakeBedrock.start();
  private Telemetry telemetry;
  private BedrockTracing tracing;
  private BedrockRuntimeClient client;

  @BeforeAll
  static void answer() {
    bedrock.answerJson("converse", Answers.converse());
    bedrock.answerStream("converse-stream", Answers.converseStream());
    bedrock.answerJson("invoke", "{\"content\":[],\"stop_reason\":\"end_turn\"}");
  }

  @BeforeEach
  void start() {
    use(Telemetry.create());
  }

  @AfterEach
  void stop() {
    client.close();
    telemetry.close();
  }

  @Test
  void callInASession_carriesAllItsIds_andNoTag() {
    session("s", "u", "c").run(this::converse);

    Attributes attributes = telemetry.onlySpan().getAttributes();
    assertThat(attributes.get(SESSION)).isEqualTo("s");
    assertThat(attributes.get(USER)).isEqualTo("u");
    assertThat(attributes.get(CONVERSATION)).isEqualTo("c");
    assertThat(attributes.toString()).doesNotContain("team");
  }

  @Test
  void invokeModelInASession_carriesItToo() {
    session("s", "u", "c")
        .run(
            () ->
                client.invokeModel(
                    r -> r.modelId(MODEL).body(SdkBytes.fromUtf8String("{\"messages\":[]}"))));

    assertThat(SessionIds.ids(telemetry.onlySpan())).containsExactly("s", "u", "c");
  }

  @Test
  void callOutsideOfASession_carriesNone() {
    session("s", "u", "c").run(() -> {});
    converse();

    assertThat(SessionIds.ids(telemetry.onlySpan())).containsExactly(null, null, null);
  }

  @Test
  void call_givesAndThrowsWhatTheCodeDoes() {
    BedrockSession session = session("s", "u", "c");
    IOException thrown = new IOException("mine");

    assertThat(session.<String, RuntimeException>call(() -> "given")).isEqualTo("given");
    assertThatThrownBy(
            () ->
                session.call(
                    () -> {
                      throw thrown;
                    }))
        .isSameAs(thrown);
    assertThat(Context.current()).isSameAs(Context.root());
  }

  @Test
  void scopeOfTheProgram_isASession() {
    try (Scope scope = session("s", null, null).makeCurrent()) {
      assertThat(scope).isNotNull();
      converse();
    }
    converse();

    assertThat(telemetry.spans(2))
        .extracting(span -> span.getAttributes().get(SESSION))
        .containsExactly("s", null);
  }

  @Test
  void wrappedCode_runsInTheSessionOnOtherThreads() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      BedrockSession session = session("s", "u", "c");
      threads.submit(session.wrap(this::converse)).get();
      CompletableFuture.runAsync(this::converse, session.wrap(threads)).get();
      threads.submit(this::converse).get();
    } finally {
      threads.shutdown();
    }

    assertThat(telemetry.spans(3))
        .extracting(span -> span.getAttributes().get(SESSION))
        .containsExactly("s", "s", null);
  }

  @Test
  void innerSession_saysWhatItSays_andLeavesTheRestToTheOuter() {
    session("outer", "u", "c")
        .run(
            () -> {
              BedrockSession.builder().sessionId("inner").build().run(this::converse);
              converse();
            });

    assertThat(telemetry.spans(2))
        .extracting(SessionIds::ids)
        .containsExactly(List.of("inner", "u", "c"), List.of("outer", "u", "c"));
  }

  @Test
  void emptyText_hidesTheOuterValue() {
    session("outer", "u", "c")
        .run(() -> BedrockSession.builder().userId("").build().run(this::converse));

    assertThat(SessionIds.ids(telemetry.onlySpan())).containsExactly("outer", null, "c");
  }

  @Test
  void baggage_isTakenWhereTheProgramSaysNothing() {
    inBaggage("from-baggage", "baggage-user", this::converse);

    assertThat(SessionIds.ids(telemetry.onlySpan()))
        .containsExactly("from-baggage", "baggage-user", null);
  }

  @Test
  void explicitValue_winsOverBaggage_eachForItself() {
    inBaggage("from-baggage", "baggage-user", () -> session("s", null, null).run(this::converse));

    assertThat(SessionIds.ids(telemetry.onlySpan())).containsExactly("s", "baggage-user", null);
  }

  @Test
  void tooLongValues_areDropped_andNothingStandsInTheirPlace() {
    String longest = "x".repeat(1024);
    String tooLong = longest + "x";

    session(longest, longest, longest).run(this::converse);
    inBaggage("from-baggage", tooLong, () -> session(tooLong, null, tooLong).run(this::converse));

    List<SpanData> spans = telemetry.spans(2);
    assertThat(SessionIds.ids(spans.get(0))).containsExactly(longest, longest, longest);
    assertThat(SessionIds.ids(spans.get(1))).containsExactly(null, null, null);
  }

  @Test
  void sampler_seesTheSession() {
    List<Attributes> seen = Collections.synchronizedList(new ArrayList<>());
    use(Telemetry.sampledBy(new RecordingSampler(seen)));

    session("s", "u", "c").run(this::converse);

    assertThat(seen).singleElement().satisfies(a -> assertThat(a.get(SESSION)).isEqualTo("s"));
  }

  @Test
  void nothingOfASession_isSentToAws() {
    session("secret-session", "secret-user", "secret-conversation").run(this::converse);

    assertThat(bedrock.received()).isNotEmpty().noneMatch(request -> request.contains("secret-"));
  }

  private void use(Telemetry newTelemetry) {
    if (telemetry != null) {
      telemetry.close();
      client.close();
    }
    telemetry = newTelemetry;
    tracing = BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();
    client = Clients.sync(bedrock, Clients.with(tracing.interceptor()));
  }

  private void converse() {
    client.converse(Answers.request(MODEL));
  }

  private static BedrockSession session(String session, String user, String conversation) {
    return BedrockSession.builder()
        .sessionId(session)
        .userId(user)
        .conversationId(conversation)
        .tag("team", "weather")
        .build();
  }

  private static void inBaggage(String session, String user, Runnable code) {
    Baggage baggage = Baggage.builder().put("session.id", session).put("user.id", user).build();
    Context.root().with(baggage).wrap(code).run();
  }

  private record RecordingSampler(List<Attributes> seen) implements Sampler {
    @Override
    public SamplingResult shouldSample(
        Context parent,
        String traceId,
        String name,
        io.opentelemetry.api.trace.SpanKind kind,
        Attributes attributes,
        List<io.opentelemetry.sdk.trace.data.LinkData> links) {
      // The SDK goes on to fill these very attributes.
      seen.add(attributes.toBuilder().build());
      return SamplingResult.recordAndSample();
    }

    @Override
    public String getDescription() {
      return "recording";
    }
  }
}
