/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An object that was made as a map. */
final class MapObject extends JsonObject {
  static final JsonObject EMPTY = new MapObject(Map.of());

  private final Map<?, ?> fields;

  MapObject(Map<?, ?> fields) {
    this.fields = fields;
  }

  @Override
  public boolean isEmpty() {
    return fields.isEmpty();
  }

  @Override
  public boolean has(String name) {
    return fields.get(name) != null;
  }

  @Override
  public @Nullable Object value(String name) {
    return fields.get(name);
  }

  @Override
  public @Nullable String text(String name) {
    return fields.get(name) instanceof String text ? text : null;
  }

  @Override
  public @Nullable String textLike(@Nullable String known, String name) {
    return text(name);
  }

  @Override
  public @Nullable CharSequence lazyText(String name) {
    return text(name);
  }

  @Override
  public JsonBytes content(String name) {
    return JsonBytes.of(text(name, "").getBytes(UTF_8));
  }

  @Override
  public @Nullable Number number(String name) {
    return fields.get(name) instanceof Number number ? number : null;
  }

  @Override
  public JsonObject object(String name) {
    return of(fields.get(name));
  }

  @Override
  public boolean isArray(String name) {
    return fields.get(name) instanceof List<?>;
  }

  @Override
  public int count(String name) {
    return fields.get(name) instanceof List<?> list ? list.size() : 0;
  }

  @Override
  public @Nullable Object element(String name) {
    return element(fields.get(name));
  }

  @Override
  public List<@Nullable Object> elements(String name) {
    return fields.get(name) instanceof List<?> list ? elementsOf(list) : List.of();
  }

  @Override
  public List<CharSequence> lazyTexts(String name) {
    Object value = fields.get(name);
    if (value instanceof String text) {
      return List.of(text);
    }
    List<CharSequence> texts = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object element : list) {
        if (element instanceof String text) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  @Override
  public List<JsonObject> objects(String name) {
    return fields.get(name) instanceof List<?> list ? objectsOf(list) : List.of();
  }

  @Override
  public List<JsonObject> objects() {
    return objectsOf(fields.values());
  }

  @Override
  public @Nullable String firstName(String unwanted) {
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      if (field.getValue() != null
          && field.getKey() instanceof String name
          && !name.equals(unwanted)) {
        return name;
      }
    }
    return null;
  }

  @Override
  public Map<String, Object> without(String... unwanted) {
    return without(value -> value, unwanted);
  }

  @Override
  public Map<String, Object> lazyWithout(String... unwanted) {
    return without(MapObject::element, unwanted);
  }

  @Override
  public Map<?, ?> fields() {
    return fields;
  }

  @Override
  public int length() {
    return JsonText.write(fields).length();
  }

  @Override
  public int hash(String name) {
    return text(name, "").hashCode();
  }

  private Map<String, Object> without(UnaryOperator<@Nullable Object> as, String... unwanted) {
    List<String> left = List.of(unwanted);
    Map<String, Object> rest = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          Object given = as.apply(value);
          if (name instanceof String text && given != null && !left.contains(text)) {
            rest.put(text, given);
          }
        });
    return rest;
  }

  private static List<JsonObject> objectsOf(Collection<?> values) {
    List<JsonObject> objects = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof Map<?, ?> map) {
        objects.add(new MapObject(map));
      }
    }
    return objects;
  }

  private static @Nullable Object element(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new MapObject(map);
    }
    return value instanceof List<?> list ? elementsOf(list) : value;
  }

  private static List<@Nullable Object> elementsOf(List<?> values) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (Object value : values) {
      elements.add(element(value));
    }
    return elements;
  }
}
