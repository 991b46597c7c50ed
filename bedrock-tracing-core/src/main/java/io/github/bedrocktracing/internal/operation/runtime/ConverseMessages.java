/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.runtime;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.operation.capture.SdkTree;
import io.github.bedrocktracing.internal.wire.Answers;
import io.github.bedrocktracing.internal.wire.ConverseBlocks;
import io.github.bedrocktracing.internal.wire.ConverseTools;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;

/**
 * The messages of Converse. Texts, which most blocks are, are taken as they are; all other blocks
 * are read as the JSON that they are on the wire.
 */
public final class ConverseMessages {
  private ConverseMessages() {}

  /** Returns what a request sends: system, messages and tools. */
  static InputContent input(SdkRequest request, CaptureLimits limits) {
    List<ChatMessage> messages = new ArrayList<>();
    for (Object element : list(request, "messages")) {
      if (element instanceof Message message) {
        messages.add(message(message, limits));
      }
    }
    List<MessagePart> system = new ArrayList<>();
    for (Object block : list(request, "system")) {
      if (block instanceof SystemContentBlock text && text.type() == SystemContentBlock.Type.TEXT) {
        system.add(new MessagePart.Text(text.text()));
      } else if (block != null) {
        system.addAll(ConverseBlocks.parts(SdkTree.json(block), false, limits));
      }
    }
    Object tools = request.getValueForField("toolConfig", Object.class).orElse(null);
    return new InputContent(system, messages, ConverseTools.of(SdkTree.json(tools)));
  }

  /** Returns a message; one that brings results of tools is the tool's. */
  public static ChatMessage message(Message message, CaptureLimits limits) {
    String role = message.roleAsString();
    boolean byModel = ChatMessage.ASSISTANT.equals(role);
    return ConverseBlocks.message(role, parts(message, byModel, limits));
  }

  /** Returns the answer of a response; empty when it has none. */
  public static List<ChatMessage> answers(ConverseResponse response, CaptureLimits limits) {
    ConverseOutput output = response.output();
    Message message = output == null ? null : output.message();
    if (message == null || isEmpty(message)) {
      return List.of();
    }
    String role = message.roleAsString();
    return List.of(
        Answers.of(
            role == null ? ChatMessage.ASSISTANT : role,
            parts(message, true, limits),
            response.stopReasonAsString()));
  }

  private static boolean isEmpty(Message message) {
    return message.roleAsString() == null && !message.hasContent();
  }

  private static List<MessagePart> parts(Message message, boolean byModel, CaptureLimits limits) {
    List<ContentBlock> blocks = message.content();
    if (blocks.size() == 1 && isText(blocks.get(0))) {
      return List.of(new MessagePart.Text(blocks.get(0).text()));
    }
    List<MessagePart> parts = new ArrayList<>(blocks.size());
    for (ContentBlock block : blocks) {
      if (isText(block)) {
        parts.add(new MessagePart.Text(block.text()));
      } else if (block != null) {
        parts.addAll(ConverseBlocks.parts(SdkTree.json(block), byModel, limits));
      }
    }
    return parts;
  }

  private static boolean isText(@Nullable ContentBlock block) {
    return block != null && block.type() == ContentBlock.Type.TEXT;
  }

  private static List<?> list(SdkRequest request, String name) {
    return request.getValueForField(name, List.class).orElse(List.of());
  }
}
