/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes maps and lists of what is written; scalars stay what they are. */
public final class JsonTreeBuilder implements JsonOutput {
  private final Deque<Object> open = new ArrayDeque<>();
  private @Nullable Object root;
  private @Nullable String name;

  private JsonTreeBuilder() {}

  /** Returns a value that writes itself as maps and lists. */
  public static @Nullable Object of(JsonWritable value) {
    JsonTreeBuilder tree = new JsonTreeBuilder();
    value.writeTo(tree);
    return tree.root;
  }

  @Override
  public void beginObject() {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    add(object);
    open.push(object);
  }

  @Override
  public void endObject() {
    open.pop();
  }

  @Override
  public void beginArray() {
    List<@Nullable Object> array = new ArrayList<>();
    add(array);
    open.push(array);
  }

  @Override
  public void endArray() {
    open.pop();
  }

  @Override
  public void name(String name) {
    this.name = name;
  }

  @Override
  public void scalar(@Nullable Object value) {
    add(value instanceof CharSequence text ? text.toString() : value);
  }

  @SuppressWarnings("unchecked") // Only such maps and lists are open.
  private void add(@Nullable Object value) {
    Object owner = open.peek();
    if (owner instanceof Map<?, ?> object) {
      ((Map<@Nullable String, @Nullable Object>) object).put(name, value);
    } else if (owner instanceof List<?> array) {
      ((List<@Nullable Object>) array).add(value);
    } else {
      root = value;
    }
  }
}
