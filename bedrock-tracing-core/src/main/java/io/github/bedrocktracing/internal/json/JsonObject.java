/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object whose fields are asked for by name and type; absent and odd ones are null. */
public final class JsonObject {
  /** An object with no fields. */
  public static final JsonObject EMPTY = new JsonObject(Map.of());

  private final Map<?, ?> fields;

  private JsonObject(Map<?, ?> fields) {
    this.fields = fields;
  }

  /** Returns the object that a value is; an empty one when it is none. */
  public static JsonObject of(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? new JsonObject(map) : EMPTY;
  }

  /** Returns whether the object has no fields. */
  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /** Returns whether a field is there with a value other than null. */
  public boolean has(String name) {
    return fields.get(name) != null;
  }

  /** Returns a field's value, whatever it is. */
  public @Nullable Object value(String name) {
    return fields.get(name);
  }

  /** Returns a string field. */
  public @Nullable String text(String name) {
    return fields.get(name) instanceof String text ? text : null;
  }

  /** Returns a string field, or a default. */
  public String text(String name, String byDefault) {
    return fields.get(name) instanceof String text ? text : byDefault;
  }

  /** Returns a number field as a whole number, or a default. */
  public int integer(String name, int byDefault) {
    return fields.get(name) instanceof Number number ? number.intValue() : byDefault;
  }

  /** Returns an object field; an empty object when there is none. */
  public JsonObject object(String name) {
    return of(fields.get(name));
  }

  /** Returns an array field's elements, whatever they are; empty when there is none. */
  public List<@Nullable Object> values(String name) {
    return fields.get(name) instanceof List<?> list ? new ArrayList<>(list) : List.of();
  }

  /** Returns the strings of a field that is a string or an array with some. */
  public List<String> texts(String name) {
    if (fields.get(name) instanceof String text) {
      return List.of(text);
    }
    List<String> texts = new ArrayList<>();
    for (Object element : values(name)) {
      if (element instanceof String text) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** Returns an array field's elements that are objects. */
  public List<JsonObject> objects(String name) {
    List<JsonObject> objects = new ArrayList<>();
    for (Object element : values(name)) {
      if (element instanceof Map<?, ?> map) {
        objects.add(new JsonObject(map));
      }
    }
    return objects;
  }

  /** Returns the fields that are there with a value other than null, but for those named. */
  public Map<String, Object> without(String... names) {
    List<String> unwanted = List.of(names);
    Map<String, Object> rest = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          if (name instanceof String text && value != null && !unwanted.contains(text)) {
            rest.put(text, value);
          }
        });
    return rest;
  }

  /** Returns the fields. */
  public Map<?, ?> fields() {
    return fields;
  }
}
