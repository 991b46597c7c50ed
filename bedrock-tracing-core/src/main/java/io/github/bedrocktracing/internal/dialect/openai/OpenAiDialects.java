/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.openai;

import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import java.util.List;

/** OpenAI's dialects; where several could be meant, the one named first is. */
public final class OpenAiDialects {
  /** Each of them, once. */
  public static final List<BodyDialect> ALL =
      List.of(new ChatCompletionsDialect(), new TextCompletionsDialect());

  private OpenAiDialects() {}
}
