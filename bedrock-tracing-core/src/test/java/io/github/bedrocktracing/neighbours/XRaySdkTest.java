/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.xray.AWSXRayRecorder;
import com.amazonaws.xray.AWSXRayRecorderBuilder;
import com.amazonaws.xray.emitters.Emitter;
import com.amazonaws.xray.entities.Segment;
import com.amazonaws.xray.entities.Subsegment;
import com.amazonaws.xray.entities.TraceHeader;
import com.amazonaws.xray.strategy.sampling.AllSamplingStrategy;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.agent.RuntimeBodies;
import io.github.bedrocktracing.testing.client.AgentCoreClients;
import io.github.bedrocktracing.testing.client.BedrockCalls;
import io.github.bedrocktracing.testing.client.CallResult;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.sdk.NeedsSdk;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreClient;

/**
 * Beside the interceptor of the X-Ray SDK on one client, a call has its span and its subsegment.
 */
class XRaySdkTest {
  private static final String FAILURE = "Value 'tell me' failed to satisfy constraint";

  private final FakeBedrock bedrock = FakeBedrock.start();
  private final Telemetry telemetry = Telemetry.create();
  private final Emitted emitted = new Emitted();
  private final AWSXRayRecorder recorder =
      AWSXRayRecorderBuilder.standard()
          .withEmitter(emitted)
          .withSamplingStrategy(new AllSamplingStrategy())
          .build();

  /** Which interceptor was added to the client first. */
  enum Order {
    XRAY_FIRST,
    OURS_FIRST
  }

  @BeforeEach
  void answer() {
    bedrock.answerJson("converse", PlainCall.ANSWER);
    bedrock.answerStream("converse-stream", PlainCall.streamedAnswer());
  }

  @AfterEach
  void close() {
    telemetry.close();
    bedrock.close();
  }

  @ParameterizedTest
  @CsvSource({
    "XRAY_FIRST, SYNC",
    "XRAY_FIRST, ASYNC_HTTP_1_1",
    "XRAY_FIRST, ASYNC_HTTP_2",
    "OURS_FIRST, SYNC",
    "OURS_FIRST, ASYNC_HTTP_1_1",
    "OURS_FIRST, ASYNC_HTTP_2"
  })
  void aCall_isUntouched_andBothRecordIt(Order order, ClientKind kind) {
    Subsegment subsegment = traced(order, kind, calls -> calls.converse(PlainCall.converse()));

    assertThatTheSpanIsWhole(telemetry.onlySpan());
    assertThat(subsegment.getHttp().toString()).contains("status=200");
    assertThatTheRequestTellsOf(subsegment);
  }

  @ParameterizedTest
  @CsvSource({
    "XRAY_FIRST, ASYNC_HTTP_1_1",
    "XRAY_FIRST, ASYNC_HTTP_2",
    "OURS_FIRST, ASYNC_HTTP_1_1",
    "OURS_FIRST, ASYNC_HTTP_2"
  })
  void aStream_isUntouched_andBothRecordIt(Order order, ClientKind kind) {
    Subsegment subsegment =
        traced(order, kind, calls -> calls.converseStream(PlainCall.converseStream()));

    assertThatTheSpanIsWhole(telemetry.onlySpan());
    assertThat(subsegment.getHttp().toString()).contains("status=200");
    assertThatTheRequestTellsOf(subsegment);
  }

