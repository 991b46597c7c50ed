/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.eventstream.EventStreamResponseHandler;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentResponseHandler;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeFlowResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;

/** Consumes a stream and keeps, in order, everything that its caller gets to see. */
public final class StreamConsumer {
  private final List<Object> received = new CopyOnWriteArrayList<>();
  private final Consumer<Subscription> onEvent;
  private volatile int events;
  private volatile boolean streamArrived;
  private boolean subscribes = true;

  /** Creates a consumer that consumes everything. */
  public StreamConsumer() {
    this(subscription -> {});
  }

  /**
   * Creates a consumer that does something at each event, with the subscription at hand.
   *
   * @param onEvent may cancel, or throw
   */
  public StreamConsumer(Consumer<Subscription> onEvent) {
    this.onEvent = onEvent;
  }

  /** Returns a consumer that never subscribes to the events. */
  public static StreamConsumer withoutSubscription() {
    StreamConsumer consumer = new StreamConsumer();
    consumer.subscribes = false;
    return consumer;
  }

  /** Returns whether the events could be subscribed to. */
  public boolean streamArrived() {
    return streamArrived;
  }

  /** Returns the response and the events so far, and the exceptions between them. */
  public List<Object> received() {
    return List.copyOf(received);
  }

  /** Returns the number of events so far. */
  public int events() {
    return events;
  }

  /** Returns the handler for ConverseStream. */
  public ConverseStreamResponseHandler ofConverse() {
    return configure(ConverseStreamResponseHandler.builder()).build();
  }

  /** Returns the handler for InvokeModelWithResponseStream. */
  public InvokeModelWithResponseStreamResponseHandler ofInvokeModel() {
    return configure(InvokeModelWithResponseStreamResponseHandler.builder()).build();
  }

  /** Returns the handler for InvokeAgent. */
  public InvokeAgentResponseHandler ofAgent() {
    return configure(InvokeAgentResponseHandler.builder()).build();
  }

  /** Returns the handler for InvokeFlow. */
  public InvokeFlowResponseHandler ofFlow() {
    return configure(InvokeFlowResponseHandler.builder()).build();
  }

  /**
   * Takes a response whose body is read by hand.
   *
   * @return whether it is to be read
   */
  public boolean takes(AwsResponse response) {
    received.add(CallResult.seen(response));
    streamArrived = true;
    return subscribes;
  }

  /**
   * Takes an event that was read by hand.
   *
   * @param subscription what the consumer may cancel
   */
  public void takes(Object event, Subscription subscription) {
    received.add(event);
    synchronized (this) {
      events++;
    }
    onEvent.accept(subscription);
  }

  private <R extends AwsResponse, E, B extends EventStreamResponseHandler.Builder<R, E, B>>
      B configure(B builder) {
    return builder
        .onResponse(response -> received.add(CallResult.seen(response)))
        .onError(error -> received.add(CallResult.describe(error)))
        .onEventStream(
            publisher -> {
              streamArrived = true;
              if (subscribes) {
                publisher.subscribe(new Recorder<E>());
              }
            })
        .onComplete(() -> received.add("complete"));
  }

  private final class Recorder<E> implements Subscriber<E> {
    private Subscription subscription;

    @Override
    public void onSubscribe(Subscription subscription) {
      this.subscription = subscription;
      subscription.request(1);
    }

    @Override
    public void onNext(E event) {
      takes(event, subscription);
      subscription.request(1);
    }

    @Override
    public void onError(Throwable error) {
      received.add(CallResult.describe(error));
    }

    @Override
    public void onComplete() {
      received.add("end of stream");
    }
  }
}
