/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.wire;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a code interpreter of AgentCore gives: blocks, and what it printed and returned. */
public final class CodeInterpreterResult {
  private CodeInterpreterResult() {}

  /** Returns the pieces of a result, with media told by size and digest where they are large. */
  public static List<MessagePart> parts(JsonObject result, CaptureLimits limits) {
    List<MessagePart> parts = new ArrayList<>();
    for (JsonObject block : result.objects("content")) {
      JsonObject resource = block.object("resource");
      CharSequence bytes = resource.isEmpty() ? block.lazyText("data") : resource.lazyText("blob");
      if (bytes != null) {
        String mimeType = resource.isEmpty() ? block.text("mimeType") : resource.text("mimeType");
        parts.add(new MessagePart.Blob(modality(mimeType), mimeType, Media.binary(bytes, limits)));
      } else if ("text".equals(block.text("type")) && block.text("text") != null) {
        parts.add(new MessagePart.Text(block.text("text", "")));
      } else {
        parts.add(new MessagePart.Generic(block.text("type", "unknown"), block.without("type")));
      }
    }
    Map<String, Object> structured = result.object("structuredContent").without();
    if (!structured.isEmpty()) {
      parts.add(new MessagePart.Generic("structuredContent", structured));
    }
    return parts;
  }

  private static String modality(@Nullable String mimeType) {
    String type = mimeType == null ? "" : mimeType;
    String kind = type.substring(0, Math.max(0, type.indexOf('/')));
    return switch (kind) {
      case "image", "audio", "video" -> kind;
      default -> "document";
    };
  }
}
