/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.ChatMessage;
import io.github.bedrocktracing.internal.inference.InputContent;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.ConverseBlocks;
import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;

/** Reads the messages of Converse from the wire form of its SDK objects. */
final class ConverseContent {
  private ConverseContent() {}

  static InputContent input(SdkRequest request, CaptureLimits limits) {
    return ConverseBlocks.input(JsonObject.of(SdkTree.of(request)), limits);
  }

  static List<ChatMessage> output(ConverseResponse response, CaptureLimits limits) {
    return ConverseBlocks.answers(JsonObject.of(SdkTree.of(response)), limits);
  }
}