  @ParameterizedTest
  @CsvSource({
    "XRAY_FIRST, SYNC",
    "XRAY_FIRST, ASYNC_HTTP_1_1",
    "OURS_FIRST, SYNC",
    "OURS_FIRST, ASYNC_HTTP_1_1"
  })
  void aFailure_isTheCallers_andBothRecordIt(Order order, ClientKind kind) {
    bedrock.answerError("converse", 400, "ValidationException", FAILURE);

    Subsegment subsegment = traced(order, kind, calls -> calls.converse(PlainCall.converse()));

    SpanData span = telemetry.onlySpan();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.toString()).doesNotContain(FAILURE);
    assertThat(subsegment.isError()).isTrue();
    assertThatTheRequestTellsOf(subsegment);
  }

  @Nested
  @NeedsSdk(LaterMembers.AGENT_CORE)
  class OfAgentCore {
    @ParameterizedTest
    @EnumSource
    void aRuntimeIsToldOfXRaysTrace_whateverWeTell(Order order) throws IOException {
      bedrock.answerAt(AgentCoreClients.INVOCATIONS, RuntimeBodies.JSON::in);
      BedrockTracing tracing =
          BedrockTracing.builder()
              .openTelemetry(telemetry.openTelemetry())
              .xrayTraceId(true)
              .build();

      Segment segment = recorder.beginSegment("program");
      try (BedrockAgentCoreClient client =
              AgentCoreClients.sync(
                      bedrock, Clients.with(interceptors(order, tracing.interceptor())))
                  .build();
          InputStream answer = client.invokeAgentRuntime(AgentCoreClients.request())) {
        assertThat(answer.readAllBytes()).isNotEmpty();
      }
      recorder.endSegment();

      telemetry.onlySpan();
      assertThatTheRequestTellsOf(onlySubsegment(segment));
    }
  }

  /** Returns the subsegment of a call, of which the caller has seen what it sees untraced. */
  private Subsegment traced(Order order, ClientKind kind, Function<BedrockCalls, CallResult> call) {
    CallResult untraced;
    try (BedrockCalls calls = kind.connect(bedrock, configuration -> {})) {
      untraced = call.apply(calls);
    }
    bedrock.rewind();
    ExecutionInterceptor ours =
        BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build().interceptor();
    Segment segment = recorder.beginSegment("program");
    try (BedrockCalls calls = kind.connect(bedrock, Clients.with(interceptors(order, ours)))) {
      assertThat(call.apply(calls)).as("what the caller sees").isEqualTo(untraced);
    }
    recorder.endSegment();
    return onlySubsegment(segment);
  }

  private ExecutionInterceptor[] interceptors(Order order, ExecutionInterceptor ours) {
    ExecutionInterceptor theirs =
        new com.amazonaws.xray.interceptors.TracingInterceptor(recorder, null, null);
    return order == Order.XRAY_FIRST
        ? new ExecutionInterceptor[] {theirs, ours}
        : new ExecutionInterceptor[] {ours, theirs};
  }

  private Subsegment onlySubsegment(Segment segment) {
    // It is sent once all that is in it has ended.
    await().untilAsserted(() -> assertThat(emitted.segments).containsExactly(segment));
    assertThat(segment.getSubsegmentsCopy()).hasSize(1);
    Subsegment subsegment = segment.getSubsegmentsCopy().get(0);
    assertThat(subsegment.isInProgress()).isFalse();
    return subsegment;
  }

  private static void assertThatTheSpanIsWhole(SpanData span) {
    assertThat(span.getName()).isEqualTo(PlainCall.SPAN_NAME);
    assertThat(span.getParentSpanContext().isValid()).isFalse();
    assertThat(span.getAttributes().asMap().toString())
        .contains(
            "gen_ai.usage.input_tokens=5",
            "gen_ai.usage.output_tokens=2",
            "aws.bedrock.invocation_latency_ms=12");
  }

  private void assertThatTheRequestTellsOf(Subsegment subsegment) {
    List<String> headers = bedrock.onlyRequestHeader(TraceHeader.HEADER_KEY);
    assertThat(headers).hasSize(1);
    TraceHeader header = TraceHeader.fromString(headers.get(0));
    assertThat(header.getRootTraceId()).isEqualTo(subsegment.getParentSegment().getTraceId());
    assertThat(header.getParentId()).isEqualTo(subsegment.getId());
  }

  /** Keeps the segments that are sent. */
  private static final class Emitted extends Emitter {
    private final List<Segment> segments = new CopyOnWriteArrayList<>();

    @Override
    public boolean sendSegment(Segment segment) {
      return segments.add(segment);
    }

    @Override
    public boolean sendSubsegment(Subsegment subsegment) {
      return true;
    }
  }
}
