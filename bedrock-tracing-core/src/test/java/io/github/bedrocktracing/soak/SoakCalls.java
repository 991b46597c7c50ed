/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.soak;

import io.github.bedrocktracing.testing.client.AsyncCalls;
import io.github.bedrocktracing.testing.client.BedrockCalls;
import io.github.bedrocktracing.testing.client.CallResult;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.client.StreamConsumer;
import io.github.bedrocktracing.testing.client.SyncCalls;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.Reply;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.exception.SdkClientException;
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
    givenUp(Reply.json(Exchanges.CONVERSE_ANSWER).ending(Reply.Ending.SILENT));
    SoakAgents.addTo(this);
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
      calls.add(
          new Call(
              name + " " + kind, () -> client.converse(Exchanges.converse()), Optional.empty()));
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
              () -> client.converseStream(Exchanges.converseStream()),
              name.equals("reset") ? Optional.of(raceOfResets(kind)) : Optional.empty()));
    }
  }

  private void cancelled(Reply reply) {
    ScriptedBedrock bedrock = server(reply);
    for (ClientKind kind : List.of(ClientKind.ASYNC_HTTP_1_1, ClientKind.ASYNC_HTTP_2)) {
      BedrockRuntimeAsyncClient client = Clients.async(bedrock, kind.protocol(), c -> {});
      open.add(client);
      calls.add(new Call("stream cancelled " + kind, () -> cancel(client), Optional.empty()));
    }
  }

  /**
   * Calls whose caller loses patience before the response. Over HTTP/1.1 closed connections in the
   * SDK's pool would hold some of them until the end.
   */
  private void givenUp(Reply reply) {
    ScriptedBedrock bedrock = server(reply);
    BedrockRuntimeAsyncClient client =
        Clients.async(bedrock, ClientKind.ASYNC_HTTP_2.protocol(), c -> {});
    open.add(client);
    calls.add(new Call("given up", () -> giveUp(client), Optional.empty()));
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

  private static CallResult giveUp(BedrockRuntimeAsyncClient client) {
    CompletableFuture<?> future = client.converse(Exchanges.converse());
    try {
      future.get(100, TimeUnit.MILLISECONDS);
      return new CallResult(List.of(), "", "");
    } catch (TimeoutException impatient) {
      future.cancel(true);
      return new CallResult(List.of(), "", CancellationException.class.getName());
    } catch (ExecutionException failed) {
      return CallResult.of(failed.getCause());
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /**
   * A reset takes all streams of a connection with it, and meets attempts on their way to it. The
   * answer may not have begun by then; over HTTP/2 the SDK may take a stream for complete whose
   * connection is gone.
   */
  private static Race raceOfResets(ClientKind kind) {
    String failure = SdkClientException.class.getName();
    return new Race(
        "stream success " + kind,
        kind == ClientKind.ASYNC_HTTP_2 ? Set.of(failure, "") : Set.of(failure));
  }

  /** Starts a server that always gives the same answer. */
  ScriptedBedrock server(Reply reply) {
    return use(ScriptedBedrock.start(List.of(reply)));
  }

  /** Takes a server or a client, which is closed with the calls. */
  <T extends AutoCloseable> T use(T opened) {
    open.add(opened);
    return opened;
  }

  /** Adds a call that has but one end. */
  void add(String name, Supplier<CallResult> make) {
    calls.add(new Call(name, make, Optional.empty()));
  }

  /**
   * One call that can be made again and again.
   *
   * @param race between which ends the SDK decides by a race with itself; empty for but one end
   */
  record Call(String name, Supplier<CallResult> make, Optional<Race> race) {
    Outcome outcome() {
      return Outcome.of(make.get());
    }
  }

  /**
   * What untraced callers may see of a call that does not always end in the same way.
   *
   * @param beginsLike the name of the call whose answer its answers are the beginning of
   * @param errorTypes the names of the failures, empty for none
   */
  record Race(String beginsLike, Set<String> errorTypes) {}
}
