/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.overhead;

import static io.github.bedrocktracing.overhead.AllocationMeter.KB;
import static io.github.bedrocktracing.overhead.AllocationMeter.added;
import static io.github.bedrocktracing.overhead.AllocationMeter.assertAtMost;
import static io.github.bedrocktracing.overhead.MeasuredCalls.CLAUDE_ANSWER;
import static io.github.bedrocktracing.overhead.MeasuredCalls.CONVERSE_ANSWER;
import static io.github.bedrocktracing.overhead.MeasuredCalls.EMBEDDING;
import static io.github.bedrocktracing.overhead.MeasuredCalls.EMBEDDING_ANSWER;
import static io.github.bedrocktracing.overhead.MeasuredCalls.claude;
import static io.github.bedrocktracing.overhead.MeasuredCalls.converse;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Collections;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** What tracing adds to the allocation of a call whose content is recorded. */
@ResourceLock(ProcessState.LOCK)
@Tag("one-sdk")
@Tag("compiled")
class ContentAllocationTest {
  /** The text that is recorded, which has 116 KB, and what each message takes beside it. */
  @Test
  void contentOfALongHistory() {
    ConverseRequest converse = history();
    withContent(
        () ->
            assertAtMost(
                116 * KB + 110 * 600,
                () ->
                    added(
                        Sampler.alwaysOn(),
                        CONVERSE_ANSWER,
                        client -> client.converse(converse),
                        500,
                        50)));
  }

  /** The text that is recorded, to which the body's bytes go without a text in between. */
  @Test
  void contentOfALongHistory_inABody() {
    String message = "{\"role\":\"user\",\"content\":\"%s\"}".formatted("w".repeat(KB));
    InvokeModelRequest request = claude(String.join(",", Collections.nCopies(110, message)));

    withContent(
        () ->
            assertAtMost(
                116 * KB + 110 * 700,
                () ->
                    added(
                        Sampler.alwaysOn(),
                        CLAUDE_ANSWER,
                        client -> client.invokeModel(request),
                        500,
                        50)));
  }

  /** Only the size and the digest of an image are recorded, for which nothing is decoded. */
  @Test
  void contentOfAnImage() {
    InvokeModelRequest request =
        claude(
            """
            {"role":"user","content":[{"type":"image","source":{"type":"base64",
             "media_type":"image/png","data":"%s"}}]}"""
                .formatted("iVBORw0K".repeat(128 * 1024)));

    withContent(
        () ->
            assertAtMost(
                32 * KB,
                () ->
                    added(
                        Sampler.alwaysOn(),
                        CLAUDE_ANSWER,
                        client -> client.invokeModel(request),
                        200,
                        20)));
  }

  @Test
  void contentOfAnEmbedding() {
    withContent(
        () ->
            assertAtMost(
                12 * KB,
                () ->
                    added(
                        Sampler.alwaysOn(),
                        EMBEDDING_ANSWER,
                        client -> client.invokeModel(EMBEDDING))));
  }

  /** A conversation of 110 messages of 1,000 characters. */
  private static ConverseRequest history() {
    Message message =
        Message.builder()
            .role(ConversationRole.USER)
            .content(ContentBlock.fromText("w".repeat(KB)))
            .build();
    return ConverseRequest.builder()
        .modelId(Exchanges.MODEL)
        .messages(Collections.nCopies(110, message))
        .build();
  }

  private static void withContent(Supplier<Long> measured) {
    String content = "otel.instrumentation.genai.capture-message-content";
    System.setProperty(content, "SPAN_ONLY");
    try {
      assertThat(measured.get()).isPositive();
    } finally {
      System.clearProperty(content);
    }
  }
}
