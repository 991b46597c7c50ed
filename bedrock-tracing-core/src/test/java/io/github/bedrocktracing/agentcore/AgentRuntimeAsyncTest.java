/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agentcore;

import static io.github.bedrocktracing.testing.client.AgentCoreClients.INVOCATIONS;
import static io.github.bedrocktracing.testing.client.AgentCoreClients.request;
import static io.github.bedrocktracing.testing.telemetry.Spans.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.agent.RuntimeBodies;
import io.github.bedrocktracing.testing.client.AgentCoreClients;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.sdk.NeedsSdk;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.ResponsePublisher;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreAsyncClient;
import software.amazon.awssdk.services.bedrockagentcore.model.InvokeAgentRuntimeResponse;

/** The body that an asynchronous client hands to the transformer of its caller's choice. */
@NeedsSdk(LaterMembers.AGENT_CORE)
@ParameterizedClass
@EnumSource(Protocol.class)
final class AgentRuntimeAsyncTest {
  @Parameter private Protocol protocol;
  @TempDir private Path folder;

  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.create();
  private final BedrockTracing tracing =
      BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();
  @AutoClose private BedrockAgentCoreAsyncClient client;

  @BeforeEach
  void connect() {
    client = AgentCoreClients.async(bedrock, protocol, Clients.with(tracing.interceptor())).build();
  }

  @ParameterizedTest
  @EnumSource
  void bytes_areWhole_andEndTheSpan(RuntimeBodies answer) throws Exception {
    bedrock.answerAt(INVOCATIONS, answer::in);

    String text =
        client
            .invokeAgentRuntime(request(), AsyncResponseTransformer.toBytes())
            .get()
            .asString(UTF_8);

    assertThat(text).isEqualTo(answer.text());
    assertOutcome("complete", null);
  }

  @Test
  void file_isWhole_andEndsTheSpan() throws Exception {
    bedrock.answerAt(INVOCATIONS, RuntimeBodies.LONG::in);
    Path file = folder.resolve("answer");

    client.invokeAgentRuntime(request(), file).get();

    assertThat(file).hasContent(RuntimeBodies.LONG.text());
    assertOutcome("complete", null);
  }

  @Test
  void fileThatCannotBeWritten_isFailed() {
    bedrock.answerAt(INVOCATIONS, RuntimeBodies.JSON::in);
    Path file = folder.resolve("no such folder").resolve("answer");

    assertThatThrownBy(() -> client.invokeAgentRuntime(request(), file).get())
        .isInstanceOf(ExecutionException.class);

    assertThat(text(telemetry.onlySpan(), "aws.bedrock.stream.outcome")).isEqualTo("failed");
  }

