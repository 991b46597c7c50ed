/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Writes down what a subscriber is told. */
class RecordingReader implements Subscriber<ByteBuffer> {
  final List<String> signals = new ArrayList<>();
  final List<ByteBuffer> received = new ArrayList<>();
  private @Nullable Subscription subscription;
  @Nullable Throwable error;

  Subscription subscription() {
    assertThat(subscription).isNotNull();
    return subscription;
  }

  @Override
  public void onSubscribe(Subscription given) {
    signals.add("subscribed");
    subscription = given;
  }

  @Override
  public void onNext(ByteBuffer bytes) {
    signals.add("next");
    received.add(bytes);
  }

  @Override
  public void onError(Throwable thrown) {
    signals.add("failed");
    error = thrown;
  }

  @Override
  public void onComplete() {
    signals.add("completed");
  }
}
