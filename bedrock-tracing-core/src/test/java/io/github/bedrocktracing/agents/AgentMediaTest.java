/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static io.github.bedrocktracing.testing.agent.AgentTrace.chunk;
import static io.github.bedrocktracing.testing.agent.AgentTrace.finalResponse;
import static io.github.bedrocktracing.testing.agent.AgentTrace.invocation;
import static io.github.bedrocktracing.testing.agent.AgentTrace.observation;
import static io.github.bedrocktracing.testing.agent.AgentTrace.part;
import static io.github.bedrocktracing.testing.telemetry.Spans.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.agent.TracedAgent;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Images that an agent finds are recorded by size and digest, and whole only where asked for. */
final class AgentMediaTest {
  private static final String TIME = "2026-01-01T00:00:01Z";
  private static final String BYTES = "c2VjcmV0IGltYWdl";
  private static final String FOUND =
      "\"retrievedReferences\":[{\"content\":{\"type\":\"IMAGE\",\"byteContent\":"
          + "\"data:image/png;base64,"
          + BYTES
          + "\"},\"location\":{\"s3Location\":{\"uri\":\"s3://b/k\"}}}]";

  @AutoClose private final TracedAgent agent = new TracedAgent();

  @Test
  void imagesThatAreFoundAndCited_areToldBySizeAndDigest() {
    List<SpanData> spans = agent.run(frames());

    assertThat(spans.toString()).doesNotContain(BYTES);
    assertThat(attributes(spans, "retrieval KB").get("gen_ai.retrieval.documents").toString())
        .contains("\"type\":\"blob\"", "\"byte_size\":12", "sha256", "s3://b/k");
    assertThat(attributes(spans, TracedAgent.CALL).get("gen_ai.output.messages").toString())
        .contains("citation", "\"byte_size\":12");
  }

  @Test
  void imagesThatAreSmallEnough_areRecordedWhole() {
    List<SpanData> spans =
        agent.run(tracing -> tracing.captureContent(true).maxBinaryBytes(12), frames());

    assertThat(attributes(spans, "retrieval KB").get("gen_ai.retrieval.documents").toString())
        .contains("\"content\":\"" + BYTES + "\"");
  }

  private static byte[][] frames() {
    String lookup = "\"knowledgeBaseLookupInput\":{\"knowledgeBaseId\":\"KB\",\"text\":\"q\"}";
    return new byte[][] {
      part(TIME, invocation("t-0", "KNOWLEDGE_BASE", lookup)),
      part(
          TIME,
          observation("t-0", "KNOWLEDGE_BASE", "\"knowledgeBaseLookupOutput\":{" + FOUND + "}")),
      part(TIME, finalResponse("t-0", "a")),
      chunk("a", ",\"attribution\":{\"citations\":[{" + FOUND + "}]}")
    };
  }
}
