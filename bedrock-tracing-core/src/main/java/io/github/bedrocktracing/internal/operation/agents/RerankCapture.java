/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.agents;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.ResponseFact;
import io.github.bedrocktracing.internal.inference.RetrievedDocument;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import io.github.bedrocktracing.internal.operation.capture.SdkMembers;
import io.github.bedrocktracing.internal.operation.capture.SdkTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** Reads Rerank, which puts documents in the order in which they fit a question. */
final class RerankCapture implements OperationCapture {
  private static final String CONFIGURATION = "rerankingConfiguration";
  private static final String BEDROCK = "bedrockRerankingConfiguration";

  /** What was put in order; the answer names it by its place here. */
  private List<?> sources = List.of();

  @Override
  public InferenceRequest.Builder newRequest() {
    return InferenceRequest.builder(OperationName.RERANK);
  }

  @Override
  public InferenceRequest request(SdkRequest request) {
    if (SdkMembers.member(request, "sources") instanceof List<?> list) {
      sources = list;
    }
    InferenceRequest.Builder builder =
        newRequest()
            .model(
                SdkMembers.textAt(
                    request, CONFIGURATION, BEDROCK, "modelConfiguration", "modelArn"));
    Long wanted = SdkMembers.numberAt(request, CONFIGURATION, BEDROCK, "numberOfResults");
    if (wanted != null) {
      builder.topK(wanted);
    }
    return builder.build();
  }

  @Override
  public InputContent inputContent(SdkRequest request, CaptureLimits limits) {
    List<String> queries = new ArrayList<>();
    if (SdkMembers.member(request, "queries") instanceof List<?> list) {
      for (Object query : list) {
        String text = SdkMembers.textAt(query, "textQuery", "text");
        if (text != null) {
          queries.add(text);
        }
      }
    }
    return InputContent.ofQuery(queries.isEmpty() ? null : String.join("\n", queries));
  }

  @Override
  public InferenceResponse.Builder response(SdkResponse response, @Nullable CaptureLimits content) {
    InferenceResponse.Builder builder = InferenceResponse.builder();
    if (SdkMembers.member(response, "results") instanceof List<?> results) {
      builder.fact(ResponseFact.DOCUMENTS, results.size());
      if (content != null) {
        builder.documents(results.stream().map(this::document).toList());
      }
    }
    return builder;
  }

  private RetrievedDocument document(@Nullable Object result) {
    Long index = SdkMembers.numberAt(result, "index");
    Object source =
        index != null && index >= 0 && index < sources.size()
            ? SdkMembers.member(sources.get(index.intValue()), "inlineDocumentSource")
            : SdkMembers.member(result, "document");
    JsonObject document = SdkTree.json(source);
    Map<String, Object> fields = new LinkedHashMap<>();
    if (index != null) {
      fields.put("index", index);
    }
    Object json = document.value("jsonDocument");
    if (json != null) {
      fields.put("json", json);
    }
    Double score =
        SdkMembers.member(result, "relevanceScore") instanceof Number number
            ? (Double) Double.parseDouble(number.toString())
            : null;
    return new RetrievedDocument(null, score, document.object("textDocument").text("text"), fields);
  }
}
