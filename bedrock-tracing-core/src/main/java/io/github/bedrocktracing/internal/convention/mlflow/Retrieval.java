/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import static io.github.bedrocktracing.internal.convention.mlflow.JsonFields.put;

import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResult;
import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.RetrievedDocument;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A look-up as MLflow shows it: a query, and documents with their text and metadata. */
final class Retrieval {
  private static final String METADATA = "metadata";

  private Retrieval() {}

  /** Returns what was asked for; without content all but the query. */
  static Map<String, Object> inputs(InferenceResult result) {
    InferenceRequest request = result.request();
    MessageContent content = result.content().onSpan();
    Map<String, Object> inputs = new LinkedHashMap<>();
    if (content != null) {
      put(inputs, "query", content.input().query());
      // The body of an InvokeModel call to a reranker has query and documents in one message.
      put(inputs, "messages", ConverseBlocks.messages(content.input().messages()));
    }
    put(inputs, "modelId", request.model());
    put(inputs, "numberOfResults", request.topK());
    put(inputs, "guardrailId", request.guardrailId());
    return inputs;
  }

  /** Returns documents; what MLflow has no field for stands in their metadata. */
  static List<Object> documents(List<RetrievedDocument> documents) {
    List<Object> array = new ArrayList<>(documents.size());
    for (RetrievedDocument document : documents) {
      Map<String, Object> metadata = new LinkedHashMap<>();
      put(metadata, "doc_uri", document.id());
      put(metadata, "score", document.score());
      document.fields().forEach((name, value) -> addMetadata(metadata, name, value));
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("page_content", document.text() == null ? "" : document.text());
      object.put(METADATA, metadata);
      put(object, "id", document.id());
      array.add(object);
    }
    return array;
  }

  private static void addMetadata(
      Map<String, Object> metadata, String name, @Nullable Object value) {
    if (name.equals(METADATA) && value instanceof Map<?, ?> own) {
      own.forEach((key, field) -> addMetadata(metadata, String.valueOf(key), field));
    } else if (value instanceof MessagePart.Blob media) {
      metadata.putIfAbsent(name, MediaTexts.describe(media));
    } else if (value != null) {
      metadata.putIfAbsent(name, value);
    }
  }
}
