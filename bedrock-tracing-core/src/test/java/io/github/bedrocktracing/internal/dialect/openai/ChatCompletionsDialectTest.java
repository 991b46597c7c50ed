/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.openai;

import io.github.bedrocktracing.testing.dialect.Exchange;
import org.junit.jupiter.api.Test;

final class ChatCompletionsDialectTest {
  @Test
  void readsChoices() {
    Exchange.of("chat-completions/unary", "openai.gpt-oss-120b-1:0")
        .asks(
            "operation=chat maxTokens=64 temperature=0.45 topP=0.95 topK=40.0 stop=[\n] frequencyPenalty=0.6 presencePenalty=0.7 seed=5 choices=2 outputType=json reasoning=low")
        .answers(
            "chat",
            "id=chatcmpl-test1 model=test-model-0825 finish=[stop, length] input=120 output=9 cacheRead=64 reasoning=4")
        .sends("system", "  text Be brief.", "user", "  text A cliff?")
        .says("assistant (stop)", "  text Moher", "assistant (length)", "  text Mo");
  }

  @Test
  void readsStream() {
    Exchange.of("chat-completions/stream", "qwen.qwen3-32b-v1:0")
        .asks("operation=chat maxTokens=10 stop=[\n] outputType=json")
        .answers(
            "chat",
            "id=chatcmpl-test2 model=test-model-0825 finish=[stop] input=8 output=3 invocationLatency=310 firstByteLatency=95")
        .ends(true)
        .sends("user", "  text A cliff?")
        .says("assistant (stop)", "  text Moher");
  }

  @Test
  void readsStreamOfJamba() {
    Exchange.of("chat-completions/stream-jamba", "ai21.jamba-1-5-mini-v1:0")
        .asks("operation=chat maxTokens=10")
        .answers(
            "chat",
            "id=chatcmpl-test3 finish=[stop] input=8 output=2 invocationLatency=310 firstByteLatency=95")
        .ends(true)
        .sends("user", "  text A cliff?")
        .says("assistant (stop)", "  text  Moher");
  }

  @Test
  void readsChoicesOfMistral() {
    Exchange.of("chat-completions/unary-mistral", "mistral.mistral-large-2407-v1:0")
        .asks("operation=chat maxTokens=10 topP=0.5")
        .answers("chat", "finish=[stop, length]")
        .sends("user", "  text A cliff?")
        .says("assistant (stop)", "  text Moher", "assistant (length)", "  text Mo");
  }

  @Test
  void readsStreamOfMistral() {
    Exchange.of("chat-completions/stream-mistral", "us.mistral.pixtral-large-2502-v1:0")
        .asks("operation=chat maxTokens=10")
        .answers(
            "chat",
            "finish=[tool_calls] input=9 output=1 invocationLatency=310 firstByteLatency=95")
        .ends(true)
        .sends("user", "  text A cliff?")
        .says(
            "assistant (tool_call)",
            "  text Mo",
            "  call c-1 walk {far=true}",
            "  call c-2 rest {long=1}");
  }

  @Test
  void readsMessagesOfFormerTextModel() {
    Exchange.of("chat-completions/unary-mistral", "mistral.mistral-large-2402-v1:0")
        .asks("operation=chat maxTokens=10 topP=0.5")
        .answers("chat", "finish=[stop, length]");
  }

  @Test
  void tellsThatStreamWasCut() {
    Exchange.of("chat-completions/stream-cut", "zai.glm-4.7")
        .asks("operation=chat maxTokens=10 stop=[\n] outputType=json")
        .answers("chat", "id=chatcmpl-test2 model=test-model-0825")
        .ends(false)
        .sends("user", "  text A cliff?")
        .says("assistant (error)", "  text Mo");
  }

  @Test
  void readsTools() {
    Exchange.of("chat-completions/tools", "qwen.qwen3-32b-v1:0")
        .sends(
            "developer",
            "  text Be brief.",
            "user",
            "  text Which cliff?",
            "  image image/png 3 aW1n",
            "  image null at https://example.com/cliff.png",
            "  audio audio/wav 3 YXVk",
            "  document application/pdf 3 cGRm",
            "  file {file_id=\"f-1\"}",
            "  odd {}",
            "assistant",
            "  reasoning hm",
            "  call c-1 lookup {sea=\"Atlantic\"}",
            "  call c-2 lookup \"not json\"",
            "tool",
            "  result c-1 \"Moher\"",
            "tool",
            "  result c-2 [text a; text b]",
            "function lookup (Looks up) {\"type\":\"object\"}")
        .says(
            "assistant (tool_call)",
            "  reasoning Moher?",
            "  text It is Moher.",
            "  call c-3 walk {far=true}",
            "  call c-4 rest {}");
  }

  @Test
  void readsStreamOfTools() {
    Exchange.of("chat-completions/stream-tools", "minimax.minimax-m2.1")
        .says(
            "assistant (tool_call)",
            "  reasoning Moher?",
            "  text It is Moher.",
            "  call c-3 walk {far=true}",
            "  call c-4 rest {}");
  }

  @Test
  void splitsReasoning() {
    Exchange.of("chat-completions/reasoning", "openai.gpt-oss-120b-1:0")
        .sends("user", "  text A cliff?")
        .says(
            "assistant (stop)",
            "  reasoning Moher?",
            "  text Moher",
            "assistant (length)",
            "  reasoning Or ");
  }

  @Test
  void splitsReasoningOfStream() {
    Exchange.of("chat-completions/stream-reasoning", "moonshot.kimi-k2-thinking")
        .sends("user", "  text A cliff?")
        .says(
            "assistant (stop)",
            "  reasoning Moher?",
            "  text Moher",
            "assistant (length)",
            "  reasoning Or ");
  }

  @Test
  void readsThinking() {
    Exchange.of("chat-completions/thinking", "mistral.magistral-small-2509")
        .sends("user", "  text A cliff?")
        .says("assistant (stop)", "  reasoning Moher?", "  text Moher");
  }
}
