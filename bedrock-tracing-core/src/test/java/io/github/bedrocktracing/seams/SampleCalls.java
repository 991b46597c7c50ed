/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.seams;

import io.github.bedrocktracing.testing.client.BedrockCalls;
import io.github.bedrocktracing.testing.client.CallResult;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.client.StreamConsumer;
import io.github.bedrocktracing.testing.client.StreamOperation;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.server.Reply;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/** Calls that go well, fail, and are cancelled, by every client; and what their caller sees. */
final class SampleCalls implements AutoCloseable {
  private static final int FRAMES_BEFORE_BREAK = 3;

  private final FakeBedrock bedrock = FakeBedrock.start();
  private final ScriptedBedrock breaking = ScriptedBedrock.start(number -> brokenStream());

  /** Which calls are made. */
  enum Selection {
    ALL,
    STREAMS,
    /** Streams of which the connection breaks, which takes a while. */
    BROKEN_STREAMS
  }

  SampleCalls() {
    bedrock.answerJson("converse", Exchanges.CONVERSE_ANSWER);
    bedrock.answerError("invoke", 400, "ValidationException", "no");
    bedrock.answerStream("converse-stream", Exchanges.converseAnswer());
    bedrock.answerStream(
        "invoke-with-response-stream",
        EventStreams.concat(
            Exchanges.invokeModelAnswer(),
            EventStreams.exception("modelStreamErrorException", "broken")));
  }

  /** Makes calls; returns what their callers saw, by name, in order. */
  List<Seen> make(List<ExecutionInterceptor> interceptors, Selection selection) {
    List<Seen> seen = new ArrayList<>();
    ExecutionInterceptor[] all = interceptors.toArray(ExecutionInterceptor[]::new);
    for (ClientKind kind : ClientKind.values()) {
      if (selection == Selection.ALL) {
        try (BedrockCalls calls = kind.connect(bedrock, Clients.with(all))) {
          seen.add(new Seen(kind + " success", calls.converse(Exchanges.converse()), List.of()));
          seen.add(
              new Seen(kind + " failure", calls.invokeModel(Exchanges.invokeModel()), List.of()));
        }
      }
      if (kind != ClientKind.SYNC && selection == Selection.BROKEN_STREAMS) {
        seen.add(brokenStream(kind, all));
      } else if (kind != ClientKind.SYNC) {
        try (BedrockRuntimeAsyncClient client =
            Clients.async(bedrock, kind.protocol(), Clients.with(all))) {
          for (StreamOperation operation : StreamOperation.values()) {
            seen.add(stream(kind + " " + operation, client, operation, false));
          }
          seen.add(stream(kind + " cancelled", client, StreamOperation.CONVERSE, true));
        }
      }
    }
    return seen;
  }

  @Override
  public void close() {
    bedrock.close();
    breaking.close();
  }

  private static Reply brokenStream() {
    byte[][] frames = Exchanges.converseFrames();
    return Reply.stream(Arrays.copyOf(frames, FRAMES_BEFORE_BREAK)).ending(Reply.Ending.CLOSED);
  }

  private Seen brokenStream(ClientKind kind, ExecutionInterceptor... interceptors) {
    try (BedrockRuntimeAsyncClient client =
        Clients.async(
            breaking,
            kind.protocol(),
            Clients.with(interceptors)
                .andThen(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry())))) {
      Seen all = stream(kind + " broken", client, StreamOperation.CONVERSE, false);
      // Whether the SDK tells the handler of the failure too differs from call to call.
      List<Object> events = all.result().received().subList(0, 1 + FRAMES_BEFORE_BREAK);
      return new Seen(
          all.call(),
          new CallResult(events, all.result().failure(), all.result().errorType()),
          all.threads());
    }
  }

  private static Seen stream(
      String name, BedrockRuntimeAsyncClient client, StreamOperation operation, boolean cancels) {
    List<String> threads = new CopyOnWriteArrayList<>();
    StreamConsumer consumer =
        new StreamConsumer(
            subscription -> {
              threads.add(Thread.currentThread().getName().replaceAll("[0-9]+", "#"));
              if (cancels) {
                subscription.cancel();
              }
            });
    CallResult end;
    try {
      CompletableFuture<Void> future = operation.start(client, consumer);
      future.orTimeout(30, TimeUnit.SECONDS).join();
      end = new CallResult(consumer.received(), "", "");
    } catch (CompletionException failed) {
      CallResult failure = CallResult.of(failed);
      end = new CallResult(consumer.received(), failure.failure(), failure.errorType());
    }
    // What still comes after a cancellation differs from call to call.
    return cancels
        ? new Seen(
            name,
            new CallResult(end.received().subList(0, 2), end.failure(), end.errorType()),
            List.of(threads.get(0)))
        : new Seen(name, end, List.copyOf(threads));
  }

  /**
   * What the caller of one call saw.
   *
   * @param threads the kind of thread on which each event of a stream was handed over
   */
  record Seen(String call, CallResult result, List<String> threads) {}
}
