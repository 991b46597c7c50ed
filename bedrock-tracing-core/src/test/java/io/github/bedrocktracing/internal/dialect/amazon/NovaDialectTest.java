/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.amazon;

import io.github.bedrocktracing.testing.dialect.Exchange;
import org.junit.jupiter.api.Test;

final class NovaDialectTest {
  @Test
  void readsAnswer() {
    Exchange.of("nova/unary", "amazon.nova-2-lite-v1:0")
        .asks(
            "operation=chat maxTokens=30 temperature=0.4 topP=0.6 topK=15.0 stop=[.] reasoning=medium")
        .answers("chat", "finish=[end_turn] input=57 output=3 cacheRead=40 cacheWrite=10")
        .sends("instruction text Be brief.", "user", "  text A river?")
        .says("assistant (stop)", "  text Loire");
  }

  @Test
  void readsStream() {
    Exchange.of("nova/stream", "us.amazon.nova-micro-v1:0")
        .asks("operation=chat maxTokens=31 topP=0.5 topK=12.0")
        .answers(
            "chat",
            "finish=[tool_use] input=7 output=3 cacheRead=0 cacheWrite=0 invocationLatency=310 firstByteLatency=95 guardrail=INTERVENED")
        .ends(true)
        .sends("user", "  text A river?")
        .says("assistant (tool_call)", "  text Loire");
  }

  @Test
  void tellsThatStreamWasCut() {
    Exchange.of("nova/bare", "amazon.nova-pro-v1:0")
        .asks("operation=chat")
        .answers("chat", "")
        .ends(false)
        .sends("user", "  text A river?")
        .says("assistant (error)", "  text Lo");
  }

  @Test
  void readsBlocks() {
    Exchange.of("nova/blocks", "amazon.nova-2-lite-v1:0")
        .sends(
            "instruction text Be brief.",
            "instruction cache_point {}",
            "user",
            "  image image/png 3 aW1n",
            "  video video/quicktime at s3://bucket/clip.mov",
            "  document application/pdf 3 cGRm",
            "  document {content=[\"chunk\"]}",
            "  guard_content {content=\"guarded\"}",
            "  search_result {source=\"s-1\"; title=\"Rivers\"; content=[\"found\"]}",
            "  text Which river?",
            "assistant",
            "  reasoning hm",
            "  redacted_reasoning {}",
            "  call t-1 lookup {mouth=\"sea\"}",
            "  call t-2 lookup [1]",
            "tool",
            "  result t-1 {river=\"Loire\"}",
            "  result t-2 [text a; json {json=[1]}; image image/jpeg 3 aW1n]",
            "  result t-3 \"plain\"",
            "function lookup (Looks up) {\"type\":\"object\"}",
            "system_tool nova_grounding (null) null")
        .says(
            "assistant (tool_call)",
            "  reasoning Loire?",
            "  server call s-1 nova_grounding {type=\"nova_grounding\"; arguments={query=\"river\"}}",
            "  server result s-1 {type=\"nova_grounding_result\"; content=[text [HIDDEN]]}",
            "  text It is the Loire",
            "  citation {title=\"Rivers\"; location={web={url=\"https://example.com\"}}}",
            "  text .",
            "  call t-4 sail {far=true}",
            "  call t-5 rest {}");
  }

  @Test
  void readsStreamOfBlocks() {
    Exchange.of("nova/stream-blocks", "amazon.nova-2-lite-v1:0")
        .says(
            "assistant (tool_call)",
            "  reasoning Loire?",
            "  server call s-1 nova_grounding {type=\"nova_grounding\"; arguments={query=\"river\"}}",
            "  server result s-1 {type=\"nova_grounding_result\"; content=[text [HIDDEN]]}",
            "  text It is the Loire",
            "  citation {title=\"Rivers\"; location={web={url=\"https://example.com\"}}}",
            "  text .",
            "  call t-4 sail {far=true}",
            "  call t-5 rest {}");
  }

  @Test
  void keepsArgumentsOfCutStream() {
    Exchange.of("nova/stream-cut", "amazon.nova-pro-v1:0")
        .sends("user", "  text A river?")
        .says("assistant (error)", "  redacted_reasoning {}", "  call t-1 sail \"{\\\"far\"");
  }
}
