/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ContentCapture;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ApplyGuardrailRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ApplyGuardrailResponse;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentSource;

/** A redactor that masks texts by a guardrail, through clients that are traced as all others. */
final class RedactorThatCallsBedrockTest extends ContentCalls {
  /** More than the call has texts; a redactor that is called for its own calls never comes back. */
  private static final int MAX_TEXTS = 40;

  private final AtomicInteger texts = new AtomicInteger();
  private final ExecutionInterceptor[] interceptor = new ExecutionInterceptor[1];

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void masksTheTextsOfTheProgramsCalls_andNotThoseOfItsOwn(boolean asynchronous) {
    bedrock.answerJson("converse", Exchanges.CONVERSE_ANSWER);
    bedrock.answerAnyAt(
        "/guardrail/.*",
        response ->
            FakeBedrock.json(
                response,
                "{\"action\":\"GUARDRAIL_INTERVENED\",\"outputs\":[{\"text\":\"masked\"}]}"));
    BedrockTracing tracing =
        tracing()
            .contentCapture(ContentCapture.SPAN_AND_EVENT)
            .contentRedactor(text -> masked(text, asynchronous))
            .build();
    interceptor[0] = tracing.interceptor();

    try (BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with(tracing.interceptor()))) {
      client.converse(Exchanges.converse());
    }

    List<SpanData> spans = telemetry.spans(1 + texts.get());
    SpanData call = spans.get(spans.size() - 1);
    assertThat(call.getName()).isEqualTo("chat " + Exchanges.MODEL);
    assertThat(call.getAttributes().get(key("gen_ai.input.messages"))).contains("masked");
    assertThat(texts).hasValueBetween(2, MAX_TEXTS);
    assertThat(spans.subList(0, texts.get()))
        .allSatisfy(
            own -> {
              assertThat(own.getName()).startsWith("apply_guardrail");
              assertThat(own.getAttributes().get(key("gen_ai.input.messages"))).isNull();
            });
    assertThat(telemetry.events()).hasSize(1);
  }

  private String masked(String text, boolean asynchronous) {
    if (texts.incrementAndGet() > MAX_TEXTS) {
      throw new IllegalStateException("too many");
    }
    ApplyGuardrailRequest request =
        ApplyGuardrailRequest.builder()
            .guardrailIdentifier("guardrail-1")
            .guardrailVersion("1")
            .source(GuardrailContentSource.INPUT)
            .content(GuardrailContentBlock.fromText(t -> t.text(text)))
            .build();
    return asynchronous ? maskedAsynchronously(request) : maskedBlocking(request);
  }

  private String maskedBlocking(ApplyGuardrailRequest request) {
    try (BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with(interceptor))) {
      return textOf(client.applyGuardrail(request));
    }
  }

  private String maskedAsynchronously(ApplyGuardrailRequest request) {
    try (BedrockRuntimeAsyncClient client =
        Clients.async(bedrock, Protocol.HTTP1_1, Clients.with(interceptor))) {
      return textOf(client.applyGuardrail(request).join());
    }
  }

  private static String textOf(ApplyGuardrailResponse response) {
    return response.outputs().stream().map(output -> output.text()).collect(Collectors.joining());
  }
}
