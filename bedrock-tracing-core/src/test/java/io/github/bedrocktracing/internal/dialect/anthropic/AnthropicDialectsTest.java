/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.anthropic;

import io.github.bedrocktracing.testing.dialect.Exchange;
import org.junit.jupiter.api.Test;

final class AnthropicDialectsTest {
  @Test
  void readsMessage() {
    Exchange.of("anthropic-messages/unary", "us.anthropic.claude-sonnet-4-20250514-v1:0")
        .asks(
            "operation=chat maxTokens=40 temperature=0.3 topP=0.8 topK=50.0 stop=[###, END] reasoning=high")
        .answers(
            "chat",
            "id=msg_bdrk_test1 model=claude-test-1 finish=[end_turn] input=2109 output=14 cacheRead=2000 cacheWrite=100 reasoning=6")
        .sends("instruction text Be brief.", "user", "  text Name a tree.")
        .says("assistant (stop)", "  reasoning oak?", "  text Oak.");
  }

  @Test
  void readsStream() {
    Exchange.of("anthropic-messages/stream", "anthropic.claude-sonnet-4-20250514-v1:0")
        .asks("operation=chat maxTokens=20")
        .answers(
            "chat",
            "id=msg_bdrk_test2 model=claude-test-2 finish=[max_tokens] input=311 output=20 cacheRead=300 cacheWrite=0 invocationLatency=310 firstByteLatency=95")
        .ends(true)
        .sends("user", "  text Another tree?")
        .says("assistant (length)", "  text Elm");
  }

  @Test
  void tellsThatStreamWasCut() {
    Exchange.of("anthropic-messages/stream-cut", "anthropic.claude-sonnet-4-20250514-v1:0")
        .asks("operation=chat maxTokens=20")
        .answers(
            "chat",
            "id=msg_bdrk_test2 model=claude-test-2 input=311 output=1 cacheRead=300 cacheWrite=0")
        .ends(false)
        .sends("user", "  text Another tree?")
        .says("assistant (error)", "  text Elm");
  }

  @Test
  void tellsThatStreamFailed() {
    Exchange.of("anthropic-messages/stream-error", "anthropic.claude-sonnet-4-20250514-v1:0")
        .asks("operation=chat maxTokens=20")
        .answers(
            "chat",
            "id=msg_bdrk_test2 model=claude-test-2 input=311 output=1 cacheRead=300 cacheWrite=0")
        .ends(false)
        .sends("user", "  text Another tree?")
        .says("assistant (error)");
  }

  @Test
  void readsMessageOfFormerTextModel() {
    Exchange.of("anthropic-messages/stream", "anthropic.claude-v2")
        .asks("operation=chat maxTokens=20")
        .answers(
            "chat",
            "id=msg_bdrk_test2 model=claude-test-2 finish=[max_tokens] input=311 output=20 cacheRead=300 cacheWrite=0 invocationLatency=310 firstByteLatency=95")
        .ends(true);
  }

  @Test
  void readsCompletion() {
    Exchange.of("anthropic-text/unary", "anthropic.claude-v2:1")
        .asks(
            "operation=text_completion maxTokens=25 temperature=0.2 topP=0.7 topK=10.0 stop=[\n\nHuman:]")
        .answers("text_completion", "finish=[stop_sequence]")
        .sends("user", "  text \n\nHuman: A bird?\n\nAssistant:")
        .says("assistant (stop)", "  text  Wren.");
  }

  @Test
  void readsStreamOfCompletion() {
    Exchange.of("anthropic-text/stream", "anthropic.claude-instant-v1")
        .asks(
            "operation=text_completion maxTokens=25 temperature=0.2 topP=0.7 topK=10.0 stop=[\n\nHuman:]")
        .answers(
            "text_completion",
            "finish=[stop_sequence] input=12 output=4 invocationLatency=310 firstByteLatency=95")
        .ends(true)
        .sends("user", "  text \n\nHuman: A bird?\n\nAssistant:")
        .says("assistant (stop)", "  text  Wren.");
  }

  @Test
  void readsBlocks() {
    Exchange.of("anthropic-messages/blocks", "us.anthropic.claude-sonnet-4-20250514-v1:0")
        .sends(
            "instruction text Be brief.",
            "user",
            "  image image/png 3 aW1n",
            "  image null at https://example.com/oak.png",
            "  document application/pdf 3 cGRm",
            "  text plain",
            "  document {content=[\"chunk\"]}",
            "  document {}",
            "  search_result {source=\"s-1\"; title=\"Oaks\"; content=[\"found\"]}",
            "  text Which tree?",
            "assistant",
            "  reasoning hm",
            "  redacted_reasoning {}",
            "  call t-1 lookup {leaf=\"lobed\"}",
            "tool",
            "  result t-1 \"oak\"",
            "  result t-2 [text a; image image/png 3 aW1n]",
            "  result t-3 \"plain\"",
            "system",
            "  text Answer now.",
            "function lookup (Looks up) {\"type\":\"object\"}",
            "web_search_20250305 web_search (null) null")
        .says(
            "assistant (tool_call)",
            "  reasoning oak?",
            "  redacted_reasoning {}",
            "  server call s-1 web_search {type=\"web_search\"; arguments={query=\"oak\"}}",
            "  server result s-1 {type=\"web_search_tool_result\"; content=[{type=\"web_search_result\"; title=\"Oaks\"; url=\"https://example.com\"}]}",
            "  text It is an oak",
            "  citation {type=\"web_search_result_location\"; title=\"Oaks\"; cited_text=\"oaks\"}",
            "  text .",
            "  call t-4 plant {deep=true}",
            "  call t-5 rest {}");
  }

  @Test
  void readsStreamOfBlocks() {
    Exchange.of("anthropic-messages/stream-blocks", "anthropic.claude-sonnet-4-20250514-v1:0")
        .says(
            "assistant (tool_call)",
            "  reasoning oak?",
            "  redacted_reasoning {}",
            "  server call s-1 web_search {type=\"web_search\"; arguments={query=\"oak\"}}",
            "  server result s-1 {type=\"web_search_tool_result\"; content=[{type=\"web_search_result\"; title=\"Oaks\"; url=\"https://example.com\"}]}",
            "  text It is an oak",
            "  citation {type=\"web_search_result_location\"; title=\"Oaks\"; cited_text=\"oaks\"}",
            "  text .",
            "  call t-4 plant {deep=true}",
            "  call t-5 rest {}");
  }
}
