/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private final SortedMap<Integer, Choice> choices = new TreeMap<>();
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
    Choice answer = choice(choice);
    if (answer != null) {
      answer.role = role;
    }
  }

  /** Adds a fragment of text. */
  public void text(int choice, int block, String fragment) {
    append(choice, block, Kind.TEXT, fragment);
  }

  /** Adds a fragment of reasoning. */
  public void reasoning(int choice, int block, String fragment) {
    append(choice, block, Kind.REASONING, fragment);
  }

  /** Begins a tool call. */
  public void toolCall(int choice, int block, @Nullable String id, @Nullable String name) {
    Block call = block(choice, block, Kind.TOOL_CALL);
    if (call != null) {
      call.id = id == null ? call.id : id;
      call.name = name == null ? call.name : name;
    }
  }

  /** Adds a fragment of a tool call's arguments. */
  public void toolArguments(int choice, int block, String fragment) {
    append(choice, block, Kind.TOOL_CALL, fragment);
  }

  /** Adds a part that came whole; {@code cost} is about its number of characters. */
  public void part(int choice, int block, MessagePart part, int cost) {
    Block whole = block(choice, block, Kind.WHOLE);
    if (whole != null && cost <= charactersLeft) {
      charactersLeft -= cost;
      whole.parts.add(part);
    }
  }

  /** Says why an answer ended, as the wire says it. */
  public void finishReason(int choice, String raw) {
    Choice answer = choice(choice);
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
    List<ChatMessage> messages = new ArrayList<>();
    for (Choice answer : choices.values()) {
      String reason = FinishReason.normalise(answer.finishReason);
      if (reason == null && !complete) {
        reason = FinishReason.ERROR;
      }
      messages.add(new ChatMessage(answer.role, parts(answer), reason));
    }
    return messages;
  }

  private List<MessagePart> parts(Choice answer) {
    List<MessagePart> parts = new ArrayList<>();
    StringBuilder joined = new StringBuilder();
    Kind joinedKind = Kind.WHOLE;
    for (Block block : answer.blocks.values()) {
      if (block.kind != joinedKind) {
        addJoined(parts, joinedKind, joined);
        joinedKind = block.kind;
      }
      switch (block.kind) {
        case TEXT, REASONING -> joined.append(block.finishedText());
        case TOOL_CALL -> parts.add(toolCall(block));
        case WHOLE -> parts.addAll(block.parts);
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

  private MessagePart toolCall(Block block) {
    String text = block.finishedText();
    // Some models send no fragment for a call without arguments.
    Object arguments = text.isEmpty() ? Map.of() : parseArguments.apply(text);
    return new MessagePart.ToolCall(block.id, block.name, arguments == null ? text : arguments);
  }

  private void append(int choice, int block, Kind kind, String fragment) {
    Block target = block(choice, block, kind);
    if (target == null) {
      return;
    }
    int kept = Math.min(fragment.length(), charactersLeft);
    charactersLeft -= kept;
    target.text.append(fragment, 0, kept);
    target.cut |= kept < fragment.length();
  }

  private @Nullable Choice choice(int index) {
    if (index < 0 || index >= MAX_CHOICES) {
      return null;
    }
    return choices.computeIfAbsent(index, i -> new Choice());
  }

  private @Nullable Block block(int choice, int index, Kind kind) {
    Choice answer = choice(choice);
    if (answer == null) {
      return null;
    }
    Block block = answer.blocks.get(index);
    if (block == null) {
      if (answer.blocks.size() >= MAX_BLOCKS || charactersLeft < BLOCK_COST) {
        return null;
      }
      charactersLeft -= BLOCK_COST;
      block = new Block(kind);
      answer.blocks.put(index, block);
    }
    return block.kind == kind ? block : null;
  }

  private enum Kind {
    TEXT,
    REASONING,
    TOOL_CALL,
    WHOLE
  }

  private static final class Choice {
    private final SortedMap<Integer, Block> blocks = new TreeMap<>();
    private String role = ChatMessage.ASSISTANT;
    private @Nullable String finishReason;
  }

  private static final class Block {
    private final Kind kind;
    private final StringBuilder text = new StringBuilder();
    private final List<MessagePart> parts = new ArrayList<>(0);
    private @Nullable String id;
    private @Nullable String name;
    private boolean cut;

    Block(Kind kind) {
      this.kind = kind;
    }

    String finishedText() {
      return cut ? text + CUT_MARK : text.toString();
    }
  }
}
