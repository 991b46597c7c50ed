/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.wire;

import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.Map;

/** What goes into the nodes of a flow and comes out of them: a text or any other JSON. */
public final class FlowDocuments {
  private FlowDocuments() {}

  /** Returns the document of an input, an output or a field. */
  public static MessagePart part(JsonObject owner) {
    Object document = owner.object("content").value("document");
    if (document instanceof String text) {
      return new MessagePart.Text(text);
    }
    return new MessagePart.Generic("json", document == null ? Map.of() : Map.of("json", document));
  }
}