  @Test
  void publisherThatNobodyReads_isNotConsumed_whenTheSdkGivesItUp() throws Exception {
    bedrock.answerAt(INVOCATIONS, RuntimeBodies.JSON::in);

    ResponsePublisher<InvokeAgentRuntimeResponse> body =
        client
            .invokeAgentRuntime(
                request(), AsyncResponseTransformer.toPublisher(Duration.ofMillis(50)))
            .get();

    assertOutcome("abandoned", "not_consumed");
    assertThat(body.response().statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void blockingStream_endsTheSpanWhenItHasBeenRead(RuntimeBodies answer) throws Exception {
    bedrock.answerAt(INVOCATIONS, answer::in);

    try (ResponseInputStream<InvokeAgentRuntimeResponse> body =
        client
            .invokeAgentRuntime(request(), AsyncResponseTransformer.toBlockingInputStream())
            .get()) {
      assertThat(new String(body.readAllBytes(), UTF_8)).isEqualTo(answer.text());
    }

    assertOutcome("complete", null);
  }

  @Test
  void blockingStreamAborted_isCancelled() throws Exception {
    bedrock.answerAt(INVOCATIONS, response -> RuntimeBodies.slowly(response, 20_000));

    ResponseInputStream<InvokeAgentRuntimeResponse> body =
        client
            .invokeAgentRuntime(request(), AsyncResponseTransformer.toBlockingInputStream())
            .get();
    assertThat(body.read()).isEqualTo('d');
    body.abort();

    assertOutcome("cancelled", null);
  }

  @Test
  void publisher_endsTheSpanWhenItHasBeenRead_notBefore() throws Exception {
    bedrock.answerAt(INVOCATIONS, RuntimeBodies.EVENTS_IN_SLOW_CHUNKS::in);

    ResponsePublisher<InvokeAgentRuntimeResponse> body =
        client.invokeAgentRuntime(request(), AsyncResponseTransformer.toPublisher()).get();
    assertThat(telemetry.ended()).isZero();
    StringBuilder text = new StringBuilder();
    body.subscribe(buffer -> text.append(UTF_8.decode(buffer))).get();

    assertThat(text.toString()).isEqualTo(RuntimeBodies.EVENTS_IN_SLOW_CHUNKS.text());
    assertOutcome("complete", null);
  }

  @Test
  void publisherCancelled_isCancelled() throws Exception {
    bedrock.answerAt(INVOCATIONS, response -> RuntimeBodies.slowly(response, 20_000));

    client
        .invokeAgentRuntime(request(), AsyncResponseTransformer.toPublisher())
        .get()
        .subscribe(new FirstOnly());

    assertOutcome("cancelled", null);
  }

  @Test
  void cutConnection_isWhatTheCallerIsTold() throws Exception {
    bedrock.answerAt(INVOCATIONS, RuntimeBodies::cut);

    CompletableFuture<?> call =
        client.invokeAgentRuntime(request(), AsyncResponseTransformer.toBytes());

    // Over HTTP/1.1 the SDK takes a damaged chunk for the end of the body.
    boolean told = call.handle((answer, error) -> error != null).get();
    assertThat(told).isEqualTo(protocol == Protocol.HTTP2);
    SpanData span = telemetry.onlySpan();
    assertThat(text(span, "aws.bedrock.stream.outcome")).isEqualTo(told ? "failed" : "complete");
    assertThat(text(span, "error.type") != null).isEqualTo(told);
  }

  @Test
  void callCancelledWhileItsBytesCome_isCancelled() {
    bedrock.answerAt(INVOCATIONS, response -> RuntimeBodies.slowly(response, 20_000));
    FirstBytes first = new FirstBytes();

    CompletableFuture<?> call = client.invokeAgentRuntime(request(), first);
    first.come.join();
    call.cancel(true);

    assertOutcome("cancelled", null);
  }

  private void assertOutcome(String outcome, String errorType) {
    SpanData span = telemetry.onlySpan();
    assertThat(text(span, "aws.bedrock.stream.outcome")).isEqualTo(outcome);
    assertThat(text(span, "error.type")).isEqualTo(errorType);
  }

  /** Reads one buffer and cancels. */
  private static class FirstOnly implements Subscriber<ByteBuffer> {
    private Subscription subscription;

    @Override
    public void onSubscribe(Subscription given) {
      subscription = given;
      given.request(1);
    }

    @Override
    public void onNext(ByteBuffer bytes) {
      subscription.cancel();
    }

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onComplete() {}
  }

  /** Tells when the first bytes are there. */
  private static final class FirstBytes
      implements AsyncResponseTransformer<InvokeAgentRuntimeResponse, Void> {
    private final CompletableFuture<Void> come = new CompletableFuture<>();
    private final CompletableFuture<Void> result = new CompletableFuture<>();

    @SuppressWarnings("unused")
    private CompletableFuture<Void> reading;

    @Override
    public CompletableFuture<Void> prepare() {
      return result;
    }

    @Override
    public void onResponse(InvokeAgentRuntimeResponse response) {}

    @Override
    public void onStream(SdkPublisher<ByteBuffer> publisher) {
      reading = publisher.subscribe(bytes -> come.complete(null));
    }

    @Override
    public void exceptionOccurred(Throwable error) {
      result.completeExceptionally(error);
    }
  }
}
