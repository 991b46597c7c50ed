/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The size of the jar, and of what comes with it that an AWS SDK does not bring anyway. */
final class Footprint {
  private Footprint() {}

  /** Reads the jar and the bill of materials that the build has made; returns the table. */
  static String measure() throws IOException {
    Path target = BenchSettings.target();
    Map<String, List<String>> needs = new HashMap<>();
    JsonNode bill = new ObjectMapper().readTree(target.resolve("bom.json").toFile());
    for (JsonNode dependency : bill.path("dependencies")) {
      needs.put(
          dependency.path("ref").asText(),
          stream(dependency.path("dependsOn")).map(JsonNode::asText).toList());
    }
    Set<String> optional = new HashSet<>();
    for (JsonNode component : bill.path("components")) {
      if (component.path("scope").asText().equals("optional")) {
        optional.add(component.path("bom-ref").asText());
      }
    }
    Set<String> ofSdk = new TreeSet<>();
    needs.keySet().stream()
        .filter(ref -> ref.startsWith("pkg:maven/software.amazon.awssdk/"))
        .forEach(ref -> reach(ref, needs, Set.of(), ofSdk));
    Set<String> ofLibrary = new TreeSet<>();
    String library = bill.path("metadata").path("component").path("bom-ref").asText();
    reach(library, needs, optional, ofLibrary);
    Table table = new Table("jar", "size");
    try (Stream<Path> built = Files.list(target)) {
      for (Path jar :
          built.filter(f -> f.toString().matches(".*/bedrock-tracing-core-[^/]*\\.jar")).toList()) {
        table.row("the library", Table.bytes((double) Files.size(jar)));
      }
    }
    Map<String, Long> sizes = new TreeMap<>();
    for (JsonNode component : bill.path("components")) {
      String ref = component.path("bom-ref").asText();
      if (ofLibrary.contains(ref) && !ofSdk.contains(ref)) {
        String name = component.path("name").asText() + "-" + component.path("version").asText();
        sizes.put(name, size(name + ".jar"));
      }
    }
    for (Map.Entry<String, Long> each : sizes.entrySet()) {
      table.row("`" + each.getKey() + "`", Table.bytes(each.getValue().doubleValue()));
    }
    long sum = sizes.values().stream().mapToLong(Long::longValue).sum();
    table.row(sizes.size() + " dependencies beside the AWS SDK's", Table.bytes((double) sum));
    return table.toString();
  }

  private static void reach(
      String from, Map<String, List<String>> needs, Set<String> leftOut, Set<String> reached) {
    Deque<String> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (!leftOut.contains(next) && reached.add(next)) {
        open.addAll(needs.getOrDefault(next, List.of()));
      }
    }
  }

  private static long size(String jar) throws IOException {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path file = Path.of(entry);
      if (file.endsWith(jar)) {
        return Files.size(file);
      }
    }
    throw new IllegalStateException(jar + " is not on the class path");
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    Stream.Builder<JsonNode> elements = Stream.builder();
    array.forEach(elements::add);
    return elements.build();
  }
}
