/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** An object that was read from bytes. */
final class DocumentObject extends JsonObject {
  private final JsonDocument document;
  private final int object;

  /** Creates a view of the object at a place of a document. */
  DocumentObject(JsonDocument document, int object) {
    this.document = document;
    this.object = object;
  }

  @Override
  public boolean isEmpty() {
    return document.first(object) == document.next(object);
  }

  @Override
  public boolean has(String name) {
    int value = document.find(object, name);
    return value >= 0 && !document.isNull(value);
  }

  @Override
  public @Nullable Object value(String name) {
    int value = document.find(object, name);
    return value < 0 ? null : document.value(value);
  }

  @Override
  public @Nullable String text(String name) {
    int value = document.find(object, name);
    return value >= 0 && document.isText(value) ? document.text(value) : null;
  }

  @Override
  public @Nullable String textLike(@Nullable String known, String name) {
    int value = document.find(object, name);
    if (value < 0 || !document.isText(value)) {
      return null;
    }
    return known != null && document.isPlain(value, known) ? known : document.text(value);
  }

  @Override
  public @Nullable CharSequence lazyText(String name) {
    int value = document.find(object, name);
    return value >= 0 && document.isText(value) ? document.lazyText(value) : null;
  }

  @Override
  public JsonBytes content(String name) {
    int value = document.find(object, name);
    return value >= 0 && document.isText(value)
        ? document.content(value)
        : JsonBytes.of(new byte[0]);
  }

  @Override
  public @Nullable Number number(String name) {
    int value = document.find(object, name);
    return value >= 0 && document.isNumber(value) ? document.number(value) : null;
  }

  @Override
  public JsonObject object(String name) {
    int value = document.find(object, name);
    return value >= 0 && document.isObject(value) ? new DocumentObject(document, value) : empty();
  }

  @Override
  public boolean isArray(String name) {
    int value = document.find(object, name);
    return value >= 0 && document.isArray(value);
  }

  @Override
  public int count(String name) {
    int value = document.find(object, name);
    return value >= 0 && document.isArray(value) ? document.count(value) : 0;
  }

  @Override
  public @Nullable Object element(String name) {
    int value = document.find(object, name);
    return value < 0 ? null : document.element(value);
  }

  @Override
  public List<@Nullable Object> elements(String name) {
    int value = document.find(object, name);
    return value >= 0 && document.isArray(value) ? document.elements(value) : List.of();
  }

  @Override
  public List<CharSequence> lazyTexts(String name) {
    int value = document.find(object, name);
    if (value >= 0 && document.isText(value)) {
      return List.of(document.lazyText(value));
    }
    if (value < 0 || !document.isArray(value)) {
      return List.of();
    }
    List<CharSequence> texts = new ArrayList<>();
    int end = document.next(value);
    for (int at = document.first(value); at < end; at = document.next(at)) {
      if (document.isText(at)) {
        texts.add(document.lazyText(at));
      }
    }
    return texts;
  }

  @Override
  public List<JsonObject> objects(String name) {
    int value = document.find(object, name);
    if (value < 0 || !document.isArray(value)) {
      return List.of();
    }
    List<JsonObject> objects = new ArrayList<>();
    int end = document.next(value);
    for (int at = document.first(value); at < end; at = document.next(at)) {
      addObject(at, objects);
    }
    return objects;
  }

  @Override
  public List<JsonObject> objects() {
    List<JsonObject> objects = new ArrayList<>();
    int end = document.next(object);
    int value;
    for (int field = document.first(object); field < end; field = document.next(value)) {
      value = document.valueOf(field);
      addObject(value, objects);
    }
    return objects;
  }

  @Override
  public @Nullable String firstName(String unwanted) {
    int end = document.next(object);
    int value;
    for (int field = document.first(object); field < end; field = document.next(value)) {
      value = document.valueOf(field);
      if (!document.isNull(value) && !document.isNamedAny(field, unwanted)) {
        String name = document.text(field);
        // Of fields of one name the last counts.
        if (has(name)) {
          return name;
        }
      }
    }
    return null;
  }

  @Override
  public Map<String, Object> without(String... unwanted) {
    return without(document::value, unwanted);
  }

  @Override
  public Map<String, Object> lazyWithout(String... unwanted) {
    return without(document::element, unwanted);
  }

  @Override
  public Map<?, ?> fields() {
    return document.map(object);
  }

  @Override
  public int length() {
    return document.length(object);
  }

  @Override
  public int hash(String name) {
    int value = document.find(object, name);
    return value >= 0 && document.isText(value) ? document.hash(value) : 0;
  }

  private void addObject(int value, List<JsonObject> objects) {
    if (document.isObject(value)) {
      objects.add(new DocumentObject(document, value));
    }
  }

  private Map<String, Object> without(IntFunction<@Nullable Object> as, String... unwanted) {
    Map<String, Object> rest = new LinkedHashMap<>();
    int end = document.next(object);
    int value;
    for (int field = document.first(object); field < end; field = document.next(value)) {
      value = document.valueOf(field);
      if (document.isNamedAny(field, unwanted)) {
        continue;
      }
      Object given = as.apply(value);
      if (given == null) {
        rest.remove(document.text(field));
      } else {
        rest.put(document.text(field), given);
      }
    }
    return rest;
  }
}
