/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import static io.github.bedrocktracing.internal.convention.mlflow.Results.json;
import static io.github.bedrocktracing.internal.convention.mlflow.Results.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.RetrievedDocument;
import io.github.bedrocktracing.internal.inference.Target;
import io.github.bedrocktracing.internal.inference.message.BinaryContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.opentelemetry.api.common.Attributes;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Look-ups as MLflow shows those of its own retrievers. */
class MlflowRetrievalTest {
  @ParameterizedTest
  @CsvSource({
    "RETRIEVAL, RETRIEVER",
    "RERANK, RERANKER",
    "INVOKE_WORKFLOW, WORKFLOW",
    "APPLY_GUARDRAIL, GUARDRAIL",
    "COUNT_TOKENS, TASK"
  })
  void spanType_followsTheOperation(OperationName operation, String type) {
    assertThat(text(Results.of(operation).attributes(), "mlflow.spanType")).isEqualTo(type);
  }

  @Test
  void retrieval_hasQueryAndDocumentsInMlflowsShape() {
    Attributes attributes =
        Results.of(OperationName.RETRIEVAL)
            .request(r -> r.model(null).topK(7).target(new Target.KnowledgeBase("KB1")))
            .looksUp("Do they swim?")
            .finds(
                new RetrievedDocument(
                    "doc-1",
                    0.75,
                    "Penguins swim.",
                    Map.of("metadata", Map.of("page", 3), "location", Map.of("type", "S3"))))
            .finds(
                new RetrievedDocument(
                    null,
                    null,
                    null,
                    Map.of(
                        "media",
                        new MessagePart.Blob(
                            "image", "image/png", BinaryContent.of(new byte[2], 0)))))
            .attributes();

    assertThat(json(attributes, "mlflow.spanInputs"))
        .isEqualTo(json("{'query': 'Do they swim?', 'numberOfResults': 7.0}"));
    assertThat(json(attributes, "mlflow.spanOutputs"))
        .isEqualTo(
            json(
                """
                [{'page_content': 'Penguins swim.', 'id': 'doc-1',
                  'metadata': {'doc_uri': 'doc-1', 'score': 0.75, 'page': 3,
                               'location': {'type': 'S3'}}},
                 {'page_content': '', 'metadata': {'media': '[image image/png, 2 bytes]'}}]"""));
  }

  @Test
  void retrieval_withoutContent_hasNeitherQueryNorDocuments() {
    Attributes attributes =
        Results.of(OperationName.RETRIEVAL).request(r -> r.topK(7)).attributes();

    assertThat(json(attributes, "mlflow.spanInputs").has("query")).isFalse();
    assertThat(json(attributes, "mlflow.spanOutputs").isObject()).isTrue();
  }
}
