/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agentcore;

import static io.github.bedrocktracing.testing.client.AgentCoreClients.INVOCATIONS;
import static io.github.bedrocktracing.testing.client.AgentCoreClients.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.AgentCoreClients;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.content.Markers;
import io.github.bedrocktracing.testing.process.LogLines;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.sdk.NeedsSdk;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreClient;
import software.amazon.awssdk.services.bedrockagentcore.model.Content;
import software.amazon.awssdk.services.bedrockagentcore.model.Conversational;
import software.amazon.awssdk.services.bedrockagentcore.model.MemoryContent;
import software.amazon.awssdk.services.bedrockagentcore.model.MemoryRecordCreateInput;
import software.amazon.awssdk.services.bedrockagentcore.model.MemoryRecordDeleteInput;
import software.amazon.awssdk.services.bedrockagentcore.model.MemoryRecordUpdateInput;
import software.amazon.awssdk.services.bedrockagentcore.model.PayloadType;
import software.amazon.awssdk.services.bedrockagentcore.model.Role;

/** Nothing that is said to a runtime or kept in a memory leaves the process unless asked for. */
@NeedsSdk(LaterMembers.AGENT_CORE)
final class AgentCoreSweepTest {
  private static final String EVENT =
      "{\"memoryId\":\"m-1\",\"actorId\":\"MARK\",\"sessionId\":\"s-1\",\"eventId\":\"e-1\","
          + "\"eventTimestamp\":1.0,\"payload\":[{\"conversational\":{\"content\":{\"text\":\"MARK\"},"
          + "\"role\":\"USER\"}},{\"blob\":\"MARK\"}],\"branch\":{\"name\":\"MARK\"}}";
  private static final String RECORDS =
      "{\"memoryRecordSummaries\":[{\"memoryRecordId\":\"r-1\",\"content\":{\"text\":\"MARK\"},"
          + "\"memoryStrategyId\":\"MARK\",\"namespaces\":[\"MARK\"],\"createdAt\":1.0,\"score\":0.5}],"
          + "\"nextToken\":\"MARK\"}";
  private static final String RECORD =
      "{\"memoryRecordId\":\"r-1\",\"content\":{\"text\":\"MARK\"},\"memoryStrategyId\":\"MARK\","
          + "\"namespaces\":[\"MARK\"],\"createdAt\":1.0}";
  private static final String BATCH =
      "{\"successfulRecords\":[{\"memoryRecordId\":\"r-1\",\"status\":\"SUCCEEDED\","
          + "\"requestIdentifier\":\"MARK\"}],\"failedRecords\":[{\"memoryRecordId\":\"r-2\","
          + "\"status\":\"FAILED\",\"errorMessage\":\"MARK\"}]}";

  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.create();
  @AutoClose private final LogLines log = LogLines.of("io.github.bedrocktracing");
  private final Markers markers = new Markers();

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/event-stream", "application/octet-stream", "x"})
  void bodiesOfRuntimes_areNowhere(String contentType) {
    answer(INVOCATIONS, 200, contentType, "data: {\"a\":\"MARK\"}\n\n");

    call(false, this::invoke);
    assertNothing(telemetry.spans(1));
  }

  @Test
  void bodiesOfRuntimes_areFoundWhereTheyAreAskedFor() {
    answer(INVOCATIONS, 200, "application/json", "{\"a\":\"MARK\"}");

    call(true, this::invoke);
    assertThat(markers.placesIn(telemetry.spans(1).toString())).contains("request", "answer");
  }

  @Test
  void errors_areNowhere() {
    answer(".*", 400, "application/json", "{\"message\":\"MARK\"}");
    calls()
        .forEach(
            (path, call) ->
                assertThat(catchThrowable(() -> call(false, call))).as(path).isNotNull());

    assertNothing(telemetry.spans(calls().size()));
  }

