/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.server.BytesHttpClient;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** What a sampler may decide by, also where the request has not been read when it is asked. */
class SamplersTest {
  private static final AttributeKey<String> OPERATION =
      AttributeKey.stringKey("gen_ai.operation.name");
  private static final String CLAUDE = "anthropic.claude-3-haiku-20240307-v1:0";
  private static final String LLAMA = "meta.llama3-8b-instruct-v1:0";
  private static final String MESSAGES =
      "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":7,\"messages\":[]}";
  private static final String PROMPT = "{\"prompt\":\"a pond\",\"max_tokens_to_sample\":7}";

  private final Asked sampler = new Asked();
  private List<SpanData> spans = List.of();

  @Test
  void operationModelAndServer_areKnown() {
    invoke(CLAUDE, MESSAGES);

    assertThat(sampler.names).containsExactly("chat " + CLAUDE);
    assertThat(sampler.attributes.get(0))
        .isEqualTo(
            Attributes.builder()
                .put(OPERATION, "chat")
                .put("gen_ai.provider.name", "aws.bedrock")
                .put("gen_ai.request.model", CLAUDE)
                .put("server.address", "bedrock-runtime.us-east-1.amazonaws.com")
                .put("server.port", 443)
                .build());
  }

  @Test
  void operationThatOnlyTheBodyTells_isKnown() {
    invoke("arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abc", PROMPT);
    invoke(LLAMA, "{\"messages\":[{\"role\":\"user\",\"content\":\"a pond\"}],\"model\":\"m\"}");

    assertThat(sampler.attributes)
        .extracting(a -> a.get(OPERATION))
        .first()
        .isEqualTo("text_completion");
    assertThat(sampler.attributes).extracting(a -> a.get(OPERATION)).last().isEqualTo("chat");
  }

  /** The service refuses such a body; the span tells what was sent all the same. */
  @Test
  void bodyThatIsNotOfItsModel_namesTheSpanOnceItIsRead() {
    invoke(CLAUDE, PROMPT);

    assertThat(sampler.names).containsExactly("chat " + CLAUDE);
    assertThat(spans)
        .singleElement()
        .satisfies(
            span -> {
              assertThat(span.getName()).isEqualTo("text_completion " + CLAUDE);
              assertThat(span.getAttributes().get(OPERATION)).isEqualTo("text_completion");
              assertThat(
                      span.getAttributes().get(AttributeKey.longKey("gen_ai.request.max_tokens")))
                  .isEqualTo(7);
            });
  }

  private void invoke(String model, String body) {
    InMemorySpanExporter exporter = InMemorySpanExporter.create();
    try (OpenTelemetrySdk telemetry =
            OpenTelemetrySdk.builder()
                .setTracerProvider(
                    SdkTracerProvider.builder()
                        .setSampler(sampler)
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build())
                .build();
        BedrockRuntimeClient client =
            BedrockRuntimeClient.builder()
                .httpClient(
                    new BytesHttpClient(
                        "{\"completion\":\"a frog\",\"stop_reason\":\"stop_sequence\"}"
                            .getBytes(StandardCharsets.UTF_8)))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("akid", "secret")))
                .overrideConfiguration(
                    c ->
                        c.addExecutionInterceptor(
                            BedrockTracing.builder()
                                .openTelemetry(telemetry)
                                .build()
                                .interceptor()))
                .build()) {
      client.invokeModel(r -> r.modelId(model).body(SdkBytes.fromUtf8String(body)));
      spans = exporter.getFinishedSpanItems();
    }
  }

  /** A sampler that takes everything, and keeps what it was asked by. */
  private static final class Asked implements Sampler {
    private final List<String> names = new ArrayList<>();
    private final List<Attributes> attributes = new ArrayList<>();

    @Override
    public SamplingResult shouldSample(
        Context parent,
        String traceId,
        String name,
        SpanKind kind,
        Attributes with,
        List<LinkData> links) {
      names.add(name);
      // What is given is the span's own, to which more is added later.
      attributes.add(with.toBuilder().build());
      return SamplingResult.recordAndSample();
    }

    @Override
    public String getDescription() {
      return "asked";
    }
  }
}
