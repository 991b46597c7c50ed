/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference.message;

import io.github.bedrocktracing.internal.inference.message.StreamedBlock.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One answer of a stream while its blocks come in. */
final class StreamedAnswer {
  final SortedMap<Integer, StreamedBlock> blocks = new TreeMap<>();
  String role = ChatMessage.ASSISTANT;
  @Nullable String finishReason;

  /** Tells of a block that there was no room for; it may have been the rest of a text. */
  void lost(Kind kind) {
    StreamedBlock last = blocks.isEmpty() ? null : blocks.get(blocks.lastKey());
    if (last != null && last.kind == kind && last.isJoinedWithNeighbours()) {
      last.cut();
    }
  }

  ChatMessage message(boolean complete, Function<String, @Nullable Object> parseArguments) {
    String reason = FinishReason.normalise(finishReason);
    return new ChatMessage(
        role, parts(parseArguments), reason == null && !complete ? FinishReason.ERROR : reason);
  }

  private List<MessagePart> parts(Function<String, @Nullable Object> parseArguments) {
    List<MessagePart> parts = new ArrayList<>();
    StringBuilder joined = new StringBuilder();
    Kind joinedKind = Kind.WHOLE;
    for (StreamedBlock block : blocks.values()) {
      if (block.kind != joinedKind) {
        addJoined(parts, joinedKind, joined);
        joinedKind = block.kind;
      }
      if (block.isJoinedWithNeighbours()) {
        joined.append(block.finishedText());
      } else {
        parts.addAll(block.parts(parseArguments));
      }
    }
    addJoined(parts, joinedKind, joined);
    return parts;
  }

  private static void addJoined(List<MessagePart> parts, Kind kind, StringBuilder joined) {
    if (joined.length() > 0) {
      String text = joined.toString();
      parts.add(kind == Kind.TEXT ? new MessagePart.Text(text) : new MessagePart.Reasoning(text));
      joined.setLength(0);
    }
  }
}
