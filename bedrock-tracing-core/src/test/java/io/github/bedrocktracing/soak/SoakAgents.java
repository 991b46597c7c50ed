/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bedrocktracing.testing.agent.AgentCalls;
import io.github.bedrocktracing.testing.agent.AgentTrace;
import io.github.bedrocktracing.testing.client.AgentCoreClients;
import io.github.bedrocktracing.testing.client.CallResult;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.StreamConsumer;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.Reply;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreAsyncClient;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreClient;
import software.amazon.awssdk.services.bedrockagentcore.model.InvokeAgentRuntimeResponse;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeClient;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrieveRequest;

/** Calls of managed agents, of knowledge bases and of agents in a runtime, each with its faults. */
final class SoakAgents {
  private static final String BEGUN = "2026-01-01T00:00:01Z";
  private static final String ENDED = "2026-01-01T00:00:02Z";
  private static final String FOUND =
      "{\"retrievalResults\":[{\"content\":{\"type\":\"TEXT\",\"text\":\"Hello\"},\"score\":0.5}]}";
  private static final byte[][] RUN = {
    AgentTrace.part(BEGUN, AgentTrace.modelInput("t-0", "x")),
    AgentTrace.part(ENDED, AgentTrace.modelOutput("t-0", "y", BEGUN, ENDED)),
    AgentTrace.part(
        BEGUN, AgentTrace.asked("t-0", "Bob", AgentTrace.alias("B", "1"), "Which order is it?")),
    AgentTrace.part(
        ENDED,
        AgentTrace.collaborated("t-0", "Bob", AgentTrace.alias("B", "1"), "The first", "u-0")),
    AgentTrace.chunk("Hello"),
    AgentTrace.part(ENDED, AgentTrace.finalResponse("t-0", "z"))
  };
  private static final byte[] EVENTS = "data: \"Hel\"\n\ndata: \"lo\"\n\n".getBytes(UTF_8);

  private final SoakCalls calls;

  private SoakAgents(SoakCalls calls) {
    this.calls = calls;
  }

  /** Adds all. */
  static void addTo(SoakCalls calls) {
    SoakAgents agents = new SoakAgents(calls);
    agents.run("success", Reply.stream(RUN));
    agents.run("slow", Reply.stream(RUN).pausing(10));
    agents.run("truncated", Reply.stream(Arrays.copyOf(RUN, 3)));
    agents.run(
        "exception",
        Reply.stream(
            RUN[0], RUN[1], EventStreams.exception("dependencyFailedException", "broken")));
    agents.run("denied", Reply.error(403, "AccessDeniedException"));
    agents.retrieval("success", Reply.json(FOUND));
    agents.retrieval("broken", Reply.error(500, "InternalServerException"));
    agents.retrieval("odd", Reply.json("{\"retrievalResults\":7}"));
    agents.runtime("success", events(Reply.Ending.ORDERLY, -1));
    agents.runtime("denied", Reply.error(403, "AccessDeniedException"));
    agents.cutRuntime(events(Reply.Ending.CLOSED, 2 * EVENTS.length));
  }

  private static Reply events(Reply.Ending ending, int announced) {
    return new Reply(
        200,
        Map.of("content-type", "text/event-stream", "x-amzn-requestid", "req-1"),
        List.of(EVENTS),
        announced,
        0,
        ending);
  }

  private void run(String name, Reply reply) {
    ScriptedBedrock bedrock = calls.server(reply);
    for (ClientKind kind : List.of(ClientKind.ASYNC_HTTP_1_1, ClientKind.ASYNC_HTTP_2)) {
      BedrockAgentRuntimeAsyncClient client = calls.use(agents(bedrock, kind));
      calls.add(
          "agent " + name + " " + kind,
          () -> {
            StreamConsumer consumer = new StreamConsumer();
            return ended(consumer, client.invokeAgent(AgentCalls.request(), consumer.ofAgent()));
          });
    }
  }

