/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.cohere;

import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import java.util.List;

/** Cohere's dialects; where several could be meant, the one named first is. */
public final class CohereDialects {
  /** Each of them, once. */
  public static final List<BodyDialect> ALL =
      List.of(
          new CohereEmbedDialect(),
          new RerankDialect(),
          new CohereCommandRDialect(),
          new CohereCommandDialect());

  private CohereDialects() {}
}
