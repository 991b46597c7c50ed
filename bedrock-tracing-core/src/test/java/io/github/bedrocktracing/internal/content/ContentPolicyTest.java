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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentPolicyTest {
  private static final ContentLimits WIDE = new ContentLimits(10_000, 100_000);

  @Test
  void apply_withoutRedactor_withinLimits_changesNothing() {
    InputContent input =
        new InputContent(
            List.of(new MessagePart.Text("be kind")),
            List.of(
                user(new MessagePart.Text("hello")),
                new ChatMessage(
                    "assistant",
                    List.of(new MessagePart.ToolCall("t1", "weather", Map.of("city", "Oslo")))),
                new ChatMessage(
                    "tool", List.of(new MessagePart.ToolCallResponse("t1", List.of("rain", 4))))),
            List.of(new ToolDefinition("function", "weather", "tells", Map.of("type", "object"))));
    List<ChatMessage> output =
        List.of(new ChatMessage("assistant", List.of(new MessagePart.Text("Rain.")), "stop"));
    assertThat(policy(null, WIDE).apply(input, output))
        .isEqualTo(new MessageContent(input, output));
  }

  @Test
  void apply_redactsEveryPieceOfContent() {
    List<MessagePart> parts =
        List.of(
            new MessagePart.Text("secret"),
            new MessagePart.Reasoning("secret"),
            new MessagePart.ToolCall(
                "id", "tool", Map.of("a", List.of("secret", Map.of("b", "secret")))),
            new MessagePart.ToolCallResponse("id", "secret"),
            new MessagePart.ServerToolCall("id", "tool", Map.of("q", "secret")),
            new MessagePart.ServerToolCallResponse("id", Map.of("r", "secret")),
            new MessagePart.Uri("image", null, "secret"),
            new MessagePart.Generic("guard_content", Map.of("content", "secret")));
    InputContent input =
        new InputContent(
            parts,
            List.of(user(parts.toArray(MessagePart[]::new))),
            List.of(new ToolDefinition("function", "t", "secret", Map.of("d", "secret"))));
    MessageContent content =
        policy(text -> text.replace("secret", "xxx"), WIDE)
            .apply(input, List.of(new ChatMessage("assistant", parts)));
    assertThat(content.toString()).doesNotContain("secret").contains("xxx");
  }

  @Test
  void apply_redactorGivesNull_dropsThePiece() {
    MessageContent content =
        policy(text -> text.startsWith("no") ? null : text, WIDE)
            .apply(
                InputContent.EMPTY,
                List.of(
                    new ChatMessage(
                        "assistant",
                        List.of(
                            new MessagePart.Text("no one"),
                            new MessagePart.Text("yes"),
                            new MessagePart.ToolCall("1", "t", Map.of("keep", "yes", "drop", "no")),
                            new MessagePart.ToolCall("2", "t", "not json")))));
    assertThat(content.output().get(0).parts())
        .containsExactly(
            new MessagePart.Text("yes"),
            new MessagePart.ToolCall("1", "t", Map.of("keep", "yes")),
            new MessagePart.ToolCall("2", "t", null));
  }

  @Test
  void apply_redactorThrows_dropsThePiece() {
    ContentRedactor failing =
        text -> {
          throw new IllegalStateException(text);
        };
    MessageContent content =
        policy(failing, WIDE)
            .apply(InputContent.EMPTY, List.of(user(new MessagePart.Text("private"))));
    assertThat(content.output().get(0).parts()).isEmpty();
  }

  @Test
  void apply_numbersAreContentToo() {
    MessagePart call =
        new MessagePart.ToolCall("1", "pay", Map.of("card", 4111111111111111L, "n", 2));
    MessageContent content =
        policy(ContentRedactor.patterns(), WIDE).apply(InputContent.EMPTY, List.of(user(call)));
    assertThat(content.output().get(0).parts())
        .containsExactly(new MessagePart.ToolCall("1", "pay", Map.of("card", "[card]", "n", 2)));
  }

  @Test
  void apply_longText_isCutAndMarked_neverInsideACharacter() {
    MessageContent content =
        policy(null, new ContentLimits(3, 100_000))
            .apply(InputContent.EMPTY, List.of(user(new MessagePart.Text("ab\uD83D\uDE00cd"))));
    assertThat(content.output().get(0).parts()).containsExactly(new MessagePart.Text("ab…[cut]"));
  }

  @Test
  void apply_whatTheCutWouldHalve_isNotRecorded() {
    String content = "x".repeat(95) + " 4111 1111 1111 1111 " + "y".repeat(5_000);
    MessageContent recorded =
        policy(ContentRedactor.patterns(), new ContentLimits(100, 100_000))
            .apply(InputContent.EMPTY, List.of(user(new MessagePart.Text(content))));
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
        .apply(InputContent.EMPTY, List.of(user(new MessagePart.Text("x".repeat(1_000_000)))));
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
                new InputContent(List.of(), history, List.of()),
                List.of(new ChatMessage("assistant", List.of(new MessagePart.Text("answer")))));
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
                InputContent.EMPTY,
                List.of(user(new MessagePart.Blob("image", "image/png", image))));
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
            .apply(InputContent.EMPTY, List.of(user(new MessagePart.ToolCall("1", "t", deep))));
    assertThat(content.output().get(0).toString()).contains("…[cut]").hasSizeLessThan(5_000);
  }

  @Test
  void apply_namesIdsRolesAndTypes_areRedactedAndShort() {
    String label = "bob@example.com " + "k".repeat(1000);
    InputContent input =
        new InputContent(
            List.of(),
            List.of(
                new ChatMessage(
                    label,
                    List.of(
                        new MessagePart.ToolCall(label, label, Map.of(label, 1)),
                        new MessagePart.ToolCallResponse(label, Map.of(label, List.of(1))),
                        new MessagePart.Blob(
                            "image", "bob@example.com", BinaryContent.of(new byte[1], 0)),
                        new MessagePart.Uri("image", label, "s3://b/k"),
                        new MessagePart.Generic(label, Map.of())))),
            List.of(new ToolDefinition(label, label, null, Map.of(label, 1))));
    MessageContent content = policy(ContentRedactor.patterns(), WIDE).apply(input, List.of());
    assertThat(content.toString())
        .contains("[email]")
        .doesNotContain("bob@")
        .doesNotContain("k".repeat(300));
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
                .apply(new InputContent(List.of(), messages, List.of()), List.of())
                .input()
                .messages())
        .hasSizeLessThan(100);
    assertThat(
            policy.apply(new InputContent(List.of(), List.of(), tools), List.of()).input().tools())
        .hasSizeLessThan(100);
  }

  @Test
  void apply_largestLimits_keepEverything() {
    MessageContent content =
        policy(null, new ContentLimits(Integer.MAX_VALUE, Integer.MAX_VALUE))
            .apply(InputContent.EMPTY, List.of(user(new MessagePart.Text("whole"))));
    assertThat(content.output().get(0).parts()).containsExactly(new MessagePart.Text("whole"));
  }

  @Test
  void apply_textThatWasCutWhileItCameIn_losesWhatTheCutMayHaveHalved() {
    String cut = "w".repeat(2_000) + "41111111111111…[cut]";
    MessageContent content =
        policy(ContentRedactor.patterns(), WIDE)
            .apply(InputContent.EMPTY, List.of(user(new MessagePart.Text(cut))));
    assertThat(content.output().get(0).parts().toString())
        .doesNotContain("4111")
        .contains("www")
        .contains("…[cut]");
  }

  @Test
  void apply_argumentsThatAreNoJson_areUnescapedForTheRedactor() {
    MessagePart call = new MessagePart.ToolCall("1", "t", "{\"m\":\"bob\\u0040example.com");
    MessageContent content =
        policy(ContentRedactor.patterns(), WIDE).apply(InputContent.EMPTY, List.of(user(call)));
    assertThat(content.output().get(0).parts())
        .containsExactly(new MessagePart.ToolCall("1", "t", "{\"m\":\"[email]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "TEXT/PLAIN",
        " text/plain",
        "application/json",
        "application/xml",
        "application/octet-stream",
        "image/svg+xml",
        "IMAGE/SVG+XML"
      })
  void apply_textBehindBase64_isKeptOutWhereARedactorIsSet(String mimeType) {
    assertThat(base64(ContentRedactor.patterns(), mimeType)).contains("base64=null");
    assertThat(base64(null, mimeType)).contains("base64=AAAA");
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "audio/mpeg", "video/mp4", "application/pdf"})
  void apply_mediaThatAreNoText_areKeptWhereARedactorIsSet(String mimeType) {
    assertThat(base64(ContentRedactor.patterns(), mimeType)).contains("base64=AAAA");
  }

  @Test
  void apply_redactorThatOverflowsTheStack_dropsThePiece() {
    MessageContent content =
        policy(ContentPolicyTest::endless, WIDE)
            .apply(InputContent.EMPTY, List.of(user(new MessagePart.Text("private"))));
    assertThat(content.output().get(0).parts()).isEmpty();
  }

  @SuppressWarnings("InfiniteRecursion")
  private static String endless(String text) {
    return endless(text + "x");
  }

  private static String base64(ContentRedactor redactor, String mimeType) {
    MessagePart document =
        new MessagePart.Blob("document", mimeType, BinaryContent.of(new byte[3], 10));
    return policy(redactor, WIDE).apply(InputContent.EMPTY, List.of(user(document))).toString();
  }

  private static ContentPolicy policy(ContentRedactor redactor, ContentLimits limits) {
    return new ContentPolicy(redactor, limits);
  }

  private static ChatMessage user(MessagePart... parts) {
    return new ChatMessage("user", List.of(parts));
  }
}
