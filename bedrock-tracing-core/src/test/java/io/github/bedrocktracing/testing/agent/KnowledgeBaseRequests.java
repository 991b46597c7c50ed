/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.agent;

import software.amazon.awssdk.services.bedrockagentruntime.model.GenerateQueryRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.RerankQuery;
import software.amazon.awssdk.services.bedrockagentruntime.model.RerankRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.RerankSource;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrieveAndGenerateRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrieveRequest;

/** Requests for what a knowledge base holds. */
public final class KnowledgeBaseRequests {
  /** The model that puts texts in order. */
  public static final String MODEL_ARN =
      "arn:aws:bedrock:us-east-1::foundation-model/amazon.rerank-v1:0";

  private KnowledgeBaseRequests() {}

  /** Returns a request for what fits a question. */
  public static RetrieveRequest retrieve() {
    return RetrieveRequest.builder()
        .knowledgeBaseId("KB1")
        .retrievalQuery(q -> q.text("Do they swim?"))
        .guardrailConfiguration(g -> g.guardrailId("guardrail-1").guardrailVersion("1"))
        .retrievalConfiguration(c -> c.vectorSearchConfiguration(v -> v.numberOfResults(7)))
        .build();
  }

  /** Returns a request to answer a question from a knowledge base. */
  public static RetrieveAndGenerateRequest generate(String model) {
    return RetrieveAndGenerateRequest.builder()
        .input(i -> i.text("Do they swim?"))
        .retrieveAndGenerateConfiguration(
            c ->
                c.type("KNOWLEDGE_BASE")
                    .knowledgeBaseConfiguration(
                        k ->
                            k.knowledgeBaseId("KB1")
                                .modelArn(model)
                                .generationConfiguration(
                                    g ->
                                        g.guardrailConfiguration(x -> x.guardrailId("guardrail-1"))
                                            .inferenceConfig(
                                                i ->
                                                    i.textInferenceConfig(
                                                        t -> t.maxTokens(100).temperature(0.2f))))))
        .build();
  }

  /** Returns a request to put two texts in order. */
  public static RerankRequest rerank() {
    return RerankRequest.builder()
        .queries(RerankQuery.builder().type("TEXT").textQuery(t -> t.text("swimming")).build())
        .sources(source("giraffes"), source("penguins"))
        .rerankingConfiguration(
            c ->
                c.type("BEDROCK_RERANKING_MODEL")
                    .bedrockRerankingConfiguration(
                        b -> b.numberOfResults(2).modelConfiguration(m -> m.modelArn(MODEL_ARN))))
        .build();
  }

  /** Returns a request to turn a question into SQL. */
  public static GenerateQueryRequest query() {
    return GenerateQueryRequest.builder()
        .queryGenerationInput(i -> i.type("TEXT").text("How many?"))
        .transformationConfiguration(
            t ->
                t.mode("TEXT_TO_SQL")
                    .textToSqlConfiguration(
                        s ->
                            s.type("KNOWLEDGE_BASE")
                                .knowledgeBaseConfiguration(
                                    k ->
                                        k.knowledgeBaseArn(
                                            "arn:aws:bedrock:us-east-1:123456789012:knowledge-base/KB1"))))
        .build();
  }

  private static RerankSource source(String text) {
    return RerankSource.builder()
        .type("INLINE")
        .inlineDocumentSource(d -> d.type("TEXT").textDocument(t -> t.text(text)))
        .build();
  }
}
