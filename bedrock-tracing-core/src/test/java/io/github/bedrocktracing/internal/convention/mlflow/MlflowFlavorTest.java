/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import static io.github.bedrocktracing.internal.convention.mlflow.Results.json;
import static io.github.bedrocktracing.internal.convention.mlflow.Results.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.inference.Cost;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.opentelemetry.api.common.Attributes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every attribute that MLflow reads, but for messages. */
class MlflowFlavorTest {
  @ParameterizedTest
  @CsvSource({
    "CHAT, CHAT_MODEL",
    "TEXT_COMPLETION, LLM",
    "GENERATE_CONTENT, LLM",
    "EMBEDDINGS, EMBEDDING",
    "RERANK, RERANKER"
  })
  void spanType_followsTheOperation(OperationName operation, String type) {
    assertThat(text(Results.of(operation).attributes(), "mlflow.spanType")).isEqualTo(type);
  }

  @Test
  void spanType_followsTheResponse_whichKnowsBetter() {
    Attributes attributes =
        Results.chat().response(r -> r.operation(OperationName.EMBEDDINGS)).attributes();

    assertThat(text(attributes, "mlflow.spanType")).isEqualTo("EMBEDDING");
  }

  @Test
  void withoutContent_inputsAndOutputsHoldParametersStopReasonAndUsage_andNoText() {
    Attributes attributes =
        Results.chat()
            .request(
                r ->
                    r.maxTokens(200)
                        .temperature(0.5)
                        .topP(0.9)
                        .topK(40)
                        .stopSequences(List.of("END"))
                        .guardrailId("g-1")
                        .serviceTier("flex")
                        .performanceLatency("optimized"))
            .response(r -> r.finishReason("end_turn").invocationLatencyMillis(80))
            .response(r -> r.guardrailAction("NONE").serviceTier("flex"))
            .usage(8L, 12L)
            .requestId("req-1")
            .attributes();

    assertThat(json(attributes, "mlflow.spanInputs"))
        .isEqualTo(
            json(
                """
                {'modelId': 'anthropic.claude-3-haiku-20240307-v1:0',
                 'inferenceConfig': {'maxTokens': 200, 'temperature': 0.5, 'topP': 0.9,
                                     'stopSequences': ['END']},
                 'additionalModelRequestFields': {'top_k': 40.0},
                 'guardrailConfig': {'guardrailIdentifier': 'g-1'},
                 'serviceTier': {'type': 'flex'},
                 'performanceConfig': {'latency': 'optimized'}}"""));
    assertThat(json(attributes, "mlflow.spanOutputs"))
        .isEqualTo(
            json(
                """
                {'stopReason': 'end_turn',
                 'usage': {'inputTokens': 8, 'outputTokens': 12, 'totalTokens': 20},
                 'metrics': {'latencyMs': 80},
                 'serviceTier': {'type': 'flex'},
                 'guardrailAction': 'NONE',
                 'ResponseMetadata': {'RequestId': 'req-1', 'RetryAttempts': 0}}"""));
    assertThat(text(attributes, "mlflow.message.format")).isNull();
    assertThat(text(attributes, "mlflow.chat.messages")).isNull();
    assertThat(text(attributes, "mlflow.chat.tools")).isNull();
  }

  @Test
  void failedCall_hasInputsAndNoOutputs() {
    Attributes attributes = Results.chat().asks("Hi").fails().requestId("req-1").attributes();

    assertThat(json(attributes, "mlflow.spanInputs").at("/messages/0/content/0/text").asText())
        .isEqualTo("Hi");
    assertThat(text(attributes, "mlflow.spanOutputs")).isNull();
    assertThat(json(attributes, "mlflow.chat.messages"))
        .isEqualTo(json("[{'role': 'user', 'content': 'Hi'}]"));
  }

  @Test
  void failedStream_keepsWhatCame() {
    Attributes attributes = Results.chat().asks("Hi").answers("Hel").fails().attributes();

    assertThat(json(attributes, "mlflow.spanOutputs").at("/output/message/content/0/text").asText())
        .isEqualTo("Hel");
    assertThat(text(attributes, "mlflow.message.format")).isEqualTo("bedrock");
  }

