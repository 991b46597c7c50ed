/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import static io.github.bedrocktracing.examples.MlflowServer.attribute;
import static io.github.bedrocktracing.examples.MlflowServer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.MlflowDestination;
import io.github.bedrocktracing.examples.embedded.EmbeddedBedrock;
import io.github.bedrocktracing.examples.embedded.Pace;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** What a real MLflow server makes of the traces that the library sends it. */
@EnabledIfSystemProperty(named = "mlflow.test.uri", matches = "http.*")
class MlflowServerIT {
  private static final String NOVA = "amazon.nova-lite-v1:0";
  private static final String SONNET = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String HAIKU = "us.anthropic.claude-haiku-4-5-20251001-v1:0";
  private static final String UNKNOWN = "example.no-such-model-v1:0";

  /** A request with what Converse's own shape cannot show: instructions, an image, a result. */
  private static final String RICH_BODY =
      """
      {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 200,
       "system": "Answer in one sentence.",
       "tools": [{"name": "get_weather", "description": "The weather in a city",
                  "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}],
       "messages": [
         {"role": "user", "content": [
           {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data":
             "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC"}},
           {"type": "text", "text": "Which city is this, and how is the weather there?"}]},
         {"role": "assistant", "content": [
           {"type": "thinking", "thinking": "It is red, so it is Lisbon.", "signature": "s"},
           {"type": "text", "text": "I look at two cities."},
           {"type": "tool_use", "id": "t1", "name": "get_weather", "input": {"city": "Lisbon"}},
           {"type": "tool_use", "id": "t2", "name": "get_weather", "input": {"city": "Porto"}}]},
         {"role": "user", "content": [
           {"type": "tool_result", "tool_use_id": "t1", "content": "21 degrees"},
           {"type": "tool_result", "tool_use_id": "t2", "content": "19 degrees"}]}]}""";

  /** The calls in their order. */
  private static final int CONVERSE = 0;

  private static final int CONVERSE_STREAM = 1;
  private static final int INVOKE = 2;
  private static final int INVOKE_STREAM = 3;
  private static final int FAILING = 4;
  private static final int RICH = 5;

  private static final String EXPERIMENT = "bedrock-tracing " + UUID.randomUUID();

  private static MlflowServer server;
  private static List<JsonNode> traces;

  /** Makes all calls, one trace each, and reads the traces back. */
  @BeforeAll
  static void callBedrock() {
    server = new MlflowServer(System.getProperty("mlflow.test.uri"));
    try (EmbeddedBedrock bedrock = EmbeddedBedrock.start(Pace.AT_ONCE);
        BedrockClients clients = BedrockClients.at(bedrock.endpoint());
        BedrockTracing tracing =
            BedrockTracing.builder()
                .mlflow(MlflowDestination.of(server.uri()).experimentName(EXPERIMENT))
                .captureContent(true)
                .maxBinaryBytes(10_000)
                .build()) {
      BedrockTracing.autolog(tracing);
      FourCalls calls = new FourCalls(clients);
      calls.converse(NOVA);
      calls.converseStream(SONNET);
      calls.invokeModel(HAIKU);
      calls.invokeModelWithResponseStream(HAIKU);
      assertThatThrownBy(() -> calls.converse(UNKNOWN)).isInstanceOf(ValidationException.class);
      clients.sync().invokeModel(r -> r.modelId(HAIKU).body(SdkBytes.fromUtf8String(RICH_BODY)));
    } finally {
      BedrockTracing.disable();
    }
    traces = server.traces(server.experimentId(EXPERIMENT));
  }

  @Test
  void experimentNamedByTheProgram_isMade_andHasATraceOfEachCall() {
    assertThat(traces)
        .extracting(trace -> trace.path("state").asText())
        .containsExactly("OK", "OK", "OK", "OK", "ERROR", "OK");
    assertThat(traces).allSatisfy(trace -> assertThat(server.spans(trace)).hasSize(1));
    assertThat(traces)
        .extracting(trace -> onlySpan(trace).path("name").asText())
        .containsExactly(
            "chat " + NOVA,
            "chat " + SONNET,
            "chat " + HAIKU,
            "chat " + HAIKU,
            "chat " + UNKNOWN,
            "chat " + HAIKU);
  }

  @Test
  void everySpan_hasTypeModelAndObjectsAsInputs() {
    assertThat(traces)
        .allSatisfy(
            trace -> {
              JsonNode span = onlySpan(trace);
              assertThat(attribute(span, "mlflow.spanType").asText()).isEqualTo("CHAT_MODEL");
              assertThat(attribute(span, "mlflow.llm.provider").asText()).isEqualTo("bedrock");
              assertThat(attribute(span, "mlflow.spanInputs").isObject()).isTrue();
              assertThat(attribute(span, "mlflow.spanInputs").path("modelId"))
                  .isEqualTo(attribute(span, "mlflow.llm.model"));
            });
  }

  @Test
  void everyAnsweredCall_hasObjectsAsOutputs_andItsTokensOnSpanAndTrace() {
    assertUsage(CONVERSE, 412, 38, 0, 0);
    assertUsage(CONVERSE_STREAM, 1431, 19, 1408, 0);
    assertUsage(INVOKE, 1183, 17, 0, 1152);
    assertUsage(INVOKE_STREAM, 1183, 17, 0, 1152);
    assertUsage(RICH, 1183, 17, 0, 1152);
  }

