/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.testing.GeneratedTable;
import io.github.bedrocktracing.testing.dialect.Exchange;
import io.github.bedrocktracing.testing.dialect.Facts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of what is read of InvokeModel bodies, made by reading those of the tests. */
final class SupportedModelsTest {
  private static final Path PAGE = Path.of("..", "docs", "supported.md");
  private static final Set<String> USAGE =
      Set.of("input", "output", "cacheRead", "cacheWrite", "reasoning");

  @Test
  void table_isWhatTheBodiesTell() {
    Map<String, Family> families = new TreeMap<>();
    for (Path folder : Exchange.folders()) {
      families
          .computeIfAbsent(folder.getParent().getFileName().toString(), name -> new Family())
          .add(folder);
    }
    List<String> table = new ArrayList<>();
    table.add(
        "| family of bodies | `gen_ai.operation.name` | stream | parameters | tokens"
            + " | in content |");
    table.add("|---|---|---|---|---|---|");
    families.forEach((name, family) -> table.add(family.row(name)));

    assertThat(families).hasSizeGreaterThan(20);
    GeneratedTable.assertShows(PAGE, "models", table);
  }

  /** What the bodies of one family tell together. */
  private static final class Family {
    private final Set<String> operations = new TreeSet<>();
    private final Set<String> parameters = new TreeSet<>();
    private final Set<String> tokens = new TreeSet<>();
    private final Set<String> content = new TreeSet<>();
    private boolean streamed;

    void add(Path folder) {
      Exchange exchange = Exchange.read(folder, Exchange.OPAQUE);
      operations.add(exchange.operation().value());
      Facts.of(exchange.request()).keySet().stream()
          .filter(fact -> !fact.equals("operation"))
          .forEach(parameters::add);
      Facts.of(exchange.response()).keySet().stream().filter(USAGE::contains).forEach(tokens::add);
      Stream.concat(exchange.input().messages().stream(), exchange.output().stream())
          .map(ChatMessage::parts)
          .flatMap(List::stream)
          .map(MessagePart::getClass)
          .map(Class::getSimpleName)
          .map(name -> name.replaceAll("(?<=.)([A-Z])", " $1").toLowerCase(Locale.ROOT))
          .forEach(content::add);
      streamed |= !Files.exists(folder.resolve("response.json"));
    }

    String row(String name) {
      return "| %s | %s | %s | %s | %s | %s |"
          .formatted(
              name,
              String.join(", ", operations),
              streamed ? "yes" : "–",
              list(parameters),
              list(tokens),
              list(content));
    }

    private static String list(Set<String> values) {
      return values.isEmpty() ? "–" : String.join(", ", values);
    }
  }
}
