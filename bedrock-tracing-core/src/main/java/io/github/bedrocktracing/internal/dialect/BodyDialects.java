/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect;

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
              new AnthropicTextDialect(),
              new AnthropicMessagesDialect(),
              new NovaEmbeddingsDialect(),
              new AmazonImageDialect(),
              new NovaReelDialect(),
              new NovaDialect(),
              new TitanTextDialect(),
              new MarengoDialect(),
              new TitanEmbeddingsDialect(),
              new CohereEmbedDialect(),
              new RerankDialect(),
              new CohereCommandRDialect(),
              new CohereCommandDialect(),
              new LlamaDialect(),
              new Jurassic2Dialect(),
              new MistralTextDialect(),
              new PegasusDialect(),
              new LumaRayDialect(),
              new StableDiffusionXlDialect(),
              new StabilityImageDialect(),
              new ChatCompletionsDialect(),
              new TextCompletionsDialect())
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
