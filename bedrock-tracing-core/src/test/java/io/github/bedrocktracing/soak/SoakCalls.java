/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.soak;

import io.github.bedrocktracing.testing.AsyncCalls;
import io.github.bedrocktracing.testing.BedrockCalls;
import io.github.bedrocktracing.testing.CallResult;
import io.github.bedrocktracing.testing.ClientKind;
import io.github.bedrocktracing.testing.Clients;
import io.github.bedrocktracing.testing.EventStreams;
import io.github.bedrocktracing.testing.Exchanges;
import io.github.bedrocktracing.testing.Reply;
import io.github.bedrocktracing.testing.ScriptedBedrock;
import io.github.bedrocktracing.testing.StreamConsumer;
import io.github.bedrocktracing.testing.SyncCalls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/** Calls of every kind, each of which ends in a known way, and the clients and servers for them. */
final class SoakCalls implements AutoCloseable {
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();

  SoakCalls() {
    unary("success", Reply.json(Exchanges.CONVERSE_ANSWER));
    unary("denied", Reply.error(403, "AccessDeniedException"));
    unary("broken", Reply.error(500, "InternalServerException"));
    unary("reset", Reply.json(Exchanges.CONVERSE_ANSWER).ending(Reply.Ending.RESET_FIRST));
    byte[][] frames = Exchanges.converseFrames();
    stream("success", Reply.stream(frames));
    stream("slow", Reply.stream(frames).pausing(20));
    stream("truncated", Reply.stream(Arrays.copyOf(frames, 4)));
    stream(
        "exception",
        Reply.stream(
            EventStreams.concat(frames[0], frames[1]),
            EventStreams.exception("modelStreamErrorException", "broken")));
    stream("reset", Reply.stream(Arrays.copyOf(frames, 3)).ending(Reply.Ending.RESET));
    cancelled(Reply.stream(frames).pausing(20));
  }

  List<Call> calls() {
    return calls;
  }

  @Override
  public void close() {
    for (AutoCloseable each : open) {
      try {
        each.close();
      } catch (Exception broken) {
        throw new IllegalStateException(broken);
      }
    }
  }

  private void unary(String name, Reply reply) {
    ScriptedBedrock bedrock = server(reply);
    for (ClientKind kind : ClientKind.values()) {
      BedrockCalls client =
          kind == ClientKind.SYNC
              ? new SyncCalls(Clients.sync(bedrock, c -> {}))
              : new AsyncCalls(Clients.async(bedrock, kind.protocol(), c -> {}));
      open.add(client);
      calls.add(new Call(name + " " + kind, () -> client.converse(Exchanges.converse())));
    }
  }

  private void stream(String name, Reply reply) {
    ScriptedBedrock bedrock = server(reply);
    for (ClientKind kind : List.of(ClientKind.ASYNC_HTTP_1_1, ClientKind.ASYNC_HTTP_2)) {
      BedrockCalls client = new AsyncCalls(Clients.async(bedrock, kind.protocol(), c -> {}));
      open.add(client);
      calls.add(
          new Call(
              "stream " + name + " " + kind,
              () -> client.converseStream(Exchanges.converseStream())));
    }
  }

  private void cancelled(Reply reply) {
    ScriptedBedrock bedrock = server(reply);
    for (ClientKind kind : List.of(ClientKind.ASYNC_HTTP_1_1, ClientKind.ASYNC_HTTP_2)) {
      BedrockRuntimeAsyncClient client = Clients.async(bedrock, kind.protocol(), c -> {});
      open.add(client);
      calls.add(new Call("stream cancelled " + kind, () -> cancel(client)));
    }
  }

  private static CallResult cancel(BedrockRuntimeAsyncClient client) {
    StreamConsumer consumer = new StreamConsumer(Subscription::cancel);
    try {
      client
          .converseStream(Exchanges.converseStream(), consumer.ofConverse())
          .orTimeout(30, TimeUnit.SECONDS)
          .join();
      return new CallResult(consumer.received().subList(0, 2), "", "");
    } catch (CompletionException failed) {
      return CallResult.of(failed);
    }
  }

  private ScriptedBedrock server(Reply reply) {
    ScriptedBedrock bedrock = ScriptedBedrock.start(List.of(reply));
    open.add(bedrock);
    return bedrock;
  }

  /** One call that can be made again and again. */
  record Call(String name, Supplier<CallResult> make) {
    /** Makes it; returns what does not differ from time to time even without tracing. */
    CallResult result() {
      CallResult seen = make.get();
      // How often the SDK tries again depends on how many of its last calls have failed.
      if (name.contains("reset")) {
        return new CallResult(List.of(), "", seen.errorType());
      }
      return new CallResult(
          seen.received().stream().filter(each -> !(each instanceof String)).toList(),
          "",
          seen.errorType());
    }
  }
}
