/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.InterceptorContext;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentResponse;

/**
 * A call of an agent as an interceptor sees it: the hooks in the SDK's order, with the answer in
 * between. It takes a thousandth of a call over a socket, for tests that make many.
 */
public final class HookedCall {
  private static final SdkHttpResponse HEAD =
      SdkHttpResponse.builder()
          .statusCode(200)
          .putHeader("Content-Type", "application/vnd.amazon.eventstream")
          .build();
  private static final SdkResponse RESPONSE = InvokeAgentResponse.builder().build();

  private final ExecutionInterceptor interceptor;
  private final ExecutionAttributes attributes = new ExecutionAttributes();
  private InterceptorContext context;

  /** Makes the call, which then waits for its answer. */
  public HookedCall(ExecutionInterceptor interceptor) {
    this.interceptor = interceptor;
    attributes.putAttribute(SdkExecutionAttribute.SERVICE_NAME, "BedrockAgentRuntime");
    attributes.putAttribute(SdkExecutionAttribute.OPERATION_NAME, "InvokeAgent");
    context = InterceptorContext.builder().request(AgentCalls.request()).build();
    interceptor.beforeExecution(context, attributes);
    SdkHttpFullRequest http =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.POST)
            .protocol("http")
            .host("localhost")
            .port(80)
            .encodedPath("/agents/AGENT1")
            .build();
    context =
        context.copy(
            c -> c.request(interceptor.modifyRequest(context, attributes)).httpRequest(http));
    interceptor.beforeTransmission(context, attributes);
  }

  /** Returns the place to which the caller subscribes for the answer that a source gives. */
  private Publisher<ByteBuffer> answer(Publisher<ByteBuffer> source) {
    context = context.copy(c -> c.httpResponse(HEAD).responsePublisher(source));
    interceptor.afterTransmission(context, attributes);
    return interceptor.modifyAsyncHttpResponseContent(context, attributes).orElseThrow();
  }

  /** Begins an answer whose caller takes everything. */
  public Stream stream() {
    Stream stream = new Stream();
    answer(
            subscriber -> {
              stream.caller = subscriber;
              subscriber.onSubscribe(new Unhurried());
            })
        .subscribe(new Caller());
    return stream;
  }

  /** An answer that comes as a test wants it to. */
  public static final class Stream {
    private Subscriber<? super ByteBuffer> caller;

    private Stream() {}

    /** Sends bytes. */
    public void send(ByteBuffer bytes) {
      caller.onNext(bytes);
    }

    /** Breaks the answer off. */
    public void fail(Throwable error) {
      caller.onError(error);
    }

    /** Ends the answer. */
    public void end() {
      caller.onComplete();
    }
  }

  /** Answers with the beginning of bytes, which the caller must get unaltered. */
  public void answer(byte[] bytes, int length) {
    Caller caller = new Caller();
    answer(
            subscriber -> {
              subscriber.onSubscribe(new Unhurried());
              subscriber.onNext(ByteBuffer.wrap(bytes, 0, length).slice());
              subscriber.onComplete();
            })
        .subscribe(caller);
    assertThat(caller.failure).isNull();
    assertThat(caller.completed).isTrue();
    assertThat(caller.seen).isEqualTo(ByteBuffer.wrap(bytes, 0, length));
    returns();
  }

  /** The SDK is done with the call. */
  public void returns() {
    context = context.copy(c -> c.response(RESPONSE));
    interceptor.afterExecution(context, attributes);
  }

  /** A caller of an answer in one piece. */
  private static final class Caller implements Subscriber<ByteBuffer> {
    private ByteBuffer seen;
    private boolean completed;
    private Throwable failure;

    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer bytes) {
      seen = bytes;
    }

    @Override
    public void onError(Throwable error) {
      failure = error;
    }

    @Override
    public void onComplete() {
      completed = true;
    }
  }

  /** A source that sends what it likes. */
  private static final class Unhurried implements Subscription {
    @Override
    public void request(long count) {}

    @Override
    public void cancel() {}
  }
}
