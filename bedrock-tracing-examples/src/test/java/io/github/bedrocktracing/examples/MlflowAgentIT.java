/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import static io.github.bedrocktracing.examples.MlflowServer.attribute;
import static io.github.bedrocktracing.examples.MlflowServer.has;
import static io.github.bedrocktracing.examples.MlflowServer.parse;
import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrocktracing.BedrockSession;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.MlflowDestination;
import io.github.bedrocktracing.PriceTable;
import io.github.bedrocktracing.examples.embedded.EmbeddedBedrock;
import io.github.bedrocktracing.examples.embedded.Pace;
import java.io.StringReader;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What a real MLflow server makes of the weather agent: one trace of the whole work. */
@EnabledIfSystemProperty(named = "mlflow.test.uri", matches = "http.*")
class MlflowAgentIT {
  private static final String NOVA = "amazon.nova-lite-v1:0";
  private static final String QUESTION = "What is the weather in Lisbon?";
  private static final String ANSWER = "It is sunny in Lisbon, at 21 degrees.";
  private static final String PRICES = "{\"amazon.nova-lite-v1:0\": {\"input\": 1, \"output\": 2}}";
  private static final Offset<Double> ROUNDING = within(1e-12);

  private static MlflowServer server;
  private static JsonNode trace;
  private static JsonNode agent;
  private static JsonNode wish;
  private static JsonNode tool;
  private static JsonNode answer;

  /** Asks the agent once and reads its trace back. */
  @BeforeAll
  static void askTheAgent() {
    server = new MlflowServer(System.getProperty("mlflow.test.uri"));
    String experiment = "bedrock-tracing " + UUID.randomUUID();
    try (EmbeddedBedrock bedrock = EmbeddedBedrock.start(Pace.AT_ONCE);
        BedrockClients clients = BedrockClients.at(bedrock.endpoint());
        BedrockTracing tracing =
            BedrockTracing.builder()
                .mlflow(MlflowDestination.of(server.uri()).experimentName(experiment))
                .captureContent(true)
                .prices(PriceTable.read(new StringReader(PRICES)))
                .build()) {
      BedrockTracing.autolog(tracing);
      BedrockSession session =
          BedrockSession.builder()
              .sessionId("session-1")
              .userId("user-7")
              .tag("team", "weather")
              .build();
      WeatherAgent weather = new WeatherAgent(clients.sync(), NOVA);
      assertThat(session.<String, RuntimeException>call(() -> weather.answer(QUESTION)))
          .isEqualTo(ANSWER);
    } finally {
      BedrockTracing.disable();
    }
    List<JsonNode> traces = server.traces(server.experimentId(experiment));
    assertThat(traces).hasSize(1);
    trace = traces.get(0);
    List<JsonNode> spans = server.spans(trace);
    assertThat(spans).hasSize(4);
    spans.sort(Comparator.comparing(span -> span.path("start_time_unix_nano").asText()));
    agent = spans.get(0);
    wish = spans.get(1);
    tool = spans.get(2);
    answer = spans.get(3);
  }

  @Test
  void trace_isTheAgentsTree() {
    assertThat(List.of(agent, wish, tool, answer))
        .extracting(span -> span.path("name").asText())
        .containsExactly(
            "invoke_agent weather", "chat " + NOVA, "execute_tool get_weather", "chat " + NOVA);
    assertThat(List.of(agent, wish, tool, answer))
        .extracting(span -> attribute(span, "mlflow.spanType").asText())
        .containsExactly("AGENT", "CHAT_MODEL", "TOOL", "CHAT_MODEL");
    assertThat(agent.path("parent_span_id").isNull()).isTrue();
    assertThat(List.of(wish, tool, answer))
        .extracting(span -> span.path("parent_span_id"))
        .containsOnly(agent.path("span_id"));
    assertThat(trace.path("state").asText()).isEqualTo("OK");
  }

  @Test
  void previews_areTheQuestionAndTheAnswer() {
    assertThat(trace.path("request_preview").asText()).isEqualTo(QUESTION);
    assertThat(trace.path("response_preview").asText()).isEqualTo(ANSWER);
  }