  @Test
  void invokedModel_isAChat_withItsQuestionInThePreview() {
    for (int call : List.of(INVOKE, INVOKE_STREAM)) {
      JsonNode span = onlySpan(traces.get(call));
      assertThat(traces.get(call).path("request_preview").asText())
          .isEqualTo("What are traces and metrics for?");
      assertThat(traces.get(call).path("response_preview").asText())
          .contains("Traces show where the time went");
      assertThat(attribute(span, "mlflow.message.format").asText()).isEqualTo("bedrock");
      assertThat(attribute(span, "mlflow.spanOutputs").at("/output/message/content/0/text"))
          .hasToString("\"Traces show where the time went; metrics show how often.\"");
      assertThat(has(span, "mlflow.chat.messages")).isFalse();
    }
  }

  @Test
  void converse_isAChat_withItsQuestionInThePreview_andItsTools() {
    JsonNode span = onlySpan(traces.get(CONVERSE));
    assertThat(traces.get(CONVERSE).path("request_preview").asText())
        .isEqualTo("What is the weather in Lisbon?");
    assertThat(attribute(span, "mlflow.message.format").asText()).isEqualTo("bedrock");
    assertThat(attribute(span, "mlflow.chat.tools").at("/0/function/name").asText())
        .isEqualTo("get_weather");
    assertThat(
            attribute(span, "mlflow.spanOutputs")
                .at("/output/message/content/1/toolUse/input/city")
                .asText())
        .isEqualTo("Lisbon");
  }

  @Test
  void everyTrace_showsTheLastQuestion_andWhatWasAnswered() {
    assertThat(traces)
        .extracting(trace -> trace.path("request_preview").asText())
        .containsExactly(
            "What is the weather in Lisbon?",
            "What is a span?",
            "What are traces and metrics for?",
            "What are traces and metrics for?",
            "What is the weather in Lisbon?",
            "Which city is this, and how is the weather there?");
    assertThat(traces.get(CONVERSE).path("response_preview").asText())
        .contains("I will look at the weather in Lisbon.", "tool_use");
    assertThat(traces.get(CONVERSE_STREAM).path("response_preview").asText())
        .contains("A span is one step of the work");
    assertThat(traces.get(RICH).path("response_preview").asText())
        .isEqualTo("Traces show where the time went; metrics show how often.");
    assertThat(traces.get(FAILING).path("response_preview").asText("")).isEmpty();
  }

  @Test
  void structuredValues_areObjectsAndArrays_andNoneIsAQuotedString() {
    List<String> structured =
        List.of(
            "mlflow.spanInputs",
            "mlflow.spanOutputs",
            "mlflow.chat.tokenUsage",
            "mlflow.chat.tools",
            "mlflow.chat.messages",
            "gen_ai.input.messages",
            "gen_ai.output.messages",
            "gen_ai.system_instructions",
            "gen_ai.tool.definitions");
    for (JsonNode trace : traces) {
      JsonNode span = onlySpan(trace);
      for (String name : structured) {
        assertThat(!has(span, name) || attribute(span, name).isContainerNode()).as(name).isTrue();
      }
      assertThat(attribute(span, "gen_ai.request.model").asText()).doesNotContain("\"");
    }
    assertThat(structured).allMatch(name -> has(onlySpan(traces.get(RICH)), name));
  }

  @Test
  void streamedConverse_hasItsWholeAnswer() {
    assertThat(
            attribute(onlySpan(traces.get(CONVERSE_STREAM)), "mlflow.spanOutputs")
                .at("/output/message/content/0/text")
                .asText())
        .isEqualTo("A span is one step of the work, with a start and an end.");
  }

  @Test
  void instructionsImagesReasoningAndParallelTools_areChatMessages() {
    JsonNode span = onlySpan(traces.get(RICH));
    JsonNode messages = attribute(span, "mlflow.chat.messages");

    assertThat(messages.findValuesAsText("role"))
        .containsExactly("system", "user", "assistant", "tool", "tool", "assistant");
    assertThat(messages.at("/1/content/0/image_url/url").asText())
        .startsWith("data:image/png;base64,");
    assertThat(messages.at("/2/reasoning").asText()).isEqualTo("It is red, so it is Lisbon.");
    assertThat(messages.at("/2/tool_calls")).hasSize(2);
    assertThat(attribute(span, "mlflow.chat.tools").isArray()).isTrue();
    assertThat(has(span, "mlflow.message.format")).isFalse();
  }

  @Test
  void failedCall_keepsItsInputs_andTellsItsError() {
    JsonNode span = onlySpan(traces.get(FAILING));

    assertThat(span.at("/status/code").asText()).isEqualTo("STATUS_CODE_ERROR");
    assertThat(span.path("events")).hasSize(1);
    assertThat(span.at("/events/0/attributes/exception.type").asText())
        .contains("ValidationException");
    assertThat(span.at("/events/0/attributes/exception.message").isTextual()).isTrue();
    assertThat(has(span, "mlflow.spanOutputs")).isFalse();
    assertThat(traces.get(FAILING).path("trace_metadata").has("mlflow.trace.tokenUsage")).isFalse();
  }

  private static JsonNode onlySpan(JsonNode trace) {
    return server.spans(trace).get(0);
  }

  private static void assertUsage(int call, int input, int output, int cacheRead, int cacheWrite) {
    JsonNode trace = traces.get(call);
    JsonNode expected =
        MlflowServer.parse(
            """
            {"input_tokens":%d,"output_tokens":%d,"total_tokens":%d,\
            "cache_read_input_tokens":%d,"cache_creation_input_tokens":%d}"""
                .formatted(input, output, input + output, cacheRead, cacheWrite));
    assertThat(attribute(onlySpan(trace), "mlflow.spanOutputs").isObject()).isTrue();
    assertThat(attribute(onlySpan(trace), "mlflow.chat.tokenUsage")).isEqualTo(expected);
    assertThat(MlflowServer.parse(trace.at("/trace_metadata/mlflow.trace.tokenUsage").asText()))
        .isEqualTo(expected);
  }
}
