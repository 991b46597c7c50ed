/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A program that begins streams which do not end, and tells how many bytes each holds. */
final class StreamsInFlight {
  /** Enough to make what is made once: classes, buffers, the SDK's own. */
  private static final int FIRST = 200;

  private static final int MORE = 1000;

  private StreamsInFlight() {}

  /** Tells what the streams after the first ones hold, with a workload and a variant. */
  public static void main(String[] args) {
    Workload workload = Workload.valueOf(args[0]);
    Variant variant = Variant.valueOf(args[1]);
    Sink sink = new Sink(variant);
    StreamCalls calls =
        new StreamCalls(
            new Clients(variant, sink.openTelemetry()).async(workload.answer(), 100),
            new HandWrittenSpan(sink.openTelemetry()));
    List<CompletableFuture<Void>> inFlight = new ArrayList<>(FIRST + MORE);
    begin(FIRST, workload, calls, inFlight);
    long before = used();
    begin(MORE, workload, calls, inFlight);
    OwnProcess.tell((used() - before) / MORE);
    if (inFlight.stream().anyMatch(CompletableFuture::isDone)) {
      throw new IllegalStateException("a stream has ended");
    }
    Runtime.getRuntime().halt(0);
  }

  private static void begin(
      int count, Workload workload, StreamCalls calls, List<CompletableFuture<Void>> inFlight) {
    for (int i = 0; i < count; i++) {
      inFlight.add(
          workload.operation() == Operation.CONVERSE_STREAM
              ? calls.begin(Requests.converseStream(workload.model(), workload.turns()))
              : calls.begin(Requests.invokeModelStream(workload.model(), workload.body())));
    }
  }

  /** Returns the heap in use once what nobody holds is gone. */
  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
