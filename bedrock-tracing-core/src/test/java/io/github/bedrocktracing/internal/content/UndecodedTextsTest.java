/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.ContentRedactor;
import io.github.bedrocktracing.internal.convention.ContentAttributes;
import io.github.bedrocktracing.internal.dialect.BodyReader;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonBytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Texts that nobody decodes on the way from a body are recorded as decoded ones are. */
class UndecodedTextsTest {
  private static final CaptureLimits CAPTURE = new CaptureLimits(100_000, 1 << 20, 0, false);

  private static final List<byte[]> PIECES = pieces();

  private static final List<@Nullable ContentRedactor> REDACTORS =
      Arrays.asList(
          null,
          text -> text,
          text -> text.replace("w", "[w]"),
          text -> text.length() % 2 == 0 ? null : text,
          text -> {
            if (text.length() % 3 == 0) {
              throw new IllegalStateException("no");
            }
            return text;
          },
          ContentRedactor.patterns());

  @Test
  void oddTexts_areRecordedAsTheirDecodedOnesAre() {
    Random random = new Random(11);
    for (int round = 0; round < 30_000; round++) {
      byte[] body = body(random);
      ContentLimits limits =
          new ContentLimits(
              random.nextBoolean() ? 100_000 : random.nextInt(40),
              random.nextBoolean() ? 100_000 : random.nextInt(300));
      ContentRedactor redactor =
          random.nextBoolean() ? null : REDACTORS.get(random.nextInt(REDACTORS.size()));
      ContentPolicy policy = new ContentPolicy(redactor, limits);

      MessageContent recorded = policy.apply(input(body), List.of());
      MessageContent wanted = policy.apply(decoded(input(body)), List.of());

      assertThat(ContentAttributes.asText(recorded))
          .as(new String(body, UTF_8))
          .isEqualTo(ContentAttributes.asText(wanted));
      assertThat(ContentAttributes.asStructures(policy.apply(input(body), List.of())))
          .isEqualTo(ContentAttributes.asStructures(wanted));
    }
  }

  /** A pair of surrogates is never halved, wherever a limit falls. */
  @Test
  void everyLimit_cutsAsItCutsADecodedText() {
    byte[] body =
        """
        {"messages":[{"role":"user","content":"a\\ud83d\\ude00\\n\u00e9\ud83d\ude00\u4f60…[cut\\u005d"}]}"""
            .getBytes(UTF_8);
    for (int limit = 0; limit < 60; limit++) {
      for (ContentLimits limits :
          List.of(new ContentLimits(limit, 1_000), new ContentLimits(1_000, limit))) {
        ContentPolicy policy = new ContentPolicy(null, limits);

        assertThat(ContentAttributes.asText(policy.apply(input(body), List.of())))
            .isEqualTo(ContentAttributes.asText(policy.apply(decoded(input(body)), List.of())));
      }
    }
  }

  private static InputContent input(byte[] body) {
    return new BodyReader(ModelId.parse("anthropic.claude-3-haiku-20240307-v1:0"))
        .inputContent(JsonBytes.of(body), CAPTURE);
  }

  private static InputContent decoded(InputContent input) {
    List<ChatMessage> messages = new ArrayList<>();
    for (ChatMessage message : input.messages()) {
      List<MessagePart> parts = new ArrayList<>();
      for (MessagePart part : message.parts()) {
        assertThat(part).isInstanceOf(MessagePart.Textual.class);
        MessagePart.Textual textual = (MessagePart.Textual) part;
        parts.add(textual.with(textual.text()));
      }
      messages.add(new ChatMessage(message.role(), parts));
    }
    return new InputContent(List.of(), messages, List.of());
  }

  private static byte[] body(Random random) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (random.nextInt(8) == 0) {
      body.writeBytes("\ufeff".getBytes(UTF_8));
    }
    body.writeBytes("{\"messages\":[".getBytes(UTF_8));
    for (int i = random.nextInt(3); i >= 0; i--) {
      body.writeBytes("{\"role\":\"user\",\"content\":\"".getBytes(UTF_8));
      for (int j = random.nextInt(8); j > 0; j--) {
        body.writeBytes(PIECES.get(random.nextInt(PIECES.size())));
        body.writeBytes("w".repeat(random.nextInt(12)).getBytes(UTF_8));
      }
      body.writeBytes((i == 0 ? "\"}" : "\"},").getBytes(UTF_8));
    }
    body.writeBytes("]}".getBytes(UTF_8));
    return body.toByteArray();
  }

  private static List<byte[]> pieces() {
    List<byte[]> pieces = new ArrayList<>();
    for (String text :
        List.of(
            "",
            "]",
            "…",
            "…[cut]",
            "…[cut\\u005d",
            "\\u2026[cut]",
            "w".repeat(700),
            "4111111111111111",
            "a@b.example",
            "\\n",
            "\\\"",
            "\\\\",
            "\\/",
            "\\b",
            "\\f",
            "\\r",
            "\\t",
            "\\u0041",
            "\\u0000",
            "\\u001F",
            "\\u00e9",
            "\\u4f60",
            "\\ufeff",
            "\\uFFFF",
            "\\ud83d\\ude00",
            "\\ud83d",
            "\\ude00",
            "\\ud83d\\ud83d",
            "\\ud83d\\n",
            "\u0001",
            "\n",
            "\u001f",
            "\u007f",
            "\u0080",
            "\u00e9",
            "\u07ff",
            "\u0800",
            "\u4f60",
            "\ufeff",
            "\uffff",
            "\ud83d\ude00",
            "\udbff\udfff")) {
      pieces.add(text.getBytes(UTF_8));
    }
    // Continuations alone, beginnings alone, too long forms, halves of pairs, and beyond the last.
    for (int[] bytes :
        new int[][] {
          {0x80},
          {0xBF, 0x80},
          {0xC3},
          {0xE2},
          {0xE2, 0x82},
          {0xF0},
          {0xF0, 0x9F},
          {0xF0, 0x9F, 0x98},
          {0xC0, 0x80},
          {0xC1, 0xBF},
          {0xE0, 0x80, 0x80},
          {0xE0, 0x9F, 0xBF},
          {0xF0, 0x80, 0x80, 0x80},
          {0xED, 0xA0, 0x80},
          {0xED, 0xBF, 0xBF},
          {0xF4, 0x90, 0x80, 0x80},
          {0xF5, 0x80, 0x80, 0x80},
          {0xF8, 0x88, 0x80, 0x80, 0x80},
          {0xFE},
          {0xFF, 0xFF}
        }) {
      byte[] piece = new byte[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        piece[i] = (byte) bytes[i];
      }
      pieces.add(piece);
    }
    return pieces;
  }
}
