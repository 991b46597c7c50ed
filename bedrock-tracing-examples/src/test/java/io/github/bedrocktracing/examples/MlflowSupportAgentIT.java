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
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;

/** What a real MLflow server makes of a managed agent's run: one trace, tokens counted once. */
@EnabledIfSystemProperty(named = "mlflow.test.uri", matches = "http.*")
class MlflowSupportAgentIT {
  private static final String QUESTION = "May I send order 4711 back?";
  private static final String ANSWER = "Yes, for thirty days; here is a label.";
  private static final String SONNET = "chat anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String HAIKU = "chat anthropic.claude-haiku-4-5-20251001-v1:0";

  private static JsonNode trace;
  private static List<JsonNode> spans;

  /** Asks the agent once and reads its trace back. */
  @BeforeAll
  static void askTheAgent() {
    MlflowServer server = new MlflowServer(System.getProperty("mlflow.test.uri"));
    String experiment = "bedrock-tracing " + UUID.randomUUID();
    try (EmbeddedBedrock bedrock = EmbeddedBedrock.start(Pace.AT_ONCE);
        BedrockAgentRuntimeAsyncClient agents = BedrockClients.agentsAt(bedrock.endpoint());
        BedrockTracing tracing =
            BedrockTracing.builder()
                .mlflow(MlflowDestination.of(server.uri()).experimentName(experiment))
                .captureContent(true)
                .build()) {
      BedrockTracing.autolog(tracing);
      assertThat(SupportAgent.ask(agents)).startsWith(ANSWER.length() + " characters");
    } finally {
      BedrockTracing.disable();
    }
    List<JsonNode> traces = server.traces(server.experimentId(experiment));
    assertThat(traces).hasSize(1);
    trace = traces.get(0);
    spans = server.spans(trace);
  }

  @Test
  void trace_isTheAgentsTree() {
    assertThat(spans)
        .extracting(span -> name(span) + " < " + parent(span))
        .containsExactlyInAnyOrder(
            "invoke_agent SUPPORT001 < ",
            SONNET + " < invoke_agent SUPPORT001",
            "execute_tool get_order < invoke_agent SUPPORT001",
            "retrieval KBRETURNS1 < invoke_agent SUPPORT001",
            "invoke_agent returns-desk < invoke_agent SUPPORT001",
            HAIKU + " < invoke_agent returns-desk",
            SONNET + " < invoke_agent SUPPORT001");
    assertThat(trace.path("state").asText()).isEqualTo("OK");
  }

  @Test
  void spans_haveTheTypesOfTheirSteps() {
    assertThat(spans)
        .extracting(span -> name(span) + " " + attribute(span, "mlflow.spanType").asText())
        .containsExactlyInAnyOrder(
            "invoke_agent SUPPORT001 AGENT",
            SONNET + " CHAT_MODEL",
            "execute_tool get_order TOOL",
            "retrieval KBRETURNS1 RETRIEVER",
            "invoke_agent returns-desk AGENT",
            HAIKU + " CHAT_MODEL",
            SONNET + " CHAT_MODEL");
  }

  @Test
  void tokens_standOnTheModelSpansAlone_andTheirSumOnTheTrace() {
    assertThat(spans.stream().filter(span -> has(span, "mlflow.chat.tokenUsage")))
        .extracting(span -> name(span) + " " + usage(attribute(span, "mlflow.chat.tokenUsage")))
        .containsExactlyInAnyOrder(
            SONNET + " 612+48=660", HAIKU + " 204+31=235", SONNET + " 1034+57=1091");
    assertThat(usage(parse(trace.path("trace_metadata").path("mlflow.trace.tokenUsage").asText())))
        .isEqualTo("1850+136=1986");
    assertThat(spans.stream().filter(span -> !name(span).startsWith("chat ")))
        .hasSize(4)
        .noneMatch(span -> span.path("attributes").toString().toLowerCase(ROOT).contains("usage"));
  }

  @Test
  void previews_areTheQuestionAndTheAnswer() {
    assertThat(trace.path("request_preview").asText()).isEqualTo(QUESTION);
    assertThat(trace.path("response_preview").asText()).contains(ANSWER);
  }

  @Test
  void lookUpAndTool_haveWhatTheyTookAndGave() {
    assertThat(attribute(span("retrieval KBRETURNS1"), "mlflow.spanInputs"))
        .isEqualTo(parse("{\"query\":\"time limit of returns\"}"));
    assertThat(
            attribute(span("retrieval KBRETURNS1"), "mlflow.spanOutputs")
                .at("/1/page_content")
                .asText())
        .isEqualTo("Unused only.");
    assertThat(attribute(span("execute_tool get_order"), "mlflow.spanInputs"))
        .isEqualTo(parse("{\"id\":\"4711\"}"));
  }

  private static JsonNode span(String name) {
    return spans.stream().filter(span -> name(span).equals(name)).findFirst().orElseThrow();
  }

  private static String name(JsonNode span) {
    return span.path("name").asText();
  }

  private static String parent(JsonNode child) {
    return spans.stream()
        .filter(span -> span.path("span_id").equals(child.path("parent_span_id")))
        .map(MlflowSupportAgentIT::name)
        .findFirst()
        .orElse("");
  }

  private static String usage(JsonNode usage) {
    return usage.path("input_tokens").asInt()
        + "+"
        + usage.path("output_tokens").asInt()
        + "="
        + usage.path("total_tokens").asInt();
  }
}
