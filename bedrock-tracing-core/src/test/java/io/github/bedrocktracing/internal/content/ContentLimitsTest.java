/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.ContentRedactor;
import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.message.BinaryContent;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.inference.message.ToolDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is cut where content is longer than may be recorded, and how that is marked. */
class ContentLimitsTest {
  private static final ContentLimits WIDE = new ContentLimits(10_000, 100_000);

  @Test
  void apply_longText_isCutAndMarked_neverInsideACharacter() {
    MessageContent content =
        policy(null, new ContentLimits(3, 100_000))
            .apply(
                new MessageContent(
                    InputContent.EMPTY, List.of(user(new MessagePart.Text("ab\uD83D\uDE00cd")))));
    assertThat(content.output().get(0).parts()).containsExactly(new MessagePart.Text("ab…[cut]"));
  }

  @Test
  void apply_whatTheCutWouldHalve_isNotRecorded() {
    String content = "x".repeat(95) + " 4111 1111 1111 1111 " + "y".repeat(5_000);
    MessageContent recorded =
        policy(ContentRedactor.patterns(), new ContentLimits(100, 100_000))
            .apply(
                new MessageContent(
                    InputContent.EMPTY, List.of(user(new MessagePart.Text(content)))));
    assertThat(recorded.output().get(0).parts())
        .containsExactly(new MessagePart.Text("x".repeat(87) + "…[cut]"));
  }

  @Test
  void apply_redactorSeesNoMoreThanCanBeRecorded() {
    List<Integer> lengths = new ArrayList<>();
    policy(
            text -> {
              lengths.add(text.length());
              return text;
            },
            new ContentLimits(100, 100_000))
        .apply(
            new MessageContent(
                InputContent.EMPTY, List.of(user(new MessagePart.Text("x".repeat(1_000_000))))));
    assertThat(lengths).as("role and text").containsExactly(4, 1124);
  }

  @Test
  void apply_spanLimit_keepsAnswersThenTheLatestMessages() {
    List<ChatMessage> history = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      history.add(user(new MessagePart.Text(i + "-" + "x".repeat(50))));
    }
    MessageContent content =
        policy(null, new ContentLimits(1000, 500))
            .apply(
                new MessageContent(
                    new InputContent(List.of(), history, List.of()),
                    List.of(
                        new ChatMessage("assistant", List.of(new MessagePart.Text("answer"))))));
    assertThat(content.output().get(0).parts()).containsExactly(new MessagePart.Text("answer"));
    List<ChatMessage> kept = content.input().messages();
    assertThat(kept).hasSizeLessThan(12);
    assertThat(kept.get(kept.size() - 1).parts().toString()).contains("99-");
    assertThat(kept.get(0).parts())
        .containsExactly(
            new MessagePart.Generic(
                "truncated", Map.of("dropped_messages", 100 - (kept.size() - 1))));
  }

  @Test
  void apply_binaryLargerThanWhatIsLeft_keepsSizeAndDigestAlone() {
    BinaryContent image = BinaryContent.of(new byte[3000], 10_000);
    MessageContent content =
        policy(null, new ContentLimits(1000, 1000))
            .apply(
                new MessageContent(
                    InputContent.EMPTY,
                    List.of(user(new MessagePart.Blob("image", "image/png", image)))));
    assertThat(content.output().get(0).parts())
        .containsExactly(
            new MessagePart.Blob(
                "image", "image/png", new BinaryContent(3000, image.sha256(), null)));
  }

  @Test
  void apply_deepAndCyclicLookingValues_areBounded() {
    Object deep = "end";
    for (int i = 0; i < 10_000; i++) {
      deep = i % 2 == 0 ? Arrays.asList(deep, null) : new LinkedHashMap<>(Map.of("k", deep));
    }
    MessageContent content =
        policy(null, WIDE)
            .apply(
                new MessageContent(
                    InputContent.EMPTY, List.of(user(new MessagePart.ToolCall("1", "t", deep)))));
    assertThat(content.output().get(0).toString()).contains("…[cut]").hasSizeLessThan(5_000);
  }

  @Test
  void apply_emptyMessagesAndBareTools_countAsWell() {
    List<ChatMessage> messages = new ArrayList<>();
    List<ToolDefinition> tools = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      messages.add(new ChatMessage("user", List.of()));
      tools.add(new ToolDefinition("function", "t" + i, null, null));
    }
    ContentPolicy policy = policy(null, new ContentLimits(1000, 1000));
    assertThat(
            policy
                .apply(
                    new MessageContent(new InputContent(List.of(), messages, List.of()), List.of()))
                .input()
                .messages())
        .hasSizeLessThan(100);
    assertThat(
            policy
                .apply(new MessageContent(new InputContent(List.of(), List.of(), tools), List.of()))
                .input()
                .tools())
        .hasSizeLessThan(100);
  }

  @Test
  void apply_largestLimits_keepEverything() {
    MessageContent content =
        policy(null, new ContentLimits(Integer.MAX_VALUE, Integer.MAX_VALUE))
            .apply(
                new MessageContent(
                    InputContent.EMPTY, List.of(user(new MessagePart.Text("whole")))));
    assertThat(content.output().get(0).parts()).containsExactly(new MessagePart.Text("whole"));
  }

  @Test
  void apply_textThatWasCutWhileItCameIn_losesWhatTheCutMayHaveHalved() {
    String cut = "w".repeat(2_000) + "41111111111111…[cut]";
    MessageContent content =
        policy(ContentRedactor.patterns(), WIDE)
            .apply(
                new MessageContent(InputContent.EMPTY, List.of(user(new MessagePart.Text(cut)))));
    assertThat(content.output().get(0).parts().toString())
        .doesNotContain("4111")
        .contains("www")
        .contains("…[cut]");
  }

  private static ContentPolicy policy(ContentRedactor redactor, ContentLimits limits) {
    return new ContentPolicy(redactor, limits);
  }

  private static ChatMessage user(MessagePart... parts) {
    return new ChatMessage("user", List.of(parts));
  }
}
