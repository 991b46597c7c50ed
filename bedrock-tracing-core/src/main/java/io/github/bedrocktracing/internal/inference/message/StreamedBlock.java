/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One block of a streamed answer while its fragments come in. */
final class StreamedBlock {
  /** What a block holds; fragments of another kind are none of the block's. */
  enum Kind {
    TEXT,
    /** Text that may begin with reasoning between tags. */
    TAGGED_TEXT,
    REASONING,
    TOOL_CALL,
    SERVER_TOOL_RESPONSE,
    WHOLE
  }

  final Kind kind;

  /** The longest id or name kept, in characters. */
  private static final int MAX_LABEL_LENGTH = 512;

  private final StringBuilder text = new StringBuilder();
  private final List<Object> pieces = new ArrayList<>(0);
  private @Nullable String id;
  private @Nullable String name;
  private boolean byServer;
  private boolean cut;

  StreamedBlock(Kind kind) {
    this.kind = kind;
  }

  void identify(@Nullable String newId, @Nullable String newName) {
    id = newId == null ? id : shortened(newId);
    name = newName == null ? name : shortened(newName);
  }

  private static String shortened(String label) {
    return label.length() <= MAX_LABEL_LENGTH ? label : label.substring(0, MAX_LABEL_LENGTH);
  }

  void ranByServer() {
    byServer = true;
  }

  void append(String fragment, int kept) {
    text.append(fragment, 0, kept);
    cut |= kept < fragment.length();
  }

  void cut() {
    cut = true;
  }

  void add(Object piece) {
    pieces.add(piece);
  }

  boolean hasPieces() {
    return !pieces.isEmpty();
  }

  /** Some models send each fragment of a text as a block of its own. */
  boolean isJoinedWithNeighbours() {
    return kind == Kind.TEXT || kind == Kind.REASONING;
  }

  String finishedText() {
    return cut ? text + MessageAssembler.CUT_MARK : text.toString();
  }

  /** Returns the parts that the block is on its own. */
  List<MessagePart> parts(Function<String, @Nullable Object> parseArguments) {
    return switch (kind) {
      case TAGGED_TEXT -> LeadingReasoning.split(finishedText());
      case TOOL_CALL -> List.of(toolCall(parseArguments));
      case SERVER_TOOL_RESPONSE -> List.of(MessagePart.ServerToolCallResponse.of(id, name, pieces));
      case TEXT -> List.of(new MessagePart.Text(finishedText()));
      case REASONING -> List.of(new MessagePart.Reasoning(finishedText()));
      case WHOLE -> pieces.stream().map(MessagePart.class::cast).toList();
    };
  }

  private MessagePart toolCall(Function<String, @Nullable Object> parseArguments) {
    String whole = finishedText();
    // Some models send no fragment for a call without arguments.
    Object parsed = whole.isEmpty() ? Map.of() : parseArguments.apply(whole);
    Object arguments = parsed == null ? whole : parsed;
    return byServer
        ? MessagePart.ServerToolCall.of(id, name, arguments)
        : new MessagePart.ToolCall(id, name, arguments);
  }
}
