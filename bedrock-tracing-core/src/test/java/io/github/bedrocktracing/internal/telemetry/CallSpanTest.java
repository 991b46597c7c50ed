/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.ParentSpans;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallSpanTest {
  @Test
  void ofTwoCallsAtOnceWithinOneParent_oneIsRecordedOnIt() {
    try (Telemetry telemetry = Telemetry.create()) {
      Span parent =
          telemetry
              .openTelemetry()
              .getTracer("framework")
              .spanBuilder("chat")
              .setAttribute("gen_ai.operation.name", "chat")
              .startSpan();
      Context within = Context.root().with(parent);
      SpanReader reader = new ReaderOfTwo();

      CompletableFuture<SpanUse> other = CompletableFuture.supplyAsync(() -> use(within, reader));
      SpanUse one = use(within, reader);

      assertThat(other.thenApply(two -> new SpanUse[] {one, two}).join())
          .containsExactlyInAnyOrder(SpanUse.PARENT, SpanUse.WITHOUT_USAGE);
      parent.end();
    }
  }

  private static SpanUse use(Context within, SpanReader reader) {
    SpanSharing sharing = new SpanSharing(ParentSpans.ENRICH, null);
    return CallSpan.of(within, OperationName.CHAT, sharing, Span::getInvalid, reader).use();
  }

  /** Reads a span twice at the same moment, where two may read it so. */
  private static final class ReaderOfTwo implements SpanReader {
    private final CyclicBarrier both = new CyclicBarrier(2);

    @Override
    public <T> @Nullable T attribute(Span span, AttributeKey<T> key) {
      T value = ((ReadableSpan) span).getAttribute(key);
      if (key.getKey().equals("bedrock.tracing.enriched")) {
        awaitOther();
      }
      return value;
    }

    private void awaitOther() {
      try {
        both.await(1, TimeUnit.SECONDS);
      } catch (BrokenBarrierException | TimeoutException alone) {
        // The other waits for this one.
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public boolean hasEnded(Span span) {
      return false;
    }

    @Override
    public boolean isRoot(Span span) {
      return true;
    }
  }
}
