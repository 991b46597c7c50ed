/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static io.github.bedrocktracing.testing.agent.AgentTrace.ROOT;
import static io.github.bedrocktracing.testing.agent.AgentTrace.alias;
import static io.github.bedrocktracing.testing.agent.AgentTrace.chunk;
import static io.github.bedrocktracing.testing.agent.AgentTrace.finalResponse;
import static io.github.bedrocktracing.testing.agent.AgentTrace.invocation;
import static io.github.bedrocktracing.testing.agent.AgentTrace.modelInput;
import static io.github.bedrocktracing.testing.agent.AgentTrace.modelOutput;
import static io.github.bedrocktracing.testing.agent.AgentTrace.observation;
import static io.github.bedrocktracing.testing.agent.AgentTrace.orchestration;
import static io.github.bedrocktracing.testing.agent.AgentTrace.part;

import io.github.bedrocktracing.testing.server.EventStreams;

/** A run of an agent in which every place that holds content holds a secret. */
final class SecretRun {
  /** Stands in every place of a run that holds content. */
  static final String SECRET = "SECRET";

  private static final String T1 = "2026-01-01T00:00:01Z";
  private static final String T2 = "2026-01-01T00:00:02Z";
  private static final String ID = "11111111-2222-3333-4444-555555555555-0";

  private SecretRun() {}

  /** Returns the frames of the run. */
  static byte[][] frames() {
    String prompt =
        "{\\\"system\\\":\\\"SECRET system\\\",\\\"messages\\\":[{\\\"role\\\":\\\"user\\\","
            + "\\\"content\\\":\\\"[{text=SECRET question, type=text}]\\\"}]}";
    String raw =
        "{\\\"output\\\":{\\\"message\\\":{\\\"role\\\":\\\"assistant\\\",\\\"content\\\":[{"
            + "\\\"text\\\":\\\"<thinking>SECRET thought</thinking> SECRET answer\\\","
            + "\\\"image\\\":null}]}},\\\"stopReason\\\":\\\"end_turn\\\"}";
    String alice = alias("A", "A1");
    return new byte[][] {
      part(
          T1,
          "{\"guardrailTrace\":{\"action\":\"NONE\",\"inputAssessments\":[{\"wordPolicy\":"
              + "{\"customWords\":[{\"match\":\"SECRET\",\"action\":\"BLOCKED\"}]}}]}}"),
      part(T1, modelInput(ID, prompt)),
      part(T2, modelOutput(ID, raw, T1, T2)),
      part(
          T2,
          orchestration(
              "{\"rationale\":{\"traceId\":\"" + ID + "\",\"text\":\"SECRET thought\"}}")),
      part(
          T2,
          invocation(
              ID,
              "ACTION_GROUP",
              "\"actionGroupInvocationInput\":{\"function\":\"f\",\"parameters\":"
                  + "[{\"name\":\"n\",\"value\":\"SECRET\"}]}")),
      part(
          T2,
          observation(
              ID, "ACTION_GROUP", "\"actionGroupInvocationOutput\":{\"text\":\"SECRET result\"}")),
      part(
          T2,
          invocation(
              ID,
              "KNOWLEDGE_BASE",
              "\"knowledgeBaseLookupInput\":{\"knowledgeBaseId\":\"KB1\",\"text\":\"SECRET query\"}")),
      part(
          T2,
          observation(
              ID,
              "KNOWLEDGE_BASE",
              "\"knowledgeBaseLookupOutput\":{\"retrievedReferences\":[{\"content\":{\"text\":"
                  + "\"SECRET document\",\"type\":\"TEXT\"},\"location\":{\"type\":\"S3\",\"s3Location\":"
                  + "{\"uri\":\"s3://SECRET\"}},\"metadata\":{\"k\":\"SECRET\"},\"score\":0.5}]}")),
      part(
          T2,
          invocation(
              ID,
              "AGENT_COLLABORATOR",
              "\"agentCollaboratorInvocationInput\":{\"agentCollaboratorAliasArn\":\""
                  + alice
                  + "\",\"agentCollaboratorName\":\"Alice\",\"input\":{\"text\":\"SECRET ask\"}}")),
      part(
          new String[] {ROOT, alice},
          "Alice",
          T2,
          "{\"customOrchestrationTrace\":{\"event\":{\"text\":\"SECRET custom\"}}}"),
      part(
          T2,
          observation(
              ID,
              "AGENT_COLLABORATOR",
              "\"agentCollaboratorInvocationOutput\":{\"agentCollaboratorAliasArn\":\""
                  + alice
                  + "\",\"output\":{\"text\":\"SECRET reply\"}}")),
      part(
          T2,
          observation(
              ID, "REPROMPT", "\"repromptResponse\":{\"source\":\"PARSER\",\"text\":\"SECRET\"}")),
      part(T2, finalResponse(ID, "SECRET final")),
      chunk(
          "SECRET said",
          ",\"attribution\":{\"citations\":[{\"retrievedReferences\":[{\"content\":"
              + "{\"text\":\"SECRET\"}}]}]}"),
      EventStreams.event("files", "{\"files\":[{\"name\":\"SECRET\",\"bytes\":\"U0VDUkVU\"}]}"),
    };
  }
}
