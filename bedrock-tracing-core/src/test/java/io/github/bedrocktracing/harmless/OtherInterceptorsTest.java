/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.BedrockCalls;
import io.github.bedrocktracing.testing.client.CallResult;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.process.Garbage;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.Reply;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Interceptors of the program's own beside the library's, on either side of it. */
final class OtherInterceptorsTest {
  private static final String THROWN = "the program's own";

  @AutoClose private final Telemetry telemetry = Telemetry.create();
  private final ExecutionInterceptor tracing =
      BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build().interceptor();

  /**
   * Where hooks throw before the request is sent, the SDK tells no interceptor that the call
   * failed.
   */
  @ParameterizedTest
  @CsvSource({
    "SYNC,           modifyRequest,     not_sent",
    "SYNC,           afterTransmission, java.lang.IllegalStateException",
    "ASYNC_HTTP_1_1, afterMarshalling,  not_sent",
    "ASYNC_HTTP_1_1, modifyResponse,    software.amazon.awssdk.core.exception.SdkClientException"
  })
  void hookThatThrows_failsTheCallAsUntraced_andTheSpanEnds(
      ClientKind kind, String hook, String errorType) {
    CallResult untraced = converse(kind, throwingAt(hook));

    assertThat(untraced.failure()).contains(THROWN);
    assertThat(converse(kind, throwingAt(hook), tracing)).isEqualTo(untraced);
    assertThat(converse(kind, tracing, throwingAt(hook))).isEqualTo(untraced);
    Garbage.collectUntil(() -> telemetry.ended() == 2);
    assertThat(telemetry.spans(2))
        .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("error.type")))
        .containsExactly(errorType, errorType);
  }

  /** What the service sent was not read, and the call did well without it. */
  @Test
  void streamThatAnotherPutsInPlace_isNoFailureOfTheCall() {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start(List.of(Reply.stream(Exchanges.converseFrames())));
        BedrockCalls calls =
            ClientKind.ASYNC_HTTP_1_1.connect(bedrock, Clients.with(new Replacing(), tracing))) {
      CallResult result = calls.converseStream(Exchanges.converseStream());

      assertThat(result.failure()).isEmpty();
      assertThat(result.received()).hasSizeGreaterThan(1);
    }

    SpanData span = telemetry.onlySpan();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type"))).isNull();
  }

  private static CallResult converse(ClientKind kind, ExecutionInterceptor... interceptors) {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start(List.of(Reply.json(Exchanges.CONVERSE_ANSWER)));
        BedrockCalls calls = kind.connect(bedrock, Clients.with(interceptors))) {
      return calls.converse(Exchanges.converse());
    }
  }

  private static ExecutionInterceptor throwingAt(String hook) {
    return (ExecutionInterceptor)
        Proxy.newProxyInstance(
            OtherInterceptorsTest.class.getClassLoader(),
            new Class<?>[] {ExecutionInterceptor.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals(hook)) {
                throw new IllegalStateException(THROWN);
              }
              return InvocationHandler.invokeDefault(proxy, method, arguments);
            });
  }

  /** Gives the SDK other frames than those of the service. */
  private static final class Replacing implements ExecutionInterceptor {
    @Override
    public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
        Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
      return Optional.of(
          AsyncRequestBody.fromBytes(EventStreams.concat(Exchanges.converseFrames())));
    }
  }
}
