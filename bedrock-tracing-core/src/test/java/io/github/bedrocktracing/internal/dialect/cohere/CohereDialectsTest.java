/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.cohere;

import io.github.bedrocktracing.testing.dialect.Exchange;
import org.junit.jupiter.api.Test;

final class CohereDialectsTest {
  @Test
  void readsGenerations() {
    Exchange.of("cohere-command/unary", "cohere.command-text-v14")
        .asks(
            "operation=text_completion maxTokens=12 temperature=0.7 topP=0.9 topK=5.0 stop=[--] choices=2")
        .answers("text_completion", "id=cmd-1 finish=[COMPLETE, MAX_TOKENS]")
        .sends("user", "  text A moor?")
        .says("assistant (stop)", "  text  Dartmoor", "assistant (length)", "  text  Exm");
  }

  @Test
  void readsStreamOfGenerations() {
    Exchange.of("cohere-command/stream", "cohere.command-light-text-v14")
        .asks(
            "operation=text_completion maxTokens=12 temperature=0.7 topP=0.9 topK=5.0 stop=[--] choices=2")
        .answers(
            "text_completion",
            "finish=[MAX_TOKENS] input=8 output=4 invocationLatency=310 firstByteLatency=95")
        .ends(true)
        .sends("user", "  text A moor?")
        .says("assistant (length)", "  text  Dart", "assistant", "  text  Ex");
  }

  @Test
  void readsStreamOfOneChunk() {
    Exchange.of("cohere-command/stream-one-chunk", "cohere.command-text-v14")
        .asks("operation=text_completion")
        .answers(
            "text_completion",
            "id=cmd-2 finish=[COMPLETE, MAX_TOKENS] input=8 output=5 invocationLatency=310 firstByteLatency=95")
        .ends(true)
        .sends("user", "  text A moor?")
        .says("assistant (stop)", "  text  Dartmoor", "assistant (length)", "  text  Ex");
  }

  @Test
  void readsConversation() {
    Exchange.of("cohere-command-r/unary", "cohere.command-r-plus-v1:0")
        .asks(
            "operation=chat maxTokens=33 temperature=0.35 topP=0.65 topK=11.0 stop=[stop] frequencyPenalty=0.1 presencePenalty=0.2 seed=99")
        .answers("chat", "id=run-1/abc finish=[COMPLETE] input=6 output=3")
        .sends("user", "  text Hi", "assistant", "  text Hello", "user", "  text A cape?")
        .says("assistant (stop)", "  text Cape Horn");
  }

  @Test
  void readsConversationWithoutCounts() {
    Exchange.of("cohere-command-r/unary-without-counts", "cohere.command-r-v1:0")
        .asks("operation=chat")
        .answers("chat", "id=run-2/abc finish=[MAX_TOKENS]")
        .sends("user", "  text A cape?")
        .says("assistant (length)", "  text Cape Horn");
  }

  @Test
  void readsStreamOfConversation() {
    Exchange.of("cohere-command-r/stream", "cohere.command-r-v1:0")
        .asks(
            "operation=chat maxTokens=33 temperature=0.35 topP=0.65 topK=11.0 stop=[stop] frequencyPenalty=0.1 presencePenalty=0.2 seed=99")
        .answers(
            "chat",
            "id=run-1/abc finish=[COMPLETE] input=6 output=3 invocationLatency=310 firstByteLatency=95")
        .ends(true)
        .sends("user", "  text Hi", "assistant", "  text Hello", "user", "  text A cape?")
        .says("assistant (stop)", "  text Cape Horn");
  }

  @Test
  void readsEmbeddings() {
    Exchange.of("cohere-embed/version-3", "cohere.embed-english-v3")
        .asks("operation=embeddings")
        .answers("embeddings", "id=emb-1")
        .sends("user", "  text one", "  text two")
        .says();
  }

  @Test
  void readsEmbeddingsByType() {
    Exchange.of("cohere-embed/version-4", "eu.cohere.embed-v4:0")
        .asks("operation=embeddings dimensions=512 formats=[float, int8]")
        .answers("embeddings", "id=emb-2")
        .sends("user", "  text one")
        .says();
  }

  @Test
  void readsRanking() {
    Exchange.of("rerank/documents", "cohere.rerank-v3-5:0")
        .asks("operation=rerank")
        .answers("rerank", "")
        .sends(
            "user",
            "  text water",
            "  text a pond",
            "  text a barn",
            "  document {title=\"a lake\"}")
        .says();
  }

  @Test
  void readsRankingOfAmazon() {
    Exchange.of("rerank/documents", "amazon.rerank-v1:0")
        .asks("operation=rerank")
        .answers("rerank", "");
  }

  @Test
  void readsTools() {
    Exchange.of("cohere-command-r/tools", "cohere.command-r-plus-v1:0")
        .sends(
            "instruction text Be brief.",
            "system",
            "  text Careful.",
            "user",
            "  text Hi",
            "assistant",
            "  text Hello",
            "  call null lookup {sea=\"x\"}",
            "tool",
            "  result null {call={name=\"lookup\"; parameters={sea=\"x\"}}; outputs=[{cape=\"Horn\"}]}",
            "user",
            "  text A cape?",
            "  document {title=\"Capes\"; snippet=\"Horn is one\"}",
            "tool",
            "  result null {call={name=\"lookup\"; parameters={}}; outputs=[{cape=\"Wrath\"}]}",
            "function lookup (Looks up) {\"sea\":{\"type\":\"str\",\"required\":true}}")
        .says(
            "assistant (stop)",
            "  text Cape Horn",
            "  citation {start=0; end=4; text=\"Cape\"; document_ids=[\"doc_0\"]}",
            "  call null sail {far=true}",
            "  call null rest {}");
  }

  @Test
  void readsStreamOfTools() {
    Exchange.of("cohere-command-r/stream-tools", "cohere.command-r-v1:0")
        .says(
            "assistant (stop)",
            "  text Cape Horn",
            "  citation {start=0; end=4; text=\"Cape\"; document_ids=[\"doc_0\"]}",
            "  call null sail {far=true}",
            "  call null rest {}");
  }

  @Test
  void readsEmbeddingsOfInputs() {
    Exchange.of("cohere-embed/inputs", "cohere.embed-v4:0")
        .sends("user", "  image image/jpeg 3 aW1n", "  text one", "  image image/png 3 aW1n")
        .says();
  }
}
