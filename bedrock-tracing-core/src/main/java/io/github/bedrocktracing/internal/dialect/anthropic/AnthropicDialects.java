/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.anthropic;

import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import java.util.List;

/** Anthropic's dialects; where several could be meant, the one named first is. */
public final class AnthropicDialects {
  /** Each of them, once. */
  public static final List<BodyDialect> ALL =
      List.of(new AnthropicTextDialect(), new AnthropicMessagesDialect());

  private AnthropicDialects() {}
}
