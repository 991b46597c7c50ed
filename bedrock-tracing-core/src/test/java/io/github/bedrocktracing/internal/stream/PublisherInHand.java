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

/** A publisher in a test's hand; answers demand at once as often as it is told to. */
final class PublisherInHand implements org.reactivestreams.Publisher<ByteBuffer> {
  final List<String> signals = new ArrayList<>();
  private @Nullable Subscriber<? super ByteBuffer> subscriber;
  int answering;
  private int answered;

  Subscriber<? super ByteBuffer> subscriber() {
    assertThat(subscriber).isNotNull();
    return subscriber;
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> added) {
    signals.add("subscribe");
    subscriber = added;
    added.onSubscribe(
        new Subscription() {
          @Override
          public void request(long count) {
            signals.add("request " + count);
            if (answered < answering) {
              answered++;
              added.onNext(ByteBuffer.allocate(answered));
            } else if (answering > 0) {
              added.onComplete();
            }
          }

          @Override
          public void cancel() {
            signals.add("cancel");
          }
        });
  }
}
