/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import io.opentelemetry.api.OpenTelemetry;

/** Makes one call to its end, as often as it is asked. */
interface Caller extends AutoCloseable {
  /** Makes the call; returns what it gave, or for a stream how many events came. */
  Object call() throws Exception;

  @Override
  void close();

  /** Returns a caller of a workload in a variant. */
  static Caller of(Workload workload, Variant variant, OpenTelemetry openTelemetry)
      throws Exception {
    if (variant == Variant.REPLAY) {
      return Replay.after(
          of(workload, Variant.NONE, openTelemetry), Replay.of(workload, openTelemetry));
    }
    Clients clients = new Clients(variant, openTelemetry);
    HandWrittenSpan byHand = new HandWrittenSpan(openTelemetry);
    boolean own = variant == Variant.BY_HAND;
    return switch (workload.operation()) {
      case CONVERSE -> {
        UnaryCalls calls = new UnaryCalls(clients.sync(workload.answer()[0]), byHand);
        yield calls.converse(Requests.converse(workload.model(), workload.turns()), own);
      }
      case INVOKE_MODEL -> {
        UnaryCalls calls = new UnaryCalls(clients.sync(workload.answer()[0]), byHand);
        yield calls.invokeModel(Requests.invokeModel(workload.model(), workload.body()), own);
      }
      case CONVERSE_STREAM -> {
        byte[][] frames = workload.answer();
        yield new StreamCalls(clients.async(frames, frames.length), byHand)
            .converse(Requests.converseStream(workload.model(), workload.turns()), own);
      }
      case INVOKE_MODEL_STREAM -> {
        byte[][] frames = workload.answer();
        yield new StreamCalls(clients.async(frames, frames.length), byHand)
            .invokeModel(Requests.invokeModelStream(workload.model(), workload.body()), own);
      }
      case INVOKE_AGENT -> new AgentCalls(clients.agents(workload.answer()), own ? byHand : null);
    };
  }
}
