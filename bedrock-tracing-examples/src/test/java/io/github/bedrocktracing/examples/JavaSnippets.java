/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pieces of Java: those that the README and the docs quote, and those that a source marks for
 * quoting.
 */
final class JavaSnippets {
  private static final String BLOCK_START = "```java";
  private static final String BLOCK_END = "```";
  private static final String REGION_START = "// readme:start ";
  private static final String REGION_END = "// readme:end ";

  private JavaSnippets() {}

  /** Returns the Java blocks of a Markdown text, without their indentation. */
  static List<String> blocks(String markdown) {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = null;
    for (String line : markdown.lines().toList()) {
      if (block == null) {
        block = line.strip().equals(BLOCK_START) ? new StringBuilder() : null;
      } else if (line.strip().equals(BLOCK_END)) {
        blocks.add(normal(block.toString()));
        block = null;
      } else {
        block.append(line).append('\n');
      }
    }
    return blocks;
  }

  /** Returns the marked regions of a source by name, without their indentation. */
  static Map<String, String> regions(String source) {
    Map<String, String> regions = new LinkedHashMap<>();
    Map<String, StringBuilder> open = new LinkedHashMap<>();
    for (String line : source.lines().toList()) {
      String text = line.strip();
      if (text.startsWith(REGION_START)) {
        open.put(text.substring(REGION_START.length()), new StringBuilder());
      } else if (text.startsWith(REGION_END)) {
        String name = text.substring(REGION_END.length());
        StringBuilder region = open.remove(name);
        if (region == null) {
          throw new IllegalArgumentException("Region ends that never began: " + name);
        }
        regions.put(name, normal(region.toString()));
      } else {
        open.values().forEach(region -> region.append(line).append('\n'));
      }
    }
    if (!open.isEmpty()) {
      throw new IllegalArgumentException("Regions that never end: " + open.keySet());
    }
    return regions;
  }

  private static String normal(String code) {
    // A blank last line would count as indented by nothing.
    return code.stripTrailing().stripIndent().strip();
  }
}
