/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.inference.message.BinaryContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Joins events that are fragments of the same thing: alike but for the texts that models send in
 * pieces.
 */
final class StreamFragments {
  /** Fields whose texts come in pieces. */
  private static final Set<String> PIECES =
      Set.of(
          "text",
          "input",
          "partial_json",
          "thinking",
          "outputText",
          "generation",
          "completion",
          "content",
          "reasoning",
          "reasoning_content",
          "arguments");

  /** Fields whose texts are bytes in base64, which no redactor can look into. */
  private static final Set<String> BYTES = Set.of("bytes", "data", "b64_json", "redactedContent");

  /** Fields that only the model's maker can read; they are kept empty, as they may be pieces. */
  private static final Set<String> OPAQUE = Set.of("signature", "encrypted_content");

  /** Bedrock's random padding, which means nothing. */
  private static final String PADDING = "p";

  private StreamFragments() {}

  /**
   * Returns a copy of a tree without padding, signatures and bytes, to which fragments can be
   * joined.
   */
  static @Nullable Object growing(@Nullable Object json) {
    return growing("", json);
  }

  /**
   * Adds a fragment to a growing tree.
   *
   * @return whether it is one; nothing is added otherwise
   */
  static boolean join(@Nullable Object growing, @Nullable Object fragment) {
    if (!fits(growing, fragment)) {
      return false;
    }
    add(growing, fragment);
    return true;
  }

  private static @Nullable Object growing(String name, @Nullable Object json) {
    if (json instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach(
          (key, value) -> {
            if (!PADDING.equals(key)) {
              copy.put(String.valueOf(key), growing(String.valueOf(key), value));
            }
          });
      return copy;
    }
    if (json instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      list.forEach(element -> copy.add(growing(name, element)));
      return copy;
    }
    if (json instanceof String text && (PIECES.contains(name) || OPAQUE.contains(name))) {
      StringBuilder growing = new StringBuilder();
      growing.append(OPAQUE.contains(name) ? "" : text);
      return growing;
    }
    if (json instanceof String base64 && BYTES.contains(name)) {
      return described(BinaryContent.ofBase64(base64, 0));
    }
    return json;
  }

  /** Media stand whole in the messages at most, where a limit holds for them. */
  private static Map<String, Object> described(BinaryContent bytes) {
    return Map.of("size", bytes.size(), "sha256", bytes.sha256());
  }

  private static boolean fits(@Nullable Object growing, @Nullable Object fragment) {
    if (growing instanceof StringBuilder) {
      return fragment instanceof String;
    }
    if (growing instanceof Map<?, ?> map && fragment instanceof Map<?, ?> other) {
      int fields = other.containsKey(PADDING) ? other.size() - 1 : other.size();
      boolean pieces = false;
      for (Map.Entry<?, ?> field : map.entrySet()) {
        if (!other.containsKey(field.getKey())
            || !fits(field.getValue(), other.get(field.getKey()))) {
          return false;
        }
        pieces |= isContainer(field.getValue());
      }
      return map.size() == fields && pieces;
    }
    return growing == null ? fragment == null : growing.equals(fragment);
  }

  private static boolean isContainer(@Nullable Object value) {
    return value instanceof StringBuilder || value instanceof Map<?, ?>;
  }

  private static void add(@Nullable Object growing, @Nullable Object fragment) {
    if (growing instanceof StringBuilder text) {
      text.append(fragment);
    } else if (growing instanceof Map<?, ?> map && fragment instanceof Map<?, ?> other) {
      map.forEach(
          (key, value) -> {
            if (!OPAQUE.contains(key)) {
              add(value, other.get(key));
            }
          });
    }
  }
}