  @Test
  void agent_hasItsConversation_inBothVocabularies() {
    assertThat(attribute(agent, "mlflow.spanInputs").at("/messages/0/content").asText())
        .isEqualTo(QUESTION);
    assertThat(attribute(agent, "mlflow.spanOutputs").at("/choices/0/message/content").asText())
        .isEqualTo(ANSWER);
    assertThat(attribute(agent, "gen_ai.input.messages").at("/0/parts/0/content").asText())
        .isEqualTo(QUESTION);
    assertThat(attribute(agent, "gen_ai.output.messages").at("/0/parts/0/content").asText())
        .isEqualTo(ANSWER);
  }

  @Test
  void tool_hasWhatItTookAndGave_asObjects() {
    assertThat(attribute(tool, "mlflow.spanInputs")).isEqualTo(parse("{\"city\":\"Lisbon\"}"));
    assertThat(attribute(tool, "mlflow.spanOutputs"))
        .isEqualTo(parse("{\"city\":\"Lisbon\",\"sky\":\"sunny\",\"degrees\":21}"));
    assertThat(attribute(tool, "gen_ai.tool.call.id").asText()).isEqualTo("tooluse_embedded_1");
  }

  @Test
  void modelSpans_haveTheWishTheResultAndTheToolOffered() {
    assertThat(
            attribute(wish, "mlflow.spanOutputs")
                .at("/output/message/content/1/toolUse/input/city")
                .asText())
        .isEqualTo("Lisbon");
    assertThat(
            attribute(answer, "mlflow.spanInputs")
                .at("/messages/2/content/0/toolResult/content/0/json/degrees")
                .asInt())
        .isEqualTo(21);
    assertThat(List.of(wish, answer))
        .allSatisfy(
            span ->
                assertThat(attribute(span, "mlflow.chat.tools").at("/0/function/name").asText())
                    .isEqualTo("get_weather"));
  }

  @Test
  void tokens_standOnTheModelSpansAlone_andTheirSumOnTheTrace() {
    assertUsage(attribute(wish, "mlflow.chat.tokenUsage"), 412, 38);
    assertUsage(attribute(answer, "mlflow.chat.tokenUsage"), 489, 14);
    assertUsage(metadata("mlflow.trace.tokenUsage"), 901, 52);
    assertThat(List.of(agent, tool))
        .noneMatch(span -> span.path("attributes").toString().toLowerCase(ROOT).contains("usage"));
  }

  @Test
  void cost_standsOnTheModelSpansAlone_andItsSumOnTheTrace() {
    assertCost(attribute(wish, "mlflow.llm.cost"), 412e-6, 76e-6);
    assertCost(attribute(answer, "mlflow.llm.cost"), 489e-6, 28e-6);
    assertCost(metadata("mlflow.trace.cost"), 901e-6, 104e-6);
    assertThat(has(agent, "mlflow.llm.cost") || has(tool, "mlflow.llm.cost")).isFalse();
  }

  @Test
  void sessionUserAndTags_areTheTraces_andTheSessionEverySpans() {
    server.assertSessionAndUser(trace, "session-1", "user-7");
    server.assertTag(trace, "team", "weather");
    assertThat(List.of(agent, wish, tool, answer))
        .extracting(span -> attribute(span, "session.id").asText())
        .containsOnly("session-1");
  }

  private static JsonNode metadata(String name) {
    return parse(trace.path("trace_metadata").path(name).asText());
  }

  private static void assertUsage(JsonNode usage, int input, int output) {
    assertThat(usage.path("input_tokens").asInt()).isEqualTo(input);
    assertThat(usage.path("output_tokens").asInt()).isEqualTo(output);
    assertThat(usage.path("total_tokens").asInt()).isEqualTo(input + output);
  }

  private static void assertCost(JsonNode cost, double input, double output) {
    assertThat(cost.path("input_cost").asDouble()).isCloseTo(input, ROUNDING);
    assertThat(cost.path("output_cost").asDouble()).isCloseTo(output, ROUNDING);
    assertThat(cost.path("total_cost").asDouble()).isCloseTo(input + output, ROUNDING);
  }
}
