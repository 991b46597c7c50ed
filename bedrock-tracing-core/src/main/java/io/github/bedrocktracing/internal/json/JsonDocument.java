/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value in its bytes, with a table of where each value in it stands; nothing of it is
 * decoded before it is asked for.
 *
 * <p>The table has for a string the places of its quotes, the second as its complement where there
 * are escapes in between; for a number or a word where it begins and ends; and for an object or an
 * array the complement of where it begins, where it ends, and the place in the table of what
 * follows it. What is within stands in between: of an object each name and its value. An array of
 * numbers alone has none of them in the table.
 */
final class JsonDocument {
  /** The place of the whole value. */
  static final int ROOT = 0;

  private static final int CONTAINER_LENGTH = 3;
  static final int SCALAR_LENGTH = 2;
  private static final int NONE = -1;

  private final byte[] bytes;
  private final int[] table;

  /** Where strings with escapes are decoded, one after the other. */
  private byte[] scratch = {};

  JsonDocument(byte[] bytes, int[] table) {
    this.bytes = bytes;
    this.table = table;
  }

  /** Returns the object that the whole value is; an empty one when it is none. */
  JsonObject object() {
    return isObject(ROOT) ? new DocumentObject(this, ROOT) : JsonObject.empty();
  }

  boolean isObject(int value) {
    return bytes[start(value)] == '{';
  }

  boolean isArray(int value) {
    return bytes[start(value)] == '[';
  }

  boolean isText(int value) {
    return bytes[start(value)] == '"';
  }

  boolean isNull(int value) {
    return bytes[start(value)] == 'n';
  }

  boolean isNumber(int value) {
    return JsonNumbers.isStart(bytes[start(value)]);
  }

  /** Returns the place of an object's first field, or of an array's first element. */
  int first(int container) {
    return container + CONTAINER_LENGTH;
  }

  /** Returns the place of what follows a value. */
  int next(int value) {
    return table[value] < 0 ? table[value + 2] : value + SCALAR_LENGTH;
  }

  /** Returns the place of the value of a field, which stands at the place of its name. */
  int valueOf(int field) {
    return field + SCALAR_LENGTH;
  }

  /** Returns the place of the value of an object's last field of a name; -1 for none. */
  int find(int object, String name) {
    int found = NONE;
    int end = next(object);
    for (int field = first(object); field < end; field = next(valueOf(field))) {
      if (isNamed(bytes, table, field, name)) {
        found = valueOf(field);
      }
    }
    return found;
  }

  /** Returns how many bytes a value takes. */
  int length(int value) {
    return stop(value) - start(value);
  }

  /** Returns a number that is the same for values that are written in the same way. */
  int hash(int value) {
    // Of a prompt that is long, and not read otherwise: the JVM goes over it many bytes at a time.
    CRC32 crc = new CRC32();
    crc.update(bytes, start(value), length(value));
    return (int) crc.getValue();
  }

  /** Returns a string. */
  String text(int string) {
    int start = start(string) + 1;
    int stop = table[string + 1];
    if (stop >= 0) {
      return new String(bytes, start, stop - start, UTF_8);
    }
    if (scratch.length < ~stop - start) {
      scratch = new byte[~stop - start];
    }
    return JsonEscapes.decode(bytes, start, ~stop, scratch);
  }

  /** Returns whether a string is this text, and written as it is. */
  boolean isPlain(int string, String text) {
    int start = start(string) + 1;
    return JsonStrings.isAscii(bytes, start, table[string + 1] - start, text);
  }

  /** Returns a string that is decoded when it is read. */
  LazyText lazyText(int string) {
    int stop = table[string + 1];
    return new LazyText(bytes, start(string) + 1, stop < 0 ? ~stop : stop, stop < 0);
  }

