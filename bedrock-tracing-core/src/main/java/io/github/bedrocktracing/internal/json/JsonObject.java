/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose fields are asked for by name and type; absent and odd ones are null. Of
 * fields of one name the last counts.
 *
 * <p>An object that was read from bytes decodes what it is asked for, each time anew, and is of use
 * as long as the bytes are there. Not safe for use by several threads at once.
 */
public abstract sealed class JsonObject permits DocumentObject, MapObject {
  /** Returns an object with no fields. */
  public static JsonObject empty() {
    return MapObject.EMPTY;
  }

  /** Returns the object that a value is; an empty one when it is none. */
  public static JsonObject of(@Nullable Object value) {
    if (value instanceof JsonObject object) {
      return object;
    }
    return value instanceof Map<?, ?> map ? new MapObject(map) : empty();
  }

  /** Returns whether the object has no fields. */
  public abstract boolean isEmpty();

  /** Returns whether a field is there with a value other than null. */
  public abstract boolean has(String name);

  /** Returns a field's value as maps with string keys, lists, strings, numbers and booleans. */
  public abstract @Nullable Object value(String name);

  /** Returns a string field. */
  public abstract @Nullable String text(String name);

  /**
   * Returns a string field; where it is the same as one that is known, that one, so that none is
   * made of what is told again and again.
   */
  public abstract @Nullable String textLike(@Nullable String known, String name);

  /** Returns a string field, or a default. */
  public final String text(String name, String byDefault) {
    String text = text(name);
    return text == null ? byDefault : text;
  }

  /** Returns a string field that may be long and is not decoded yet. */
  public abstract @Nullable CharSequence lazyText(String name);

  /** Returns a string field that may be long and is not decoded yet, or a default. */
  public final CharSequence lazyText(String name, String byDefault) {
    CharSequence text = lazyText(name);
    return text == null ? byDefault : text;
  }

  /** Returns the bytes of a string field that holds JSON once more; those of none are none. */
  public abstract JsonBytes content(String name);

  /** Returns a number field. */
  public abstract @Nullable Number number(String name);

  /** Returns a number field as a whole number, or a default. */
  public final int integer(String name, int byDefault) {
    Number number = number(name);
    return number == null ? byDefault : number.intValue();
  }

  /** Returns an object field; an empty object when there is none. */
  public abstract JsonObject object(String name);

  /** Returns whether a field is an array. */
  public abstract boolean isArray(String name);

  /** Returns how many elements an array field has; none when there is none. */
  public abstract int count(String name);

  /** Returns a field's value as one of those of {@link #elements}. */
  public abstract @Nullable Object element(String name);

  /**
   * Returns an array field's elements; empty when there is none.
   *
   * @return objects of this type, texts that are not decoded yet, lists of the like, numbers,
   *     booleans and null
   */
  public abstract List<@Nullable Object> elements(String name);

  /** Returns the strings of a field that is a string or an array with some, not decoded yet. */
  public abstract List<CharSequence> lazyTexts(String name);

  /** Returns the strings of a field that is a string or an array with some. */
  public final List<String> texts(String name) {
    List<CharSequence> lazy = lazyTexts(name);
    if (lazy.isEmpty()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>(lazy.size());
    for (CharSequence text : lazy) {
      texts.add(text.toString());
    }
    return texts;
  }

  /** Returns an array field's elements that are objects. */
  public abstract List<JsonObject> objects(String name);

  /** Returns the fields that are objects; of fields of one name perhaps all. */
  public abstract List<JsonObject> objects();

  /**
   * Returns the name of the first field that is there with a value other than null, but for one
   * name; null for none.
   */
  public abstract @Nullable String firstName(String unwanted);

  /** Returns the fields that are there with a value other than null, but for those named. */
  public abstract Map<String, Object> without(String... unwanted);

  /** Returns what {@link #without} does, each value as one of those of {@link #elements}. */
  public abstract Map<String, Object> lazyWithout(String... unwanted);

  /** Returns the fields as maps with string keys, lists, strings, numbers, booleans and null. */
  public abstract Map<?, ?> fields();

  /** Returns the object decoded, for those who ask for its fields when the bytes are others. */
  public final JsonObject copy() {
    return of(fields());
  }

  /** Returns about how many characters the object takes as text. */
  public abstract int length();

  /** Returns a number that is the same for fields of the same text; 0 for no string. */
  public abstract int hash(String name);
}
