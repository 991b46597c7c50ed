/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static io.github.bedrocktracing.testing.agent.AgentTrace.chunk;
import static io.github.bedrocktracing.testing.agent.AgentTrace.finalResponse;
import static io.github.bedrocktracing.testing.agent.AgentTrace.invocation;
import static io.github.bedrocktracing.testing.agent.AgentTrace.modelInput;
import static io.github.bedrocktracing.testing.agent.AgentTrace.modelOutput;
import static io.github.bedrocktracing.testing.agent.AgentTrace.observation;
import static io.github.bedrocktracing.testing.agent.AgentTrace.part;
import static io.github.bedrocktracing.testing.telemetry.Spans.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.agent.AgentCalls;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.SpanTree;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Shapes of runs that no recording holds, as the service's model has them. */
final class AgentShapesTest {
  private static final String T1 = "2026-01-01T00:00:01Z";
  private static final String T2 = "2026-01-01T00:00:02Z";
  private static final String ID = "11111111-2222-3333-4444-555555555555";

  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.create();
  @AutoClose private final AgentCalls calls = AgentCalls.withContent(bedrock, telemetry);

  @Test
  void withoutTrace_theCallIsOneSpan() {
    List<SpanData> spans = run(chunk("The order "), chunk("is on its way."));

    assertThat(SpanTree.of(spans)).isEqualTo("invoke_agent AGENT1 complete\n");
    assertThat(MetricPoint.byName(spans.get(0).getAttributes()))
        .containsEntry("gen_ai.operation.name", "invoke_agent")
        .containsEntry("gen_ai.agent.id", "AGENT1")
        .containsEntry("aws.bedrock.agent.alias_id", "ALIAS1")
        .containsEntry("aws.bedrock.agent.memory_id", "memory-1")
        .containsEntry("gen_ai.conversation.id", "session-1")
        .containsEntry("session.id", "session-1")
        .containsEntry(
            "gen_ai.input.messages",
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"What is the order?\"}]}]")
        .containsEntry(
            "gen_ai.output.messages",
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"The order is on its"
                + " way.\"}]}]")
        .containsKey("gen_ai.response.time_to_first_chunk")
        .doesNotContainKeys("gen_ai.response.finish_reasons", "gen_ai.usage.input_tokens");
  }

  @Test
  void codeInterpreter_isATool_whichFailsWhereItSaysSo() {
    String input = "\"codeInterpreterInvocationInput\":{\"code\":\"print(1)\"}";
    String window = "\"metadata\":{\"startTime\":\"" + T1 + "\",\"endTime\":\"" + T2 + "\"}";
    String type = "ACTION_GROUP_CODE_INTERPRETER";

    List<SpanData> spans =
        run(
            part(T1, invocation(ID + "-0", type, input)),
            part(T2, observation(ID + "-0", type, code("\"executionOutput\":\"1\"," + window))),
            part(T1, invocation(ID + "-1", type, input)),
            part(T2, observation(ID + "-1", type, code("\"executionError\":\"boom\"," + window))),
            part(T1, invocation(ID + "-2", type, input)),
            part(T2, observation(ID + "-2", type, code("\"executionTimeout\":true," + window))),
            part(T2, finalResponse(ID + "-2", "1")),
            chunk("1"));

    assertThat(SpanTree.of(spans))
        .isEqualTo(
            """
            invoke_agent AGENT1 complete +final_response
              execute_tool code_interpreter
              execute_tool code_interpreter execution_error ERROR
              execute_tool code_interpreter timeout ERROR
            """);
    assertThat(MetricPoint.byName(spans.get(0).getAttributes()))
        .containsEntry("gen_ai.tool.name", "code_interpreter")
        .containsEntry("gen_ai.tool.type", "extension")
        .containsEntry("gen_ai.tool.call.arguments", "{\"code\":\"print(1)\"}")
        .containsEntry("gen_ai.tool.call.result", "{\"executionOutput\":\"1\"}")
        .containsEntry("session.id", "session-1");
  }

