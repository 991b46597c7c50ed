/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.cohere;

import io.github.bedrocktracing.internal.dialect.body.PromptContent;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.Media;
import java.util.List;

/** Content of {@link RerankDialect}: the query, then the documents. */
final class RerankContent extends PromptContent {
  @Override
  protected List<MessagePart> prompt(JsonObject request, CaptureLimits limits) {
    List<MessagePart> parts = texts(request, "query");
    for (Object document : request.elements("documents")) {
      JsonObject fields = JsonObject.of(document);
      CharSequence text = document instanceof CharSequence plain ? plain : fields.lazyText("text");
      if (text != null) {
        parts.add(new MessagePart.Text(text));
      } else if (!fields.isEmpty()) {
        parts.add(new MessagePart.Generic(Media.DOCUMENT, fields.without()));
      }
    }
    return parts;
  }
}
