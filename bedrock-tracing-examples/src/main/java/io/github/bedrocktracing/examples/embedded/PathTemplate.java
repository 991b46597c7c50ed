/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A path whose segments in braces stand for values, such as {@code /model/{modelId}/converse}.
 *
 * @param segments the segments as they stand between the slashes
 */
record PathTemplate(List<String> segments) {
  static PathTemplate of(String template) {
    return new PathTemplate(split(template));
  }

  /** Returns the decoded values by name if the path, still encoded, is one of this template. */
  Optional<Map<String, String>> match(String rawPath) {
    List<String> actual = split(rawPath);
    if (actual.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < actual.size(); i++) {
      String expected = segments.get(i);
      if (expected.startsWith("{")) {
        values.put(expected.substring(1, expected.length() - 1), decode(actual.get(i)));
      } else if (!expected.equals(actual.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  private static List<String> split(String path) {
    return List.of(path.split("/", -1));
  }

  private static String decode(String segment) {
    // URLDecoder is made for forms, where a plus sign is a space.
    return URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
  }
}