  @Test
  void returnControl_isAToolCall_andItsToolIsNotBrokenOff() {
    String input =
        "\"actionGroupInvocationInput\":{\"actionGroupName\":\"orders\",\"apiPath\":\"/orders/{id}\","
            + "\"verb\":\"get\",\"executionType\":\"RETURN_CONTROL\",\"invocationId\":\"inv-1\","
            + "\"parameters\":[{\"name\":\"id\",\"type\":\"string\",\"value\":\"7\"}]}";

    List<SpanData> spans =
        run(
            part(T1, modelInput(ID + "-0", "go")),
            part(T2, modelOutput(ID + "-0", "use it", T1, T2)),
            part(T2, invocation(ID + "-0", "ACTION_GROUP", input)),
            EventStreams.event(
                "returnControl",
                """
                {"invocationId":"inv-1","invocationInputs":[{"apiInvocationInput":{
                  "actionGroup":"orders","apiPath":"/orders/{id}","httpMethod":"GET",
                  "actionInvocationType":"RESULT",
                  "parameters":[{"name":"id","type":"string","value":"7"}],
                  "requestBody":{"content":{"application/json":{"properties":[
                    {"name":"note","type":"string","value":"soon"}]}}}}}]}
                """));

    assertThat(SpanTree.of(spans))
        .isEqualTo(
            """
            invoke_agent AGENT1 complete
              chat amazon.nova-pro-v1:0 11/7 orchestration
              execute_tool get /orders/{id}
            """);
    Map<String, Object> tool = attributes(spans, "execute_tool get /orders/{id}");
    assertThat(tool)
        .containsEntry("gen_ai.tool.type", "function")
        .containsEntry("gen_ai.tool.call.id", "inv-1")
        .containsEntry("aws.bedrock.agent.action_group.name", "orders")
        .containsEntry("aws.bedrock.agent.action_group.execution_type", "RETURN_CONTROL")
        .containsEntry("gen_ai.tool.call.arguments", "{\"id\":\"7\"}");
    assertThat(attributes(spans, "invoke_agent AGENT1"))
        .containsEntry("gen_ai.response.finish_reasons", List.of("tool_call"))
        .containsEntry(
            "gen_ai.output.messages",
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"inv-1\",\"name\":\"GET"
                + " /orders/{id}\",\"arguments\":{\"id\":\"7\",\"requestBody\":{\"application/json\":"
                + "{\"note\":\"soon\"}}}}],\"finish_reason\":\"tool_call\"}]");
  }

  @Test
  void filesAndCitations_belongToTheAnswer() {
    List<SpanData> spans =
        run(
            chunk(
                "Blue.",
                ",\"attribution\":{\"citations\":[{\"generatedResponsePart\":{\"textResponsePart\":"
                    + "{\"text\":\"Blue\",\"span\":{\"start\":0,\"end\":3}}},\"retrievedReferences\":"
                    + "[{\"content\":{\"text\":\"It is blue\",\"type\":\"TEXT\"},\"location\":{\"type\":"
                    + "\"S3\",\"s3Location\":{\"uri\":\"s3://b/k\"}},\"metadata\":{\"page\":2}}]}]}"),
            EventStreams.event(
                "files",
                "{\"files\":[{\"name\":\"a.csv\",\"type\":\"text/csv\",\"bytes\":\"QUJD\"}]}"));

    assertThat(SpanTree.of(spans)).isEqualTo("invoke_agent AGENT1 complete\n");
    assertThat((String) attributes(spans, "invoke_agent AGENT1").get("gen_ai.output.messages"))
        .contains("\"content\":\"Blue.\"")
        .contains("\"type\":\"citation\"")
        .contains("{\"id\":\"s3://b/k\",\"content\":\"It is blue\",\"metadata\":{\"page\":2}}")
        .contains("\"mime_type\":\"text/csv\"")
        .contains("\"byte_size\":3");
  }

