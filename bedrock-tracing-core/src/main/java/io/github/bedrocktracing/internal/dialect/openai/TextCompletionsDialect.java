/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.openai;

import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import io.github.bedrocktracing.internal.dialect.body.BodyShapes;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.json.TopLevelKeys;

/** The text completions of OpenAI, spoken by DeepSeek R1, Palmyra and many imported models. */
final class TextCompletionsDialect implements BodyDialect {
  private static final BodyShapes SHAPES =
      new BodyShapes(
          CompletionShapes.REQUEST,
          CompletionShapes.RESPONSE,
          CompletionShapes.CHUNK,
          new TextCompletionsContent());

  @Override
  public OperationName operation() {
    return OperationName.TEXT_COMPLETION;
  }

  @Override
  public boolean usualFor(ModelId model) {
    return model.isFrom("deepseek") && model.isNamed("r1");
  }

  @Override
  public boolean isRequest(TopLevelKeys keys) {
    return keys.has("prompt");
  }

  @Override
  public boolean isResponse(TopLevelKeys keys) {
    return keys.has("choices");
  }

  @Override
  public BodyShapes shapes() {
    return SHAPES;
  }
}
