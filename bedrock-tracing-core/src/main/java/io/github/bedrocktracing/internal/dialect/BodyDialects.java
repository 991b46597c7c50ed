/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect;

import io.github.bedrocktracing.internal.dialect.ai21.Jurassic2Dialect;
import io.github.bedrocktracing.internal.dialect.amazon.AmazonDialects;
import io.github.bedrocktracing.internal.dialect.anthropic.AnthropicDialects;
import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import io.github.bedrocktracing.internal.dialect.body.BodyShapes;
import io.github.bedrocktracing.internal.dialect.cohere.CohereDialects;
import io.github.bedrocktracing.internal.dialect.luma.LumaRayDialect;
import io.github.bedrocktracing.internal.dialect.meta.LlamaDialect;
import io.github.bedrocktracing.internal.dialect.mistral.MistralTextDialect;
import io.github.bedrocktracing.internal.dialect.openai.OpenAiDialects;
import io.github.bedrocktracing.internal.dialect.stability.StabilityDialects;
import io.github.bedrocktracing.internal.dialect.twelvelabs.TwelveLabsDialects;
import io.github.bedrocktracing.internal.inference.ModelId;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Every dialect known; where several could be meant, the one named first is. */
final class BodyDialects {
  /** The dialect of bodies that no other dialect knows. */
  static final Entry GENERIC = new Entry(new GenericDialect());

  /** Every other: those with telling keys stand before those whose keys others have too. */
  static final List<Entry> ALL =
      Stream.of(
              AnthropicDialects.ALL,
              AmazonDialects.ALL,
              TwelveLabsDialects.ALL,
              CohereDialects.ALL,
              List.of(
                  new LlamaDialect(),
                  new Jurassic2Dialect(),
                  new MistralTextDialect(),
                  new LumaRayDialect()),
              StabilityDialects.ALL,
              OpenAiDialects.ALL)
          .<BodyDialect>flatMap(List::stream)
          .map(Entry::new)
          .toList();

  private BodyDialects() {}

  /** Returns the dialect that models of this id usually speak, or the generic one. */
  static Entry usualFor(ModelId model) {
    // Asked for every call: neither an iterator nor a function is made for it.
    for (int i = 0; i < ALL.size(); i++) {
      if (ALL.get(i).dialect().usualFor(model)) {
        return ALL.get(i);
      }
    }
    return GENERIC;
  }

  /** Returns the first dialect that fits, or the generic one. */
  static Entry first(Predicate<BodyDialect> fits) {
    for (Entry entry : ALL) {
      if (fits.test(entry.dialect())) {
        return entry;
      }
    }
    return GENERIC;
  }

  /** A dialect with its response shapes completed by the fields that Bedrock adds; one of each. */
  static final class Entry {
    private final BodyDialect dialect;
    private final BodyShapes shapes;

    private Entry(BodyDialect dialect) {
      this.dialect = dialect;
      this.shapes = BedrockEnvelope.around(dialect.shapes());
    }

    BodyDialect dialect() {
      return dialect;
    }

    BodyShapes shapes() {
      return shapes;
    }
  }
}