  private void retrieval(String name, Reply reply) {
    RetrieveRequest request =
        RetrieveRequest.builder()
            .knowledgeBaseId("KB1")
            .retrievalQuery(query -> query.text("Say hello"))
            .build();
    ScriptedBedrock bedrock = calls.server(reply);
    BedrockAgentRuntimeClient blocking =
        calls.use(Clients.pointed(BedrockAgentRuntimeClient.builder(), bedrock, c -> {}).build());
    calls.add(
        "retrieve " + name,
        () -> {
          try {
            return CallResult.of(blocking.retrieve(request));
          } catch (SdkException failed) {
            return CallResult.of(failed);
          }
        });
    BedrockAgentRuntimeAsyncClient client = calls.use(agents(bedrock, ClientKind.ASYNC_HTTP_2));
    calls.add(
        "retrieve async " + name,
        () -> result(() -> client.retrieve(request).thenApply(CallResult::of)));
  }

  private void runtime(String name, Reply reply) {
    ScriptedBedrock bedrock = calls.server(reply);
    blocking("runtime " + name, bedrock);
    BedrockAgentCoreAsyncClient client =
        calls.use(
            AgentCoreClients.async(bedrock, ClientKind.ASYNC_HTTP_2.protocol(), c -> {}).build());
    calls.add(
        "runtime async " + name,
        () ->
            result(
                () ->
                    client
                        .invokeAgentRuntime(
                            AgentCoreClients.request(), AsyncResponseTransformer.toBytes())
                        .thenApply(SoakAgents::whole)));
  }

  /** One whose body ends too soon, of which the SDK tells a blocking reader alone. */
  private void cutRuntime(Reply reply) {
    blocking("runtime cut", calls.server(reply));
  }

  private void blocking(String name, ScriptedBedrock bedrock) {
    BedrockAgentCoreClient client = calls.use(AgentCoreClients.sync(bedrock, c -> {}).build());
    calls.add(name, () -> read(client));
  }

  private static CallResult read(BedrockAgentCoreClient client) {
    try (ResponseInputStream<InvokeAgentRuntimeResponse> body =
        client.invokeAgentRuntime(AgentCoreClients.request())) {
      StreamConsumer consumer = new StreamConsumer();
      consumer.takes(body.response());
      byte[] part = new byte[EVENTS.length];
      int length = body.readNBytes(part, 0, part.length);
      consumer.takes(new Body(new String(part, 0, length, UTF_8)), null);
      int more = body.read();
      return new CallResult(consumer.received(), more < 0 ? "" : "more", "");
    } catch (SdkException | IOException failed) {
      return CallResult.of(failed);
    }
  }

  private static CallResult whole(ResponseBytes<InvokeAgentRuntimeResponse> bytes) {
    StreamConsumer consumer = new StreamConsumer();
    consumer.takes(bytes.response());
    consumer.takes(new Body(bytes.asUtf8String()), null);
    return new CallResult(consumer.received(), "", "");
  }

  private static CallResult ended(StreamConsumer consumer, CompletableFuture<Void> call) {
    CallResult end = result(() -> call.thenApply(nothing -> new CallResult(List.of(), "", "")));
    return new CallResult(consumer.received(), end.failure(), end.errorType());
  }

  private static CallResult result(Supplier<CompletableFuture<CallResult>> call) {
    try {
      return call.get().orTimeout(30, TimeUnit.SECONDS).join();
    } catch (CompletionException failed) {
      return CallResult.of(failed);
    }
  }

  private static BedrockAgentRuntimeAsyncClient agents(ScriptedBedrock bedrock, ClientKind kind) {
    return Clients.pointed(BedrockAgentRuntimeAsyncClient.builder(), bedrock, c -> {})
        .httpClient(Clients.sharedHttpClient(kind.protocol()))
        .build();
  }

  /** The body of an agent in a runtime. */
  private record Body(String text) {}
}
