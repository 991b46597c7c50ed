/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.ContentCapture;
import io.github.bedrocktracing.testing.agent.AgentCalls;
import io.github.bedrocktracing.testing.agent.AgentTrace;
import io.github.bedrocktracing.testing.agent.FlowTrace;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.client.TracedCalls;
import io.github.bedrocktracing.testing.process.LogLines;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentResponseHandler;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeFlowRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeFlowResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;

/**
 * ARNs hold the number of an account. One that the program itself names as whom it calls is
 * recorded as it was passed; none that the service tells of is, nor headers and credentials.
 */
final class AccountIdsTest {
  /** The account in what the program passes. */
  private static final String PASSED = "111122223333";

  /** The account in what the service answers; also that of the agents' trace. */
  private static final String TOLD = "123456789012";

  /** What a request says whom it calls with. */
  private static final Set<String> WHOM =
      Set.of(
          "gen_ai.request.model",
          "aws.bedrock.guardrail.id",
          "aws.bedrock.flow.id",
          "aws.bedrock.flow.alias_id",
          "gen_ai.workflow.name",
          // MLflow's own names for the same.
          "mlflow.llm.model",
          "mlflow.spanInputs");

  private static final String HEADER = "ZqHeaderValue";
  private static final String T1 = "2026-01-01T00:00:01Z";
  private static final String T2 = "2026-01-01T00:00:02Z";

  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final LogLines log = LogLines.of("io.github.bedrocktracing");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void modelsAndGuardrails_areRecordedAsPassed_andNothingThatIsTold(boolean mlflow) {
    try (TracedCalls calls = calls(mlflow)) {
      bedrock.answer(
          "converse",
          response ->
              FakeBedrock.json(response, Exchanges.CONVERSE_ANSWER)
                  .withHeader("x-amzn-told", arn(TOLD, "x/y") + HEADER));
      calls.models(ClientKind.SYNC, c -> c.converse(converse()), c -> null);
      bedrock.answerError(
          "converse",
          403,
          "AccessDeniedException",
          "User: arn:aws:sts::" + TOLD + ":assumed-role/a/b is not authorized to perform it");
      calls.models(ClientKind.SYNC, c -> c.converse(converse()), c -> null);

      assertThat(keysWithPassed(calls.telemetry().spans(2)))
          .contains("gen_ai.request.model", "aws.bedrock.guardrail.id")
          .isSubsetOf(WHOM);
      assertNothingTold(calls);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void agentsOfATrace_areKnownByTheirIds(boolean mlflow) {
    String helper = AgentTrace.alias("HELPER", "ALIAS2");
    bedrock.answerAgent(
        AgentTrace.part(T1, AgentTrace.modelInput("t-0", "x")),
        AgentTrace.part(T2, AgentTrace.modelOutput("t-0", "y", T1, T2)),
        AgentTrace.part(T2, AgentTrace.asked("t-1", "Helper", helper, "x")),
        AgentTrace.part(
            new String[] {AgentTrace.ROOT, helper},
            "Helper",
            T2,
            AgentTrace.modelInput("u-0", "x")),
        AgentTrace.part(
            new String[] {AgentTrace.ROOT, helper},
            "Helper",
            T2,
            AgentTrace.modelOutput("u-0", "y", T1, T2)),
        AgentTrace.part(T2, AgentTrace.collaborated("t-1", "Helper", helper, "y", "r-1")),
        AgentTrace.chunk("z"),
        EventStreams.exception("accessDeniedException", "not for " + arn(TOLD, "agent-alias/A/B")));

    try (TracedCalls calls = calls(mlflow)) {
      calls.agentStream(
          client ->
              client.invokeAgent(
                  AgentCalls.request().toBuilder().overrideConfiguration(header()).build(),
                  InvokeAgentResponseHandler.builder().subscriber(event -> {}).build()));

      List<SpanData> spans = calls.telemetry().spansOfCall();
      assertThat(spans).hasSizeGreaterThan(3);
      assertThat(spans.toString()).contains("AGENT1", "HELPER");
      assertNothingTold(calls);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void flows_areRecordedAsPassed_andNothingThatIsTold(boolean mlflow) {
    bedrock.answerAt(
        ".*",
        response ->
            FakeBedrock.stream(
                response,
                EventStreams.concat(
                    FlowTrace.input(T1, "Look", "\"x\""),
                    FlowTrace.action(
                        T2,
                        "Look",
                        "{\"functionName\":\"" + arn(TOLD, "function:f") + "\"}",
                        "\"x\""),
                    FlowTrace.agent(T2, "Look", AgentTrace.modelInput("t-0", "x")),
                    FlowTrace.output(T2, "Look", "\"y\""),
                    FlowTrace.result("FlowOutputNode", "\"y\""),
                    FlowTrace.completion("SUCCESS"))));

    try (TracedCalls calls = calls(mlflow)) {
      calls.agentStream(
          client ->
              client.invokeFlow(
                  InvokeFlowRequest.builder()
                      .flowIdentifier(arn(PASSED, "flow/F1"))
                      .flowAliasIdentifier(arn(PASSED, "flow/F1/alias/A1"))
                      .enableTrace(true)
                      .overrideConfiguration(header())
                      .build(),
                  InvokeFlowResponseHandler.builder().subscriber(event -> {}).build()));

      assertThat(keysWithPassed(calls.telemetry().spansOfCall())).isNotEmpty().isSubsetOf(WHOM);
      assertNothingTold(calls);
    }
  }

  private TracedCalls calls(boolean mlflow) {
    return new TracedCalls(
        bedrock, options -> options.mlflowAttributes(mlflow).contentCapture(ContentCapture.NONE));
  }

  private static ConverseRequest converse() {
    return Exchanges.converse().toBuilder()
        .modelId(arn(PASSED, "application-inference-profile/abc"))
        .guardrailConfig(
            g -> g.guardrailIdentifier(arn(PASSED, "guardrail/g")).guardrailVersion("1"))
        .overrideConfiguration(header())
        .build();
  }

  private static AwsRequestOverrideConfiguration header() {
    return AwsRequestOverrideConfiguration.builder().putHeader("x-secret", HEADER).build();
  }

  private static String arn(String account, String resource) {
    return "arn:aws:bedrock:us-east-1:" + account + ":" + resource;
  }

  /** Returns the names of the attributes that hold the account, whichever span they are on. */
  private static Set<String> keysWithPassed(List<SpanData> spans) {
    Set<String> keys = new TreeSet<>();
    for (SpanData span : spans) {
      collect(MetricPoint.byName(span.getAttributes()), keys);
      for (EventData event : span.getEvents()) {
        collect(MetricPoint.byName(event.getAttributes()), keys);
      }
    }
    return keys;
  }

  private static void collect(Map<String, Object> attributes, Set<String> keys) {
    attributes.forEach(
        (key, value) -> {
          if (String.valueOf(value).contains(PASSED)) {
            keys.add(key);
          }
        });
  }

  private void assertNothingTold(TracedCalls calls) {
    String recorded =
        String.join(
            "\n",
            calls.telemetry().endedSpans().toString(),
            calls.telemetry().collectMetrics().toString(),
            calls.telemetry().events().toString(),
            log.text());
    assertThat(recorded)
        .doesNotContain(TOLD)
        .doesNotContain(HEADER)
        .doesNotContain("akid")
        .doesNotContain("AWS4-HMAC");
    assertThat(log.text()).doesNotContain(PASSED);
  }
}
