/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.capture;

import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;

/**
 * Values of the program's own as JSON, up to a limit: they may be without end, hold themselves, or
 * hold the same thing again and again.
 */
public final class ProgramTree {
  private static final int MAX_DEPTH = 64;

  private int left;

  private ProgramTree(int maxCharacters) {
    this.left = maxCharacters;
  }

  /** Returns about so many characters of a value as maps, lists and scalars; marks what is cut. */
  public static @Nullable Object of(@Nullable Object value, int maxCharacters) {
    return new ProgramTree(maxCharacters).of(value, 0, "");
  }

  private @Nullable Object of(@Nullable Object value, int depth, String name) {
    left -= 1 + name.length();
    if (value instanceof Document || value instanceof SdkPojo) {
      if (left <= 0) {
        return MessageAssembler.CUT_MARK;
      }
      SdkTree walk = new SdkTree(left);
      Object tree = walk.tree(value);
      left = walk.charactersLeft();
      return tree;
    }
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      if (depth >= MAX_DEPTH || left <= 0) {
        return MessageAssembler.CUT_MARK;
      }
      return value instanceof Map<?, ?> map ? fields(map, depth) : elements((List<?>) value, depth);
    }
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    String text = value.toString();
    left -= text.length();
    return text;
  }

  private Map<String, @Nullable Object> fields(Map<?, ?> map, int depth) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (Map.Entry<?, ?> field : map.entrySet()) {
      if (left <= 0) {
        fields.put(MessageAssembler.CUT_MARK, map.size() - fields.size());
        break;
      }
      String name = String.valueOf(field.getKey());
      fields.put(name, of(field.getValue(), depth + 1, name));
    }
    return fields;
  }

  private List<@Nullable Object> elements(List<?> list, int depth) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (Object element : list) {
      if (left <= 0) {
        elements.add(MessageAssembler.CUT_MARK);
        break;
      }
      elements.add(of(element, depth + 1, ""));
    }
    return elements;
  }
}
