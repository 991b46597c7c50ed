/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.amazon;

import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import java.util.List;

/** Amazon's dialects; where several could be meant, the one named first is. */
public final class AmazonDialects {
  /** Each of them, once. */
  public static final List<BodyDialect> ALL =
      List.of(
          new NovaEmbeddingsDialect(),
          new AmazonImageDialect(),
          new NovaReelDialect(),
          new NovaDialect(),
          new TitanTextDialect(),
          new TitanEmbeddingsDialect());

  private AmazonDialects() {}
}
