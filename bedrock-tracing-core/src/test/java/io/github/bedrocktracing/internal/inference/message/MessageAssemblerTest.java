/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.json.JsonText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MessageAssemblerTest {
  private static final String CUT = MessageAssembler.CUT_MARK;

  private final MessageAssembler answers = withRoomFor(10_000);

  @Test
  void hasNoAnswersAtFirst() {
    assertThat(answers.messages(true)).isEmpty();
    assertThat(answers.messages(false)).isEmpty();
  }

  @Test
  void ordersBlocksByIndex() {
    answers.text(0, 4, "last");
    answers.toolCall(0, 2, "t", "lookup");
    answers.reasoning(0, 0, "first");
    assertParts(reasoning("first"), call("t", "lookup", Map.of()), text("last"));
  }

  @Test
  void joinsAdjacentTexts() {
    answers.text(0, 0, "a");
    answers.text(0, 1, "b");
    answers.text(0, 1, "c");
    answers.reasoning(0, 2, "d");
    answers.reasoning(0, 3, "e");
    answers.text(0, 4, "f");
    assertParts(text("abc"), reasoning("de"), text("f"));
  }

  @Test
  void leavesOutEmptyTexts() {
    answers.text(0, 0, "");
    answers.reasoning(0, 1, "");
    answers.text(0, 2, "a");
    assertParts(text("a"));
  }

  @Test
  void keepsTextsApartThatOtherPartsStandBetween() {
    MessagePart citation = new MessagePart.Generic("citation", Map.of("title", "x"));
    answers.text(0, 0, "a");
    answers.part(0, 1, citation, 10);
    answers.text(0, 2, "b");
    assertParts(text("a"), citation, text("b"));
  }

  @Test
  void splitsReasoningOffTaggedText() {
    answers.taggedText(0, 1, "<reas");
    answers.taggedText(0, 1, "oning>a</reasoning>b <reasoning>c");
    assertParts(reasoning("a"), text("b <reasoning>c"));
  }

  @Test
  void takesUnclosedTagForReasoning() {
    answers.taggedText(0, 1, " <reasoning>a");
    assertParts(reasoning("a"));
  }

  @Test
  void keepsTaggedTextWithoutTags() {
    answers.taggedText(0, 1, "a <reasoning>b</reasoning>");
    assertParts(text("a <reasoning>b</reasoning>"));
  }

  @Test
  void keepsChoicesApart() {
    answers.text(1, 0, "b");
    answers.role(0, "robot");
    answers.text(0, 0, "a");
    answers.finishReason(1, "max_tokens");
    answers.finishReason(0, "end_turn");
    assertThat(answers.messages(true))
        .containsExactly(
            new ChatMessage("robot", List.of(text("a")), "stop"),
            new ChatMessage("assistant", List.of(text("b")), "length"));
  }

  @Test
  void leavesOutChoicesWithOddNumbers() {
    answers.text(-1, 0, "a");
    answers.text(Integer.MAX_VALUE, 0, "a");
    answers.finishReason(32, "stop");
    answers.role(-7, "robot");
    assertThat(answers.messages(true)).isEmpty();
  }

  @Test
  void saysErrorWhereStreamBrokeOff() {
    answers.text(0, 0, "a");
    answers.text(1, 0, "b");
    answers.finishReason(1, "stop");
    assertThat(answers.messages(false))
        .extracting(ChatMessage::finishReason)
        .containsExactly("error", "stop");
    assertThat(answers.messages(true))
        .extracting(ChatMessage::finishReason)
        .containsExactly(null, "stop");
  }

  @Test
  void passesOverMissingReasons() {
    answers.finishReason(0, "stop");
    answers.finishReason(0, "");
    answers.finishReason(0, null);
    answers.finishReason(1, null);
    assertThat(answers.messages(true))
        .extracting(ChatMessage::finishReason)
        .containsExactly("stop");
  }

  @Test
  void parsesToolArguments() {
    answers.toolCall(0, 0, "t", "lookup");
    answers.toolArguments(0, 0, "{\"a\":");
    answers.toolArguments(0, 0, "[1]}");
    assertParts(call("t", "lookup", Map.of("a", List.of(1))));
  }

  @Test
  void keepsCutToolArgumentsAsText() {
    answers.toolCall(0, 0, "t", "lookup");
    answers.toolArguments(0, 0, "{\"a\":");
    assertParts(call("t", "lookup", "{\"a\":"));
  }

  @Test
  void keepsWhatIsKnownOfToolCall() {
    answers.toolCall(0, 0, "t", null);
    answers.toolCall(0, 0, null, "lookup");
    answers.toolCall(0, 0, null, null);
    assertParts(call("t", "lookup", Map.of()));
  }

  @Test
  void boundsIdsAndNames() {
    String endless = "x".repeat(100_000);
    answers.toolCall(0, 0, endless, endless);
    answers.serverToolCall(0, 1, endless, endless);
    String kept = "x".repeat(512);
    assertParts(call(kept, kept, Map.of()), MessagePart.ServerToolCall.of(kept, kept, Map.of()));
  }

  @Test
  void takesArgumentsWithoutBeginning() {
    answers.toolArguments(0, 0, "{}");
    assertParts(call(null, null, Map.of()));
  }

  @Test
  void tellsToolsOfTheServiceApart() {
    answers.serverToolCall(0, 0, "s", "search");
    answers.toolArguments(0, 0, "{\"q\":1}");
    answers.serverToolResponse(0, 1, "s", "search_result");
    answers.serverToolResult(0, 1, text("found"), 5);
    answers.serverToolResult(0, 1, text("more"), 4);
    assertParts(
        new MessagePart.ServerToolCall(
            "s", "search", Map.of("type", "search", "arguments", Map.of("q", 1))),
        new MessagePart.ServerToolCallResponse(
            "s", Map.of("type", "search_result", "content", List.of(text("found"), text("more")))));
  }

  @Test
  void passesOverFragmentsOfAnotherKind() {
    answers.text(0, 0, "a");
    answers.reasoning(0, 0, "b");
    answers.taggedText(0, 0, "c");
    answers.toolCall(0, 0, "t", "lookup");
    answers.toolArguments(0, 0, "{}");
    answers.serverToolResponse(0, 0, "s", "x");
    answers.part(0, 0, text("d"), 1);
    answers.mark(0, 0, text("e"));
    assertParts(text("a"));
  }

  @Test
  void marksOnlyOnce() {
    MessagePart redacted = new MessagePart.Generic("redacted_reasoning", Map.of());
    answers.mark(0, 0, redacted);
    answers.mark(0, 0, redacted);
    assertParts(redacted);
  }

  @Test
  void cutsTexts() {
    MessageAssembler small = withRoomFor(64 + 3);
    small.text(0, 0, "ab");
    small.text(0, 0, "cd");
    small.text(0, 0, "ef");
    assertThat(parts(small)).containsExactly(text("abc" + CUT));
  }

  @Test
  void doesNotMarkTextsThatJustFit() {
    MessageAssembler small = withRoomFor(64 + 3);
    small.text(0, 0, "abc");
    small.text(0, 0, "");
    assertThat(parts(small)).containsExactly(text("abc"));
  }

  @Test
  void marksTextsWhoseNextBlockIsDropped() {
    MessageAssembler small = withRoomFor(2 * (64 + 2));
    for (int block = 0; block < 10; block++) {
      small.text(0, block, "ab");
    }
    small.toolCall(0, 10, "t", "lookup");
    assertThat(parts(small)).containsExactly(text("abab" + CUT));
  }

  @Test
  void cutsToolArguments() {
    MessageAssembler small = withRoomFor(64 + 3);
    small.toolCall(0, 0, "t", "lookup");
    small.toolArguments(0, 0, "{\"a\":1}");
    assertThat(parts(small)).containsExactly(call("t", "lookup", "{\"a" + CUT));
  }

  @Test
  void dropsPartsThatThereIsNoRoomFor() {
    MessageAssembler small = withRoomFor(3 * 64);
    small.text(0, 0, "a".repeat(64));
    small.part(0, 1, text("b"), 1);
    small.part(0, 1, text("c"), 0);
    small.mark(0, 2, text("d"));
    assertThat(parts(small)).containsExactly(text("a".repeat(64)), text("c"));
  }

  @Test
  void takesNoPartAfterCut() {
    MessageAssembler small = withRoomFor(64 + 64 + 1);
    small.part(0, 1, text("b"), 1);
    small.text(0, 0, "abc");
    small.text(0, 0, "d".repeat(100));
    small.part(0, 1, text("c"), 1);
    assertThat(parts(small)).containsExactly(text(CUT), text("b"));
  }

  @Test
  void boundsBlocks() {
    MessageAssembler large = withRoomFor(Integer.MAX_VALUE);
    for (int block = 0; block < 100_010; block++) {
      large.part(0, block, text("a"), 1);
    }
    assertThat(parts(large)).hasSize(100_000);
  }

  private void assertParts(MessagePart... expected) {
    assertThat(parts(answers)).containsExactly(expected);
  }

  private static List<MessagePart> parts(MessageAssembler assembler) {
    assertThat(assembler.messages(true)).hasSize(1);
    return assembler.messages(true).get(0).parts();
  }

  private static MessageAssembler withRoomFor(int characters) {
    return new MessageAssembler(characters, JsonText::parseStructure);
  }

  private static MessagePart text(String content) {
    return new MessagePart.Text(content);
  }

  private static MessagePart reasoning(String content) {
    return new MessagePart.Reasoning(content);
  }

  private static MessagePart call(String id, String name, Object arguments) {
    return new MessagePart.ToolCall(id, name, arguments);
  }
}
