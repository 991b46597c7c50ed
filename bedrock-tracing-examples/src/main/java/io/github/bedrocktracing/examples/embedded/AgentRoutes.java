/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.embedded;

import java.util.List;

/** The route of a managed agent: support for a shop, with a tool, documents and a colleague. */
final class AgentRoutes {
  private static final String SUPPORT = "SUPPORT001/LIVE000001";
  private static final String RETURNS = "RETURNS001/LIVE000001";
  private static final String SONNET = "anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String HAIKU = "anthropic.claude-haiku-4-5-20251001-v1:0";
  private static final String RUN = "5f0c2a1e-0000-4000-8000-000000000001";
  private static final String COLLEAGUE_RUN = "5f0c2a1e-0000-4000-8000-000000000002";

  private AgentRoutes() {}

  static List<Route> routes() {
    return List.of(
        Route.post(
            "/agents/{agentId}/agentAliases/{aliasId}/sessions/{sessionId}/text",
            AgentRoutes::answer));
  }

  private static Answer answer(Request request) {
    boolean traced = request.body().contains("\"enableTrace\":true");
    return new AgentWire(SUPPORT, request.pathValue("sessionId"), traced)
        .model(
            RUN + "-0",
            SONNET,
            "{\"messages\":[{\"role\":\"user\",\"content\":\"May I send order 4711 back?\"}]}",
            "<thinking>I need the order.</thinking>",
            new Usage(612, 0, 0, 48))
        .action(
            RUN + "-0",
            "ACTION_GROUP",
            "\"actionGroupInvocationInput\":{\"actionGroupName\":\"orders\",\"function\":"
                + "\"get_order\",\"executionType\":\"LAMBDA\",\"parameters\":"
                + "[{\"name\":\"id\",\"type\":\"string\",\"value\":\"4711\"}]}",
            "\"actionGroupInvocationOutput\":{\"text\":\"delivered on Monday\",%metadata}")
        .action(
            RUN + "-0",
            "KNOWLEDGE_BASE",
            "\"knowledgeBaseLookupInput\":{\"knowledgeBaseId\":\"KBRETURNS1\",\"text\":"
                + "\"time limit of returns\"}",
            "\"knowledgeBaseLookupOutput\":{\"retrievedReferences\":[{\"content\":{\"text\":"
                + "\"Thirty days.\"}},{\"content\":{\"text\":\"Unused only.\"}}],%metadata}")
        .asks(RUN + "-0", RETURNS, "returns-desk", "Prepare a label for order 4711.")
        .collaborator(RETURNS, "returns-desk")
        .model(
            COLLEAGUE_RUN + "-0",
            HAIKU,
            "{\"messages\":[{\"role\":\"user\",\"content\":\"Prepare a label for order 4711.\"}]}",
            "The label is ready.",
            new Usage(204, 0, 0, 31))
        .observation(
            COLLEAGUE_RUN + "-0", "FINISH", "\"finalResponse\":{\"text\":\"The label is ready.\"}")
        .back(SUPPORT)
        .observation(
            RUN + "-0",
            "AGENT_COLLABORATOR",
            "\"agentCollaboratorInvocationOutput\":{\"agentCollaboratorName\":\"returns-desk\","
                + "\"output\":{\"type\":\"TEXT\",\"text\":\"The label is ready.\"},%metadata}")
        .model(
            RUN + "-1",
            SONNET,
            "{\"messages\":[{\"role\":\"user\",\"content\":\"May I send order 4711 back?\"}]}",
            "Yes, for thirty days; here is a label.",
            new Usage(1034, 0, 0, 57))
        .observation(
            RUN + "-1",
            "FINISH",
            "\"finalResponse\":{\"text\":\"Yes, for thirty days; here is a label.\"}")
        .chunks(List.of("Yes, for thirty days; ", "here is a label."))
        .answer();
  }
}
