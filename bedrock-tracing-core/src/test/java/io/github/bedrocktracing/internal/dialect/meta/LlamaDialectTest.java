/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.meta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.dialect.BodyReader;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.json.JsonBytes;
import io.github.bedrocktracing.testing.dialect.Exchange;
import org.junit.jupiter.api.Test;

final class LlamaDialectTest {
  @Test
  void readsCompletion() {
    Exchange.of("llama/unary", "meta.llama3-8b-instruct-v1:0")
        .asks("operation=text_completion maxTokens=18 temperature=0.6 topP=0.85")
        .answers("text_completion", "finish=[stop] input=5 output=4")
        .sends("user", "  text A hill?", "  image null 3 aW1n")
        .says("assistant (stop)", "  text Box Hill");
  }

  @Test
  void readsStream() {
    Exchange.of("llama/stream", "us.meta.llama4-scout-17b-instruct-v1:0")
        .asks("operation=text_completion maxTokens=18 temperature=0.6 topP=0.85")
        .answers(
            "text_completion",
            "finish=[length] input=5 output=2 invocationLatency=310 firstByteLatency=95")
        .ends(true)
        .sends("user", "  text A hill?")
        .says("assistant (length)", "  text Box Hill");
  }

  @Test
  void readsPromptAlone() {
    Exchange.of("llama/bare", "meta.llama2-13b-chat-v1")
        .asks("operation=text_completion temperature=0.6")
        .answers("text_completion", "finish=[stop] input=5 output=4")
        .sends("user", "  text A hill?")
        .says("assistant (stop)", "  text Box Hill");
  }

  @Test
  void streamOfAnotherAttempt_isReadFromItsBeginning() {
    String first = "{\"generation\":\"%s\",\"prompt_token_count\":5,\"generation_token_count\":1}";
    BodyReader reader = new BodyReader(ModelId.parse("meta.llama3-8b-instruct-v1:0"));
    InferenceResponse.Builder failed = InferenceResponse.builder();
    read(reader, first.formatted("A"), failed);
    read(reader, first.formatted("B"), failed);
    InferenceResponse.Builder retried = InferenceResponse.builder();

    read(reader, first.formatted("C"), retried);

    assertThat(retried.build().usage().input()).isEqualTo(5);
  }

  private static void read(BodyReader reader, String chunk, InferenceResponse.Builder response) {
    reader.chunk(JsonBytes.of(chunk.getBytes(UTF_8)), response);
  }
}
