/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.amazon;

import io.github.bedrocktracing.internal.dialect.body.PromptContent;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.ConverseMedia;
import io.github.bedrocktracing.internal.wire.Media;
import java.util.ArrayList;
import java.util.List;

/** Content of {@link NovaReelDialect}. */
final class NovaReelContent extends PromptContent {
  @Override
  protected List<MessagePart> prompt(JsonObject request, CaptureLimits limits) {
    List<MessagePart> parts = new ArrayList<>();
    add(parts, request.object("textToVideoParams"), limits);
    add(parts, request.object("multiShotAutomatedParams"), limits);
    for (JsonObject shot : request.object("multiShotManualParams").objects("shots")) {
      add(parts, shot, limits);
    }
    return parts;
  }

  private static void add(List<MessagePart> parts, JsonObject shot, CaptureLimits limits) {
    parts.addAll(texts(shot, "text"));
    for (JsonObject image : shot.objects("images")) {
      parts.add(ConverseMedia.part(Media.IMAGE, image, limits));
    }
    if (shot.has("image")) {
      parts.add(ConverseMedia.part(Media.IMAGE, shot.object("image"), limits));
    }
  }
}
