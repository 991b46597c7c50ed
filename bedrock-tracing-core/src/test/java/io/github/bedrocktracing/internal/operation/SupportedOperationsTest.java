/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.GeneratedTable;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreAsyncClient;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreClient;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** The table of operations, made from the methods of the SDK's clients and what is recorded. */
@Tag("one-sdk")
final class SupportedOperationsTest {
  private static final Path PAGE = Path.of("..", "docs", "supported.md");

  @Test
  void table_isEveryOperationOfTheClients() {
    List<String> table = new ArrayList<>();
    table.add("| service | operation | clients | recorded |");
    table.add("|---|---|---|---|");
    addTo(table, "BedrockRuntime", BedrockRuntimeClient.class, BedrockRuntimeAsyncClient.class);
    addTo(
        table,
        "BedrockAgentRuntime",
        BedrockAgentRuntimeClient.class,
        BedrockAgentRuntimeAsyncClient.class);
    addTo(
        table, "BedrockAgentCore", BedrockAgentCoreClient.class, BedrockAgentCoreAsyncClient.class);

    assertThat(table).anySatisfy(row -> assertThat(row).contains("| Converse | sync, async | yes"));
    GeneratedTable.assertShows(PAGE, "operations", table);
  }

  private static void addTo(List<String> table, String service, Class<?> sync, Class<?> async) {
    Map<String, String> clients = new TreeMap<>();
    operations(sync).forEach(name -> clients.put(name, "sync"));
    operations(async).forEach(name -> clients.merge(name, "async", (one, other) -> "sync, async"));
    clients.forEach(
        (name, kinds) -> {
          boolean recorded = OperationCaptures.forExecution(service, name) != null;
          table.add(
              "| %s | %s | %s | %s |".formatted(service, name, kinds, recorded ? "yes" : "–"));
        });
  }

  /** An operation has a method that takes a request, whose name is the operation's. */
  private static Set<String> operations(Class<?> client) {
    Set<String> names = new TreeSet<>();
    for (Method method : client.getMethods()) {
      Class<?>[] parameters = method.getParameterTypes();
      if (parameters.length > 0
          && SdkRequest.class.isAssignableFrom(parameters[0])
          && parameters[0].getSimpleName().equalsIgnoreCase(method.getName() + "Request")) {
        names.add(parameters[0].getSimpleName().replaceFirst("Request$", ""));
      }
    }
    return names;
  }
}
