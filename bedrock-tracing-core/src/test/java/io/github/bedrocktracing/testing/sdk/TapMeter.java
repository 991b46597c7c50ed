/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.sdk;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.InterceptorContext;

/**
 * Measures what another interceptor allocates for each event of a stream: it is asked to tap a
 * stream of many events beside the one of the call, on which it does what it always does.
 */
public final class TapMeter implements ExecutionInterceptor {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int EVENTS = 20_000;

  private final byte[] frame;
  private ExecutionInterceptor measured = new ExecutionInterceptor() {};
  private boolean tapped;
  private long bytesPerEvent = -1;

  /** Creates a meter that sends a frame again and again. */
  public TapMeter(byte[] frame) {
    this.frame = frame;
  }

  /** Sets what is measured. */
  public void of(ExecutionInterceptor interceptor) {
    measured = interceptor;
  }

  /** Returns whether the interceptor put anything on the way of the events. */
  public boolean isTapped() {
    return tapped;
  }

  /** Returns the bytes for each event; negative where there was no stream. */
  public long bytesPerEvent() {
    return bytesPerEvent;
  }

  @Override
  public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    Source source = new Source();
    Context.ModifyHttpResponse beside =
        ((InterceptorContext) context).copy(c -> c.responsePublisher(source));
    Publisher<ByteBuffer> way =
        measured.modifyAsyncHttpResponseContent(beside, attributes).orElseThrow();
    tapped = way != source;
    way.subscribe(new Sink());
    source.send();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    source.send();
    bytesPerEvent = (THREADS.getCurrentThreadAllocatedBytes() - before) / EVENTS;
    return context.responsePublisher();
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    measured.beforeExecution(context, attributes);
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    return measured.modifyRequest(context, attributes);
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    measured.beforeTransmission(context, attributes);
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    measured.afterTransmission(context, attributes);
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    measured.afterExecution(context, attributes);
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    measured.onExecutionFailure(context, attributes);
  }

  private final class Source implements Publisher<ByteBuffer> {
    private Subscriber<? super ByteBuffer> subscriber = new Sink();

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> asking) {
      subscriber = asking;
    }

    void send() {
      ByteBuffer buffer = ByteBuffer.wrap(frame);
      for (int i = 0; i < EVENTS; i++) {
        subscriber.onNext(buffer);
      }
    }
  }

  private static final class Sink implements Subscriber<ByteBuffer> {
    @Override
    public void onSubscribe(Subscription subscription) {}

    @Override
    public void onNext(ByteBuffer bytes) {}

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onComplete() {}
  }
}