  @Test
  void memories_areNowhere() {
    List<SpanData> spans = remember();
    assertThat(spans)
        .allSatisfy(
            span -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET));
    assertNothing(spans);
  }

  @Test
  void memories_areNamedAndCounted() {
    assertThat(remember().stream().map(AgentCoreSweepTest::memory))
        .containsExactly(
            "search_memory m-1 1",
            "search_memory m-1 1",
            "search_memory m-1 1 s",
            "create_memory m-1 1 s-1",
            "create_memory m-1 1",
            "search_memory m-1 r-1 1",
            "search_memory m-1 e-1 1 s-1",
            "delete_memory m-1 r-1 1",
            "delete_memory m-1 e-1 1 s-1",
            "update_memory m-1 1",
            "delete_memory m-1 1");
  }

  /** Makes all calls of memories; returns their spans in order. */
  private List<SpanData> remember() {
    answer("/memories/[^/]*/(retrieve|memoryRecords)", 200, "application/json", RECORDS);
    answer("/memories/[^/]*/events", 200, "application/json", "{\"event\":" + EVENT + "}");
    answer("/memories/[^/]*/memoryRecords/batch.*", 200, "application/json", BATCH);
    answer("/memories/[^/]*/actor/.*", 200, "application/json", "{\"events\":[" + EVENT + "]}");
    answer(
        ".*/events/e-1.*",
        200,
        "application/json",
        "{\"eventId\":\"e-1\",\"event\":" + EVENT + "}");
    answer(".*/memoryRecord/.*", 200, "application/json", "{\"memoryRecord\":" + RECORD + "}");
    answer(".*/memoryRecords/r-1.*", 200, "application/json", "{\"memoryRecordId\":\"r-1\"}");
    Map<String, Consumer<BedrockAgentCoreClient>> memories = calls();
    memories.remove("invoke");
    memories.values().forEach(call -> call(false, call));
    return telemetry.spans(memories.size());
  }

  private static String memory(SpanData span) {
    return Stream.of(
            span.getName(),
            span.getAttributes().get(AttributeKey.stringKey("gen_ai.memory.store.id")),
            span.getAttributes().get(AttributeKey.stringKey("gen_ai.memory.record.id")),
            span.getAttributes().get(AttributeKey.longKey("gen_ai.memory.record.count")),
            span.getAttributes().get(AttributeKey.stringKey("session.id")))
        .filter(Objects::nonNull)
        .map(Object::toString)
        .collect(Collectors.joining(" "));
  }

  private Map<String, Consumer<BedrockAgentCoreClient>> calls() {
    Map<String, Consumer<BedrockAgentCoreClient>> calls = new LinkedHashMap<>();
    calls.put("invoke", this::invoke);
    calls.put(
        "retrieve",
        client ->
            client.retrieveMemoryRecords(
                r ->
                    r.memoryId("m-1")
                        .namespace(mark("namespace"))
                        .searchCriteria(s -> s.searchQuery(mark("query")))));
    calls.put(
        "list",
        client -> client.listMemoryRecords(r -> r.memoryId("m-1").namespace(mark("namespace"))));
    calls.put(
        "events", client -> client.listEvents(r -> r.memoryId("m-1").actorId("a").sessionId("s")));
    calls.put(
        "event",
        client ->
            client.createEvent(
                r ->
                    r.memoryId("m-1")
                        .actorId(mark("actor"))
                        .sessionId("s-1")
                        .eventTimestamp(Instant.EPOCH)
                        .payload(
                            PayloadType.fromConversational(
                                Conversational.builder()
                                    .role(Role.USER)
                                    .content(Content.fromText(mark("said")))
                                    .build()))));
    calls.put(
        "batch",
        client ->
            client.batchCreateMemoryRecords(
                r ->
                    r.memoryId("m-1")
                        .records(
                            MemoryRecordCreateInput.builder()
                                .requestIdentifier(mark("identifier"))
                                .namespaces(mark("namespace"))
                                .content(MemoryContent.fromText(mark("kept")))
                                .timestamp(Instant.EPOCH)
                                .build())));
    calls.put(
        "get", client -> client.getMemoryRecord(r -> r.memoryId("m-1").memoryRecordId("r-1")));
    calls.put(
        "get event",
        client ->
            client.getEvent(
                r -> r.memoryId("m-1").actorId(mark("actor")).sessionId("s-1").eventId("e-1")));
    calls.put(
        "delete",
        client -> client.deleteMemoryRecord(r -> r.memoryId("m-1").memoryRecordId("r-1")));
    calls.put(
        "delete event",
        client ->
            client.deleteEvent(
                r -> r.memoryId("m-1").actorId(mark("actor")).sessionId("s-1").eventId("e-1")));
    calls.put(
        "update",
        client ->
            client.batchUpdateMemoryRecords(
                r ->
                    r.memoryId("m-1")
                        .records(
                            MemoryRecordUpdateInput.builder()
                                .memoryRecordId("r-1")
                                .content(MemoryContent.fromText(mark("kept")))
                                .namespaces(mark("namespace"))
                                .timestamp(Instant.EPOCH)
                                .build())));
    calls.put(
        "delete batch",
        client ->
            client.batchDeleteMemoryRecords(
                r ->
                    r.memoryId("m-1")
                        .records(MemoryRecordDeleteInput.builder().memoryRecordId("r-1").build())));
    return calls;
  }

  private void invoke(BedrockAgentCoreClient client) {
    SdkBytes payload = SdkBytes.fromUtf8String("{\"prompt\":\"" + mark("request") + "\"}");
    try {
      client.invokeAgentRuntime(request().toBuilder().payload(payload).build()).readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void call(boolean content, Consumer<BedrockAgentCoreClient> call) {
    BedrockTracing tracing =
        BedrockTracing.builder()
            .openTelemetry(telemetry.openTelemetry())
            .mlflowAttributes(true)
            .captureContent(content)
            .build();
    try (BedrockAgentCoreClient client =
        AgentCoreClients.sync(bedrock, Clients.with(tracing.interceptor())).build()) {
      call.accept(client);
    }
  }

  private void answer(String path, int status, String contentType, String body) {
    bedrock.answerAnyAt(
        path,
        response ->
            response
                .withStatus(status)
                .withHeader("Content-Type", contentType)
                .withBody(body.replace("MARK", mark("answer"))));
  }

  private String mark(String place) {
    return markers.text(place);
  }

  private void assertNothing(List<SpanData> spans) {
    assertThat(markers.find(Markers.TEXT, spans.toString())).isEmpty();
    assertThat(markers.find(Markers.TEXT, telemetry.collectMetrics().toString())).isEmpty();
    assertThat(markers.find(Markers.TEXT, telemetry.events().toString())).isEmpty();
    assertThat(markers.find(Markers.TEXT, log.text())).isEmpty();
  }
}
