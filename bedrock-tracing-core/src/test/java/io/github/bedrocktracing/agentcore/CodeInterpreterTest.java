/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agentcore;

import static io.github.bedrocktracing.testing.telemetry.Spans.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.AgentCoreClients;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.sdk.NeedsSdk;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreAsyncClient;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreClient;
import software.amazon.awssdk.services.bedrockagentcore.model.InvokeCodeInterpreterRequest;
import software.amazon.awssdk.services.bedrockagentcore.model.InvokeCodeInterpreterResponseHandler;
import software.amazon.awssdk.services.bedrockagentcore.model.ProgrammingLanguage;
import software.amazon.awssdk.services.bedrockagentcore.model.ToolName;

/** The tools of AgentCore: code interpreters, whose answer is an event stream, and memories. */
@NeedsSdk(LaterMembers.AGENT_CORE)
final class CodeInterpreterTest {
  private static final String PATH = "/code-interpreters/.*";
  private static final String RESULT =
      "{\"content\":[{\"type\":\"text\",\"text\":\"SECRET 4\"},"
          + "{\"type\":\"image\",\"mimeType\":\"image/png\",\"data\":\"U0VDUkVU\"}],"
          + "\"structuredContent\":{\"stdout\":\"SECRET 4\",\"exitCode\":0},\"isError\":%s}";

  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.create();

  @Test
  void result_isThatOfATool_withoutContentUnlessAskedFor() {
    SpanData span = call(tracing(), EventStreams.event("result", RESULT.formatted("false")));

    assertThat(span.getName()).isEqualTo("execute_tool executeCode");
    assertThat(text(span, "gen_ai.operation.name")).isEqualTo("execute_tool");
    assertThat(text(span, "gen_ai.tool.name")).isEqualTo("executeCode");
    assertThat(text(span, "aws.bedrock.stream.outcome")).isEqualTo("complete");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(span.toString()).doesNotContain("SECRET").doesNotContain("U0VDUkVU");
  }

  @Test
  void capturedContent_isThatOfATool() {
    SpanData span =
        call(
            tracing().captureContent(true),
            EventStreams.event("result", RESULT.formatted("false")));

    assertThat(text(span, "gen_ai.tool.call.arguments"))
        .isEqualTo("{\"code\":\"print('SECRET')\",\"language\":\"python\"}");
    assertThat(text(span, "gen_ai.tool.call.result"))
        .contains("SECRET 4", "\"stdout\":\"SECRET 4\"")
        .doesNotContain("U0VDUkVU");
    assertThat(text(span, "gen_ai.input.messages")).isNull();
  }

  @Test
  void resultThatIsAnError_isTheSpans() {
    SpanData span = call(tracing(), EventStreams.event("result", RESULT.formatted("true")));

    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(text(span, "error.type")).isEqualTo("tool_error");
  }

  @Test
  void streamWithoutAResult_isTruncated() {
    SpanData span = call(tracing(), new byte[0]);

    assertThat(text(span, "aws.bedrock.stream.outcome")).isEqualTo("truncated");
  }

  @Test
  void exceptionInTheStream_isFailed() {
    bedrock.answerAt(
        PATH,
        response ->
            FakeBedrock.stream(
                response, EventStreams.exception("accessDeniedException", "no SECRET")));
    try (BedrockAgentCoreAsyncClient client = client(tracing())) {
      assertThatThrownBy(() -> client.invokeCodeInterpreter(request(), handler()).join())
          .hasMessageContaining("SECRET");
    }

    SpanData span = telemetry.onlySpan();
    assertThat(text(span, "aws.bedrock.stream.outcome")).isEqualTo("failed");
    assertThat(text(span, "error.type")).isEqualTo("AccessDeniedException");
    assertThat(span.toString()).doesNotContain("SECRET");
  }

  @Test
  void memories_areSearchedAndFilled() {
    bedrock.answerAt(
        "/memories/.*/retrieve",
        response ->
            FakeBedrock.json(
                response,
                "{\"memoryRecordSummaries\":[{\"memoryRecordId\":\"r1\",\"content\":"
                    + "{\"text\":\"SECRET\"}},{\"memoryRecordId\":\"r2\"}]}"));
    bedrock.answerAt(
        "/memories/.*/events", response -> FakeBedrock.json(response, "{\"event\":{}}"));
    try (BedrockAgentCoreClient client =
        AgentCoreClients.sync(bedrock, Clients.with(tracing().build().interceptor())).build()) {
      client.retrieveMemoryRecords(
          r -> r.memoryId("m-1").namespace("/n").searchCriteria(s -> s.searchQuery("SECRET")));
      client.createEvent(
          r ->
              r.memoryId("m-1")
                  .actorId("a")
                  .sessionId("s-1")
                  .eventTimestamp(java.time.Instant.EPOCH)
                  .payload(List.of()));
    }

    List<SpanData> spans = telemetry.spans(2);
    assertThat(spans)
        .extracting(SpanData::getName)
        .containsExactly("search_memory", "create_memory");
    assertThat(spans)
        .allSatisfy(s -> assertThat(text(s, "gen_ai.memory.store.id")).isEqualTo("m-1"));
    assertThat(spans)
        .extracting(s -> s.getAttributes().get(AttributeKey.longKey("gen_ai.memory.record.count")))
        .containsExactly(2L, 1L);
    assertThat(text(spans.get(1), "session.id")).isEqualTo("s-1");
    assertThat(spans.toString()).doesNotContain("SECRET");
  }

  private BedrockTracing.Builder tracing() {
    return BedrockTracing.builder().openTelemetry(telemetry.openTelemetry());
  }

  private SpanData call(BedrockTracing.Builder tracing, byte[] stream) {
    bedrock.answerAt(PATH, response -> FakeBedrock.stream(response, stream));
    try (BedrockAgentCoreAsyncClient client = client(tracing)) {
      client.invokeCodeInterpreter(request(), handler()).join();
    }
    return telemetry.onlySpan();
  }

  private BedrockAgentCoreAsyncClient client(BedrockTracing.Builder tracing) {
    return AgentCoreClients.async(
            bedrock, Protocol.HTTP1_1, Clients.with(tracing.build().interceptor()))
        .build();
  }

  private static InvokeCodeInterpreterRequest request() {
    return InvokeCodeInterpreterRequest.builder()
        .codeInterpreterIdentifier("aws.codeinterpreter.v1")
        .sessionId("s")
        .name(ToolName.EXECUTE_CODE)
        .arguments(a -> a.code("print('SECRET')").language(ProgrammingLanguage.PYTHON))
        .build();
  }

  private static InvokeCodeInterpreterResponseHandler handler() {
    List<Object> received = new CopyOnWriteArrayList<>();
    return InvokeCodeInterpreterResponseHandler.builder().subscriber(received::add).build();
  }
}
