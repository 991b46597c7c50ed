/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockSession;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** Requests carry the trace to the logs of Bedrock where that is asked for, and only there. */
@ResourceLock(ProcessState.LOCK)
@ExtendWith(RestoresSwitches.class)
class RequestMetadataTest {
  private static final String HEADER = "x-amzn-bedrock-request-metadata";
  private static final String MEMBER = "\"requestMetadata\"";
  private static final BedrockSession SESSION =
      BedrockSession.builder().sessionId("customer-42").build();

  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.create();
  private final BedrockTracing tracing =
      BedrockTracing.builder()
          .openTelemetry(telemetry.openTelemetry())
          .requestMetadata(true)
          .build();

  @BeforeEach
  void answer() {
    PlainCall.answer(bedrock);
    bedrock.answerJson("invoke", "{}");
  }

  @Test
  void byDefaultNothingIsAdded() {
    try (BedrockRuntimeClient client =
        client(BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build())) {
      SESSION.run(() -> client.converse(PlainCall.converse()));
    }

    assertThat(onlyRequest()).doesNotContain(MEMBER);
  }

  @Test
  void converse_carriesTheTraceTheSpanAndTheSession() {
    try (BedrockRuntimeClient client = client(tracing)) {
      SESSION.run(() -> client.converse(PlainCall.converse()));
    }

    SpanData span = telemetry.onlySpan();
    assertThat(onlyRequest())
        .contains(
            MEMBER
                + ":{\"trace_id\":\""
                + span.getTraceId()
                + "\",\"span_id\":\""
                + span.getSpanId()
                + "\",\"session_id\":\"customer-42\"}");
    assertThat(span.getAttributes().asMap().toString()).contains("server.address");
  }

  /** The span is there before another interceptor has changed the request. */
  @Test
  void whatIsTakenOutOfTheRequestAfterwards_isNotRecorded() {
    BedrockTracing capturing =
        BedrockTracing.builder()
            .openTelemetry(telemetry.openTelemetry())
            .requestMetadata(true)
            .captureContent(true)
            .build();
    try (BedrockRuntimeClient client =
        Clients.sync(bedrock, Clients.with(capturing.interceptor(), new Replacing("replaced")))) {
      client.converse(PlainCall.converse());
    }

    assertThat(
            telemetry
                .onlySpan()
                .getAttributes()
                .get(AttributeKey.stringKey("gen_ai.input.messages")))
        .contains("replaced")
        .doesNotContain(PlainCall.converse().messages().get(0).content().get(0).text());
  }

  @Test
  void modelThatIsChosenAfterwards_isTheOneRecorded() {
    ExecutionInterceptor choosing =
        new ExecutionInterceptor() {
          @Override
          public SdkRequest modifyRequest(
              Context.ModifyRequest context, ExecutionAttributes attributes) {
            ConverseRequest asked = (ConverseRequest) context.request();
            return asked.toBuilder().modelId("chosen.model-v1:0").build();
          }
        };
    try (BedrockRuntimeClient client =
        Clients.sync(bedrock, Clients.with(tracing.interceptor(), choosing))) {
      client.converse(PlainCall.converse());
    }

    SpanData span = telemetry.onlySpan();
    assertThat(span.getName()).isEqualTo("chat chosen.model-v1:0");
    assertThat(span.getAttributes().get(AttributeKey.stringKey("gen_ai.request.model")))
        .isEqualTo("chosen.model-v1:0");
    assertThat(MetricPoint.of(telemetry.metric("gen_ai.client.operation.duration").orElseThrow()))
        .singleElement()
        .satisfies(
            point ->
                assertThat(point.attributes())
                    .containsEntry("gen_ai.request.model", "chosen.model-v1:0"));
  }

  @Test
  void converse_bySetting() {
    System.setProperty("bedrock.tracing.request-metadata", "true");
    try (BedrockRuntimeClient client =
        client(BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build())) {
      client.converse(PlainCall.converse());
    }

    assertThat(onlyRequest()).contains(telemetry.onlySpan().getTraceId());
  }

  @Test
  void converseStream_carriesTheTrace() {
    try (BedrockRuntimeAsyncClient client =
        Clients.async(bedrock, Protocol.HTTP1_1, Clients.with(tracing.interceptor()))) {
      client
          .converseStream(
              PlainCall.converseStream(),
              ConverseStreamResponseHandler.builder().subscriber(event -> {}).build())
          .join();
    }

    assertThat(onlyRequest()).contains(MEMBER, telemetry.onlySpan().getTraceId());
  }