  @Test
  void failureTrace_isAnErrorOfTheAgent_withItsCode() {
    List<SpanData> spans =
        run(
            part(T1, modelInput(ID + "-0", "go")),
            part(
                T2,
                "{\"failureTrace\":{\"traceId\":\"%s-0\",\"failureCode\":424,\"failureReason\":\"no\"}}"
                    .formatted(ID)));

    assertThat(SpanTree.of(spans))
        .isEqualTo(
            """
            invoke_agent AGENT1 failed 424 ERROR +failure
              chat amazon.nova-pro-v1:0 orchestration unfinished
            """);
  }

  @Test
  void exceptionInTheStream_keepsWhatHasCome() {
    bedrock.answerAgent(
        part(T1, modelInput(ID + "-0", "go")),
        part(T2, modelOutput(ID + "-0", "done", T1, T2)),
        part(T2, modelInput(ID + "-1", "go on")),
        EventStreams.exception("dependencyFailedException", "the tool is away"));

    calls.invoke(AgentCalls.request());

    assertThat(SpanTree.of(telemetry.spansOfCall()))
        .startsWith("invoke_agent AGENT1 failed DependencyFailedException ERROR +exception\n")
        .contains("  chat amazon.nova-pro-v1:0 11/7 orchestration\n")
        .contains("  chat amazon.nova-pro-v1:0 orchestration unfinished\n");
  }

  @Test
  void reprompt_failsTheTool_andIsSeen() {
    String input =
        "\"actionGroupInvocationInput\":{\"actionGroupName\":\"g\",\"function\":\"f\","
            + "\"executionType\":\"LAMBDA\"}";
    String again = "\"repromptResponse\":{\"source\":\"ACTION_GROUP\",\"text\":\"try again\"}";

    List<SpanData> spans =
        run(
            part(T1, invocation(ID + "-0", "ACTION_GROUP", input)),
            part(T2, observation(ID + "-0", "REPROMPT", again)),
            part(T2, finalResponse(ID + "-1", "done")),
            chunk("done"));

    assertThat(SpanTree.of(spans))
        .isEqualTo(
            """
            invoke_agent AGENT1 complete +reprompt +final_response
              execute_tool f reprompt ERROR
            """);
  }

  @Test
  void customOrchestration_isSeen() {
    List<SpanData> spans =
        run(
            part(
                T1,
                "{\"customOrchestrationTrace\":{\"traceId\":\"%s-0\",\"event\":{\"text\":\"thinking\"}}}"
                    .formatted(ID)),
            chunk("done"));

    assertThat(SpanTree.of(spans))
        .isEqualTo("invoke_agent AGENT1 complete +custom_orchestration\n");
  }

  @Test
  void guardrail_tellsPoliciesAndAction() {
    List<SpanData> spans =
        run(
            part(
                T1,
                """
                {"guardrailTrace":{"action":"INTERVENED","traceId":"%s-guardrail-pre-0",
                  "inputAssessments":[{"topicPolicy":{"topics":[{"name":"Money","type":"DENY",
                    "action":"BLOCKED"}]},"wordPolicy":{"customWords":[{"match":"loan",
                    "action":"BLOCKED"}]}}],
                  "metadata":{"startTime":"%s","endTime":"%s"}}}
                """
                    .formatted(ID, T1, T2)),
            chunk("I cannot speak of that."));

    assertThat(SpanTree.of(spans))
        .isEqualTo(
            """
            invoke_agent AGENT1 INTERVENED complete
              apply_guardrail INTERVENED
            """);
    assertThat(attributes(spans, "apply_guardrail"))
        .containsEntry("aws.bedrock.guardrail.source", "INPUT")
        .containsEntry("aws.bedrock.guardrail.policies", List.of("topic", "word"));
    assertThat(
            (String) attributes(spans, "apply_guardrail").get("aws.bedrock.guardrail.assessments"))
        .contains("\"match\":\"loan\"");
  }

  private static String code(String output) {
    return "\"codeInterpreterInvocationOutput\":{" + output + "}";
  }

  private List<SpanData> run(byte[]... frames) {
    bedrock.answerAgent(frames);
    List<Object> seen = calls.invoke(AgentCalls.request());
    assertThat(seen).hasSize(frames.length);
    return telemetry.spansOfCall();
  }
}