  @Test
  void usage_countsCachedTokensIn_forMlflow_andOut_inBedrocksOwnShape() {
    Attributes attributes =
        Results.chat()
            .response(
                r -> {
                  r.bodyUsage().cacheRead(100);
                  r.bodyUsage().cacheWrite(10);
                })
            .usage(8L, 12L)
            .attributes();

    assertThat(json(attributes, "mlflow.chat.tokenUsage"))
        .isEqualTo(
            json(
                """
                {'input_tokens': 118, 'output_tokens': 12, 'total_tokens': 130,
                 'cache_read_input_tokens': 100, 'cache_creation_input_tokens': 10}"""));
    assertThat(json(attributes, "mlflow.spanOutputs").path("usage"))
        .isEqualTo(
            json(
                """
                {'inputTokens': 8, 'outputTokens': 12, 'totalTokens': 130,
                 'cacheReadInputTokens': 100, 'cacheWriteInputTokens': 10}"""));
  }

  @Test
  void usage_ofNoOutput_isThere() {
    assertThat(json(Results.chat().usage(8L, 0L).attributes(), "mlflow.chat.tokenUsage"))
        .isEqualTo(json("{'input_tokens': 8, 'output_tokens': 0, 'total_tokens': 8}"));
  }

  @Test
  void embeddings_haveNoChatUsage() {
    Attributes attributes = Results.of(OperationName.EMBEDDINGS).usage(15L, null).attributes();

    assertThat(text(attributes, "mlflow.spanType")).isEqualTo("EMBEDDING");
    assertThat(text(attributes, "mlflow.chat.tokenUsage")).isNull();
    assertThat(json(attributes, "mlflow.spanOutputs").path("usage"))
        .isEqualTo(json("{'inputTokens': 15}"));
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic.claude-3-haiku-20240307-v1:0, anthropic.claude-3-haiku-20240307-v1:0",
    "us.anthropic.claude-sonnet-4-v1:0, us.anthropic.claude-sonnet-4-v1:0",
    "arn:aws:bedrock:us-east-1::foundation-model/Anthropic.claude-v2, Anthropic.claude-v2",
    "arn:aws:bedrock:us-east-1:1:inference-profile/eu.amazon.nova-lite-v1:0,"
        + " eu.amazon.nova-lite-v1:0",
    "arn:aws:bedrock:us-east-1:1:custom-model/amazon.titan-text-v1/abc, amazon.titan-text-v1",
    "arn:aws:bedrock:us-east-1:1:application-inference-profile/abc,"
        + " arn:aws:bedrock:us-east-1:1:application-inference-profile/abc",
    "my-endpoint, my-endpoint"
  })
  void model_losesTheArnAroundIt(String passed, String model) {
    Attributes attributes = Results.chat().request(r -> r.model(passed)).attributes();

    assertThat(text(attributes, "mlflow.llm.model")).isEqualTo(model);
    assertThat(text(attributes, "mlflow.llm.provider")).isEqualTo("bedrock");
    assertThat(json(attributes, "mlflow.spanInputs").path("modelId").asText()).isEqualTo(passed);
  }

  @Test
  void model_thatIsNotNamed_isLeftOut() {
    Attributes attributes = Results.chat().request(r -> r.model(null)).attributes();

    assertThat(text(attributes, "mlflow.llm.model")).isNull();
    assertThat(text(attributes, "mlflow.spanInputs")).isNull();
  }

  @Test
  void cost_hasAllThreeParts() {
    Cost cost = new Cost(new BigDecimal("0.0000001"), new BigDecimal("0.25"), BigDecimal.ONE);

    assertThat(json(Results.chat().costs(cost).attributes(), "mlflow.llm.cost"))
        .isEqualTo(json("{'input_cost': 1E-7, 'output_cost': 0.25, 'total_cost': 1}"));
    assertThat(text(Results.chat().attributes(), "mlflow.llm.cost")).isNull();
  }

  @Test
  void tags_standOnTheRootAlone() {
    Map<String, String> tags = Map.of("team", "search");

    assertThat(text(Results.chat().tags(tags, true).attributes(), "mlflow.traceTag.team"))
        .isEqualTo("search");
    assertThat(text(Results.chat().tags(tags, false).attributes(), "mlflow.traceTag.team"))
        .isNull();
  }
}
