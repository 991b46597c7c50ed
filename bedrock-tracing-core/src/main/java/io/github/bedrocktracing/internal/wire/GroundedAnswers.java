/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.wire;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers that rest on what a knowledge base found: a text, and what it cites. */
public final class GroundedAnswers {
  private static final String REFERENCES = "retrievedReferences";

  private GroundedAnswers() {}

  /** Returns a whole answer of RetrieveAndGenerate. */
  public static List<MessagePart> parts(JsonObject response, CaptureLimits limits) {
    List<MessagePart> parts = new ArrayList<>();
    String text = response.object("output").text("text");
    if (text != null) {
      parts.add(new MessagePart.Text(text));
    }
    for (JsonObject citation : response.objects("citations")) {
      parts.add(citation(citation, limits));
    }
    return parts;
  }

  /** Returns the citation of an event, which newer events hold in their own fields too. */
  public static MessagePart streamedCitation(JsonObject event, CaptureLimits limits) {
    return citation(event.has(REFERENCES) ? event : event.object("citation"), limits);
  }

  /** Returns what a part of the answer rests on; the part is told by its place in the answer. */
  private static MessagePart citation(JsonObject citation, CaptureLimits limits) {
    Map<String, Object> fields = new LinkedHashMap<>();
    JsonObject part = citation.object("generatedResponsePart").object("textResponsePart");
    if (part.has("span")) {
      fields.put("span", part.object("span").without());
    }
    fields.put("references", RetrievedDocuments.references(citation, REFERENCES, limits));
    return new MessagePart.Generic("citation", fields);
  }
}