  /** Returns what a string holds in UTF-8; the bytes in place where they are not escaped. */
  JsonBytes content(int string) {
    int start = start(string) + 1;
    int stop = table[string + 1];
    if (stop >= 0) {
      return JsonBytes.of(bytes, start, stop - start);
    }
    byte[] decoded = new byte[~stop - start];
    int length = JsonEscapes.unescape(bytes, start, ~stop, decoded);
    return length < 0
        ? JsonBytes.of(text(string).getBytes(UTF_8))
        : JsonBytes.of(decoded, 0, length);
  }

  /** Returns a number. */
  Number number(int number) {
    return JsonNumbers.value(bytes, start(number), table[number + 1]);
  }

  /** Returns a value as maps with string keys, lists, strings, numbers, booleans and null. */
  @Nullable Object value(int value) {
    return switch (bytes[start(value)]) {
      case '"' -> text(value);
      case '{' -> map(value);
      case '[' -> list(value);
      case 't' -> true;
      case 'f' -> false;
      case 'n' -> null;
      default -> number(value);
    };
  }

  /** Returns a value as {@link #value} does, but undecoded. */
  @Nullable Object element(int value) {
    return switch (bytes[start(value)]) {
      case '"' -> lazyText(value);
      case '{' -> new DocumentObject(this, value);
      case '[' -> elements(value);
      default -> value(value);
    };
  }

  /** Returns the elements of an array undecoded, but for its numbers. */
  List<@Nullable Object> elements(int array) {
    List<@Nullable Object> elements = new ArrayList<>();
    int end = next(array);
    for (int each = first(array); each < end; each = next(each)) {
      elements.add(element(each));
    }
    if (first(array) == end) {
      addNumbers(array, elements);
    }
    return elements;
  }

  /** Returns how many elements an array has. */
  int count(int array) {
    int count = 0;
    int end = next(array);
    for (int each = first(array); each < end; each = next(each)) {
      count++;
    }
    return first(array) == end ? addNumbers(array, null) : count;
  }

  /** Returns how many entries the table has room for. */
  int tableLength() {
    return table.length;
  }

  /** Returns whether a field has one of some names. */
  boolean isNamedAny(int field, String... names) {
    for (String name : names) {
      if (isNamed(bytes, table, field, name)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether the table has a name at a place. */
  static boolean isNamed(byte[] bytes, int[] table, int place, String name) {
    int start = table[place] + 1;
    int stop = table[place + 1];
    int length = (stop < 0 ? ~stop : stop) - start;
    if (length < name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char wanted = name.charAt(i);
      if (stop < 0 || wanted >= 0x80) {
        return new LazyText(bytes, start, start + length, stop < 0).toString().equals(name);
      }
      if (bytes[start + i] != wanted) {
        return false;
      }
    }
    return length == name.length();
  }

  Map<String, @Nullable Object> map(int object) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    int end = next(object);
    for (int field = first(object); field < end; field = next(valueOf(field))) {
      map.put(text(field), value(valueOf(field)));
    }
    return map;
  }

  private List<@Nullable Object> list(int array) {
    List<@Nullable Object> list = new ArrayList<>();
    int end = next(array);
    for (int each = first(array); each < end; each = next(each)) {
      list.add(value(each));
    }
    if (first(array) == end) {
      addNumbers(array, list);
    }
    return list;
  }

  /** Adds the numbers of an array that has nothing else; returns how many there are. */
  private int addNumbers(int array, @Nullable List<@Nullable Object> numbers) {
    int count = 0;
    int stop = stop(array);
    int at = start(array) + 1;
    while (at < stop) {
      if (!JsonNumbers.isStart(bytes[at])) {
        at++;
        continue;
      }
      int start = at;
      at = JsonNumbers.behindParts(bytes, at, stop);
      count++;
      if (numbers != null) {
        numbers.add(JsonNumbers.value(bytes, start, at));
      }
    }
    return count;
  }

  private int start(int value) {
    int start = table[value];
    return start < 0 ? ~start : start;
  }

  private int stop(int value) {
    int stop = table[value + 1];
    return stop < 0 ? ~stop : stop;
  }
}