  @Test
  void invokeModel_carriesTheTraceInAHeader_whereTheSdkHasOne() {
    try (BedrockRuntimeClient client = client(tracing)) {
      client.invokeModel(invoke().build());
    }

    SpanData span = telemetry.onlySpan();
    String expected =
        hasMetadata(InvokeModelRequest.builder().build())
            ? "{\"trace_id\":\""
                + span.getTraceId()
                + "\",\"span_id\":\""
                + span.getSpanId()
                + "\"}"
            : null;
    assertThat(bedrock.onlyRequestHeaders().get(HEADER)).isEqualTo(expected);
  }

  @Test
  void invokeModel_metadataThatTheProgramSendsIsLeftAsItIs() {
    try (BedrockRuntimeClient client = client(tracing)) {
      client.invokeModel(
          invoke().overrideConfiguration(c -> c.putHeader(HEADER, "{\"team\": \"a\"}")).build());
    }

    assertThat(bedrock.onlyRequestHeader(HEADER)).containsExactly("{\"team\": \"a\"}");
  }

  @Test
  void entriesOfTheProgramAreNeitherChangedNorDisplaced() {
    Map<String, String> own = new TreeMap<>(Map.of("trace_id", "of the program", "team", "a"));
    ConverseRequest request = PlainCall.converse().toBuilder().requestMetadata(own).build();
    try (BedrockRuntimeClient client = client(tracing)) {
      client.converse(request);
    }

    assertThat(onlyRequest())
        .contains("\"team\":\"a\",\"trace_id\":\"of the program\",\"span_id\":")
        .doesNotContain(telemetry.onlySpan().getTraceId());
    assertThat(request.requestMetadata()).isEqualTo(own);
  }

  @Test
  void thereAreNeverMoreThan16Entries() {
    Map<String, String> own = new TreeMap<>();
    for (int i = 0; i < 15; i++) {
      own.put("key" + i, "value");
    }
    try (BedrockRuntimeClient client = client(tracing)) {
      client.converse(PlainCall.converse().toBuilder().requestMetadata(own).build());
    }

    assertThat(onlyRequest())
        .contains("key14", "\"trace_id\":\"" + telemetry.onlySpan().getTraceId())
        .doesNotContain("span_id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ünlike", "with \"quotes\"", "new\nline", "a, list"})
  void aSessionThatTheServiceWouldRefuseIsLeftOut(String session) {
    try (BedrockRuntimeClient client = client(tracing)) {
      BedrockSession.builder()
          .sessionId(session)
          .build()
          .run(() -> client.converse(PlainCall.converse()));
    }

    assertThat(onlyRequest()).contains(telemetry.onlySpan().getTraceId());
    assertThat(onlyRequest()).doesNotContain("session_id");
  }

  @Test
  void aTraceThatIsNotSampledIsNotToldOf() {
    try (Telemetry unsampled = Telemetry.sampledBy(Sampler.alwaysOff());
        BedrockRuntimeClient client =
            client(
                BedrockTracing.builder()
                    .openTelemetry(unsampled.openTelemetry())
                    .requestMetadata(true)
                    .build())) {
      client.converse(PlainCall.converse());
    }

    assertThat(onlyRequest()).doesNotContain(MEMBER);
  }

  private BedrockRuntimeClient client(BedrockTracing of) {
    return Clients.sync(bedrock, Clients.with(of.interceptor()));
  }

  private static InvokeModelRequest.Builder invoke() {
    return InvokeModelRequest.builder()
        .modelId(PlainCall.MODEL)
        .body(SdkBytes.fromUtf8String("{\"inputText\":\"Say hello.\"}"));
  }

  private static boolean hasMetadata(InvokeModelRequest request) {
    return request.sdkFields().stream()
        .map(SdkField::memberName)
        .anyMatch("requestMetadata"::equals);
  }

  private String onlyRequest() {
    assertThat(bedrock.received()).hasSize(1);
    return bedrock.received().get(0);
  }

  /** Sends another prompt than the program's. */
  private record Replacing(String prompt) implements ExecutionInterceptor {
    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
      return ((ConverseRequest) context.request())
          .toBuilder()
              .messages(
                  Message.builder().role("user").content(ContentBlock.fromText(prompt)).build())
              .build();
    }
  }
}
