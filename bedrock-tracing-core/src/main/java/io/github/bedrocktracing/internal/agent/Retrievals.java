/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.Target;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.step.StepKind;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.RetrievedDocuments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the lookups in knowledge bases. */
final class Retrievals {
  static final String REFERENCES = "retrievedReferences";

  private static final String BYTES = "byteContent";

  private Retrievals() {}

  static StepDraft begin(JsonObject input, @Nullable String traceId, TracePart part) {
    String id = TracePart.label(input, "knowledgeBaseId");
    InferenceRequest request =
        InferenceRequest.builder(OperationName.RETRIEVAL)
            .target(id == null ? null : new Target.KnowledgeBase(id))
            .build();
    return new StepDraft(
        new StepKind.Retrieval(null, null), request, traceId, part.agent(), part.time());
  }

  static StepKind found(JsonObject output) {
    return new StepKind.Retrieval(output.count(REFERENCES), null);
  }

  /** Returns the documents as what a tool gave back: content, where it lies, and beside it. */
  static List<ChatMessage> documents(JsonObject output, String name, CaptureLimits limits) {
    List<Object> documents = new ArrayList<>();
    for (JsonObject reference : output.objects(name)) {
      documents.add(document(reference, limits));
    }
    return ToolRuns.output(documents);
  }

  /** Returns a document that an answer rests on. */
  static Map<String, Object> document(JsonObject reference, CaptureLimits limits) {
    Map<String, Object> document = new LinkedHashMap<>();
    JsonObject location = reference.object("location");
    for (Object place : location.lazyWithout("type", "__type").values()) {
      JsonObject.of(place).without("__type").values().stream()
          .filter(String.class::isInstance)
          .findFirst()
          .ifPresent(id -> document.putIfAbsent("id", id));
    }
    put(document, "score", reference.value("score"));
    JsonObject content = reference.object("content");
    String text = content.text("text");
    put(document, "content", text == null ? content.without("__type", BYTES) : text);
    put(document, "media", RetrievedDocuments.media(content, limits));
    put(document, "metadata", reference.object("metadata").without("__type"));
    return document;
  }

  private static void put(Map<String, Object> document, String name, @Nullable Object value) {
    if (value != null && !(value instanceof Map<?, ?> map && map.isEmpty())) {
      document.put(name, value);
    }
  }
}
