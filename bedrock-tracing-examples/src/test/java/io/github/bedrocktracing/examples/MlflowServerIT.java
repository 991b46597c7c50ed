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
    for (JsonNode trace : traces) {
      System.out.println(trace.toPrettyString());
      server.spans(trace).forEach(s -> System.out.println(s.toPrettyString()));
    }
  }

  @Test
  void dump() {
    assertThat(traces).hasSize(6);
    assertThat(has(server.spans(traces.get(0)).get(0), "mlflow.spanType")).isTrue();
    assertThat(attribute(server.spans(traces.get(0)).get(0), "mlflow.spanInputs")).isNotNull();
  }
}
