/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Tracing that is shut down by what is told that a span starts. */
final class ShutdownBesideAStartTest {
  private final AtomicReference<BedrockTracing> tracing = new AtomicReference<>();

  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.watchedBy(new ShuttingDown());

  @Test
  void theSpanThatStarts_endsWithItsCall() {
    tracing.set(BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build());
    PlainCall.answer(bedrock);

    try (BedrockRuntimeClient client =
        Clients.sync(bedrock, Clients.with(tracing.get().interceptor()))) {
      PlainCall.converse(client);
    }

    assertThat(telemetry.onlySpan().getName()).isEqualTo(PlainCall.SPAN_NAME);
    assertThat(telemetry.started()).isEqualTo(1);
  }

  private final class ShuttingDown implements SpanProcessor {
    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
      tracing.get().shutdown();
    }

    @Override
    public boolean isStartRequired() {
      return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
      return false;
    }
  }
}
