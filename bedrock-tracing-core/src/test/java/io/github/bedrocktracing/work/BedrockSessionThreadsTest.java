/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockSession;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.server.Answers;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

/** Sessions of calls that begin on one thread and go on or end on others. */
class BedrockSessionThreadsTest {
  private static final String MODEL = "amazon.nova-lite-v1:0";
  private static final AttributeKey<String> SESSION = AttributeKey.stringKey("session.id");

  @AutoClose private static final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.create();
  private final BedrockTracing tracing =
      BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();

  @BeforeAll
  static void answer() {
    bedrock.answerJson("converse", Answers.converse());
    bedrock.answerStream("converse-stream", Answers.converseStream());
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
      assertThat(SessionIds.ids(telemetry.onlySpan())).containsExactly("s", "u", "c");
    }
  }

  @Test
  void sessionsOfManyThreads_doNotMix() throws Exception {
    BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with(tracing.interceptor()));
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
    client.close();

    AttributeKey<String> model = AttributeKey.stringKey("gen_ai.request.model");
    assertThat(telemetry.spans(threads * calls))
        .allSatisfy(
            span -> {
              String sent = span.getAttributes().get(model);
              String id = sent.substring(0, sent.indexOf('.'));
              assertThat(SessionIds.ids(span)).containsExactly(id, sent, id);
            });
  }

  private static BedrockSession session(String session, String user, String conversation) {
    return BedrockSession.builder()
        .sessionId(session)
        .userId(user)
        .conversationId(conversation)
        .build();
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
