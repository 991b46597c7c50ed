/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrocktracing.testing.Answers;
import io.github.bedrocktracing.testing.Clients;
import io.github.bedrocktracing.testing.FakeBedrock;
import io.github.bedrocktracing.testing.Telemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/** Calls belong to the session in which they were made, and to no other. */
class BedrockSessionTest {
  private static final String MODEL = "amazon.nova-lite-v1:0";
  private static final AttributeKey<String> SESSION = AttributeKey.stringKey("session.id");
  private static final AttributeKey<String> USER = AttributeKey.stringKey("user.id");
  private static final AttributeKey<String> CONVERSATION =
      AttributeKey.stringKey("gen_ai.conversation.id");

  private static FakeBedrock bedrock;
  private Telemetry telemetry;
  private BedrockTracing tracing;
  private BedrockRuntimeClient client;

  @BeforeAll
  static void startServer() {
    bedrock = FakeBedrock.start();
    bedrock.answerJson("converse", Answers.converse());
    bedrock.answerStream("converse-stream", Answers.converseStream());
    bedrock.answerJson("invoke", "{\"content\":[],\"stop_reason\":\"end_turn\"}");
  }

  @AfterAll
  static void stopServer() {
    bedrock.close();
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

    assertThat(ids(telemetry.onlySpan())).containsExactly("s", "u", "c");
  }

  @Test
  void callOutsideOfASession_carriesNone() {
    session("s", "u", "c").run(() -> {});
    converse();

    assertThat(ids(telemetry.onlySpan())).containsExactly(null, null, null);
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
        .extracting(BedrockSessionTest::ids)
        .containsExactly(List.of("inner", "u", "c"), List.of("outer", "u", "c"));
  }

  @Test
  void emptyText_hidesTheOuterValue() {
    session("outer", "u", "c")
        .run(() -> BedrockSession.builder().userId("").build().run(this::converse));

    assertThat(ids(telemetry.onlySpan())).containsExactly("outer", null, "c");
  }

  @Test
  void baggage_isTakenWhereTheProgramSaysNothing() {
    inBaggage("from-baggage", "baggage-user", this::converse);

    assertThat(ids(telemetry.onlySpan())).containsExactly("from-baggage", "baggage-user", null);
  }

  @Test
  void explicitValue_winsOverBaggage_eachForItself() {
    inBaggage("from-baggage", "baggage-user", () -> session("s", null, null).run(this::converse));

    assertThat(ids(telemetry.onlySpan())).containsExactly("s", "baggage-user", null);
  }

  @Test
  void tooLongValues_areDropped_andNothingStandsInTheirPlace() {
    String longest = "x".repeat(1024);
    String tooLong = longest + "x";

    session(longest, longest, longest).run(this::converse);
    inBaggage("from-baggage", tooLong, () -> session(tooLong, null, tooLong).run(this::converse));

    List<SpanData> spans = telemetry.spans(2);
    assertThat(ids(spans.get(0))).containsExactly(longest, longest, longest);
    assertThat(ids(spans.get(1))).containsExactly(null, null, null);
  }

  @Test
  void sampler_seesTheSession() {
    List<Attributes> seen = Collections.synchronizedList(new ArrayList<>());
    use(Telemetry.sampledBy(new RecordingSampler(seen)));

    session("s", "u", "c").run(this::converse);

    assertThat(seen).singleElement().satisfies(a -> assertThat(a.get(SESSION)).isEqualTo("s"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Protocol.class,
      names = {"HTTP1_1", "HTTP2"})
  void asyncCallsBegunInASession_belongToIt_whereverTheyEnd(Protocol protocol) {
    try (BedrockRuntimeAsyncClient async =
        Clients.async(bedrock, protocol, Clients.with(tracing.interceptor()))) {
      List<Thread> consumers = Collections.synchronizedList(new ArrayList<>());
      ConverseStreamResponseHandler handler =
          ConverseStreamResponseHandler.builder()
              .subscriber((ConverseStreamOutput event) -> consumers.add(Thread.currentThread()))
              .build();
      CompletableFuture<?> unary =
          session("unary", "u", "c").call(() -> async.converse(Answers.request(MODEL)));
      CompletableFuture<?> stream =
          session("stream", "u", "c")
              .call(() -> async.converseStream(Answers.streamRequest(MODEL), handler));
      CompletableFuture.allOf(unary, stream).join();

      assertThat(consumers).isNotEmpty().doesNotContain(Thread.currentThread());
      assertThat(telemetry.spans(2))
          .extracting(span -> span.getAttributes().get(SESSION))
          .containsExactlyInAnyOrder("unary", "stream");
    }
  }

  @Test
  void callThatIsSentFromAnotherThread_belongsToTheSessionItWasMadeIn() {
    List<Thread> senders = Collections.synchronizedList(new ArrayList<>());
    ExecutionInterceptor sender =
        new ExecutionInterceptor() {
          @Override
          public void beforeTransmission(
              software.amazon.awssdk.core.interceptor.Context.BeforeTransmission sent,
              ExecutionAttributes attributes) {
            senders.add(Thread.currentThread());
          }
        };
    try (BedrockRuntimeAsyncClient async =
        Clients.async(
            bedrock,
            Protocol.HTTP1_1,
            Clients.with(tracing.interceptor(), sender)
                .andThen(c -> c.retryStrategy(new DelayedFirstAttempt())))) {
      session("s", "u", "c").call(() -> async.converse(Answers.request(MODEL))).join();

      assertThat(senders).isNotEmpty().doesNotContain(Thread.currentThread());
      assertThat(ids(telemetry.onlySpan())).containsExactly("s", "u", "c");
    }
  }

  @Test
  void sessionsOfManyThreads_doNotMix() throws Exception {
    int threads = 8;
    int calls = 10;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    CyclicBarrier together = new CyclicBarrier(threads);
    List<Future<?>> done = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      String id = "thread-" + i;
      done.add(
          executor.submit(
              () -> {
                together.await();
                for (int call = 0; call < calls; call++) {
                  String model = id + "." + call;
                  session(id, model, id).run(() -> client.converse(Answers.request(model)));
                }
                return null;
              }));
    }
    for (Future<?> each : done) {
      each.get();
    }
    executor.shutdown();

    AttributeKey<String> model = AttributeKey.stringKey("gen_ai.request.model");
    assertThat(telemetry.spans(threads * calls))
        .allSatisfy(
            span -> {
              String sent = span.getAttributes().get(model);
              String id = sent.substring(0, sent.indexOf('.'));
              assertThat(ids(span)).containsExactly(id, sent, id);
            });
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

  private static List<String> ids(SpanData span) {
    Attributes attributes = span.getAttributes();
    List<String> ids = new ArrayList<>();
    ids.add(attributes.get(SESSION));
    ids.add(attributes.get(USER));
    ids.add(attributes.get(CONVERSATION));
    return ids;
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

  /**
   * Has the SDK wait a moment before the first attempt, and so send it from a thread of its own.
   */
  private static final class DelayedFirstAttempt implements RetryStrategy {
    private final RetryStrategy standard = DefaultRetryStrategy.doNotRetry();

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
      return AcquireInitialTokenResponse.create(
          standard.acquireInitialToken(request).token(), Duration.ofMillis(1));
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
      return standard.refreshRetryToken(request);
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
      return standard.recordSuccess(request);
    }

    @Override
    public int maxAttempts() {
      return standard.maxAttempts();
    }

    @Override
    public RetryStrategy.Builder<?, ?> toBuilder() {
      return standard.toBuilder();
    }
  }
}
