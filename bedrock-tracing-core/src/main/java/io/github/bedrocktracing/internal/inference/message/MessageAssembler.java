/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference.message;

import io.github.bedrocktracing.internal.inference.message.StreamedBlock.Kind;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts streamed answers together from the fragments of their blocks.
 *
 * <p>Blocks keep the order of their indexes; adjacent texts are joined, since some models send each
 * fragment as a block of its own. Memory is bounded: fragments beyond the limit are dropped, and a
 * part that lost some says so. Not safe for use by several threads at once.
 */
public final class MessageAssembler {
  /** Stands at the end of a text whose rest was dropped. */
  public static final String CUT_MARK = "…[cut]";

  private static final int MAX_CHOICES = 32;
  private static final int MAX_BLOCKS = 100_000;

  /** What an empty block is taken to need, so that a stream of them is bounded too. */
  private static final int BLOCK_COST = 64;

  private final Function<String, @Nullable Object> parseArguments;
  private final SortedMap<Integer, StreamedAnswer> choices = new TreeMap<>();
  private int charactersLeft;

  /**
   * Creates an assembler of no answers.
   *
   * @param maxCharacters the most characters that are kept of all answers together
   * @param parseArguments reads JSON text; gives null for text that is none
   */
  public MessageAssembler(int maxCharacters, Function<String, @Nullable Object> parseArguments) {
    this.charactersLeft = maxCharacters;
    this.parseArguments = parseArguments;
  }

  /** Says who speaks. */
  public void role(int choice, String role) {
    StreamedAnswer answer = choice(choice);
    if (answer != null) {
      answer.role = role;
    }
  }

  /** Adds a fragment of text. */
  public void text(int choice, int block, String fragment) {
    append(choice, block, Kind.TEXT, fragment);
  }

  /** Adds a fragment of text that may begin with reasoning between tags. */
  public void taggedText(int choice, int block, String fragment) {
    append(choice, block, Kind.TAGGED_TEXT, fragment);
  }

  /** Adds a fragment of reasoning. */
  public void reasoning(int choice, int block, String fragment) {
    append(choice, block, Kind.REASONING, fragment);
  }

  /** Begins a tool call. */
  public void toolCall(int choice, int block, @Nullable String id, @Nullable String name) {
    StreamedBlock call = block(choice, block, Kind.TOOL_CALL);
    if (call != null) {
      call.identify(id, name);
    }
  }

  /** Begins a call of a tool that the service runs itself. */
  public void serverToolCall(int choice, int block, @Nullable String id, @Nullable String name) {
    StreamedBlock call = block(choice, block, Kind.TOOL_CALL);
    if (call != null) {
      call.identify(id, name);
      call.ranByServer();
    }
  }

  /** Adds a fragment of a tool call's arguments. */
  public void toolArguments(int choice, int block, String fragment) {
    append(choice, block, Kind.TOOL_CALL, fragment);
  }

  /** Begins what a tool of the service gave back. */
  public void serverToolResponse(
      int choice, int block, @Nullable String id, @Nullable String type) {
    StreamedBlock response = block(choice, block, Kind.SERVER_TOOL_RESPONSE);
    if (response != null) {
      response.identify(id, type);
    }
  }

  /** Adds to what a tool of the service gave back; {@code cost} is as for a part. */
  public void serverToolResult(int choice, int block, Object result, int cost) {
    add(block(choice, block, Kind.SERVER_TOOL_RESPONSE), result, cost);
  }

  /** Adds a part that came whole; {@code cost} is about its number of characters. */
  public void part(int choice, int block, MessagePart part, int cost) {
    add(block(choice, block, Kind.WHOLE), part, cost);
  }

  /** Adds a part without content that a block may tell of several times. */
  public void mark(int choice, int block, MessagePart part) {
    StreamedBlock whole = block(choice, block, Kind.WHOLE);
    if (whole != null && !whole.hasPieces()) {
      whole.add(part);
    }
  }

  /** Says why an answer ended, as the wire says it; does nothing for no or an empty reason. */
  public void finishReason(int choice, @Nullable String raw) {
    StreamedAnswer answer = raw == null || raw.isEmpty() ? null : choice(choice);
    if (answer != null) {
      answer.finishReason = raw;
    }
  }

  /**
   * Returns the answers so far.
   *
   * @param complete whether the stream came to its end; an answer without a reason is then left
   *     without one, and has the reason {@code error} otherwise
   */
  public List<ChatMessage> messages(boolean complete) {
    return choices.values().stream()
        .map(answer -> answer.message(complete, parseArguments))
        .toList();
  }

  private void append(int choice, int block, Kind kind, String fragment) {
    StreamedBlock target = block(choice, block, kind);
    if (target == null) {
      return;
    }
    int kept = Math.min(fragment.length(), charactersLeft);
    charactersLeft -= kept;
    target.append(fragment, kept);
  }

  private void add(@Nullable StreamedBlock target, Object piece, int cost) {
    if (target != null && cost <= charactersLeft) {
      charactersLeft -= cost;
      target.add(piece);
    }
  }

  private @Nullable StreamedAnswer choice(int index) {
    if (index < 0 || index >= MAX_CHOICES) {
      return null;
    }
    return choices.computeIfAbsent(index, i -> new StreamedAnswer());
  }

  private @Nullable StreamedBlock block(int choice, int index, Kind kind) {
    StreamedAnswer answer = choice(choice);
    if (answer == null) {
      return null;
    }
    StreamedBlock block = answer.blocks.get(index);
    if (block == null) {
      if (answer.blocks.size() >= MAX_BLOCKS || charactersLeft < BLOCK_COST) {
        answer.lost(kind);
        return null;
      }
      charactersLeft -= BLOCK_COST;
      block = new StreamedBlock(kind);
      answer.blocks.put(index, block);
    }
    return block.kind == kind ? block : null;
  }
}
