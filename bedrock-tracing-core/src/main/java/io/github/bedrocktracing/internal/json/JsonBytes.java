/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import org.jspecify.annotations.Nullable;

/**
 * A range of bytes that should hold one JSON value; the bytes are not copied and not changed. A
 * byte order mark before the value is passed over.
 */
public final class JsonBytes {
  /**
   * How much of a long object is read from its beginning and from its end, in bytes, where only
   * {@linkplain #readEnds its ends} are.
   */
  static final int END_LENGTH = 128 * 1024;

  /** The bytes of U+FEFF in UTF-8. */
  private static final int MARK_LENGTH = 3;

  private static final JsonShape<Object> NOTHING = JsonShape.builder().build();

  private final byte[] bytes;
  private final int offset;
  private final int length;

  private JsonBytes(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
  }

  /** Returns a view of a whole array. */
  public static JsonBytes of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /** Returns a view of a part of an array. */
  public static JsonBytes of(byte[] bytes, int offset, int length) {
    int mark = isMarked(bytes, offset, length) ? MARK_LENGTH : 0;
    return new JsonBytes(bytes, offset + mark, length - mark);
  }

  private static boolean isMarked(byte[] bytes, int offset, int length) {
    return length >= MARK_LENGTH
        && bytes[offset] == (byte) 0xEF
        && bytes[offset + 1] == (byte) 0xBB
        && bytes[offset + 2] == (byte) 0xBF;
  }

  /** Returns the number of bytes of the value. */
  public int length() {
    return length;
  }

  /** Returns whether {@link #readEnds} passes over a part of the bytes. */
  public boolean isLongerThanEnds() {
    return length > 2 * END_LENGTH;
  }

  /** Returns the names of the object's fields. */
  public TopLevelKeys keys() {
    return read(NOTHING, NOTHING);
  }

  /**
   * Returns the whole value as maps with string keys, lists, strings, numbers, booleans and null;
   * null when the bytes are no JSON or damaged.
   */
  public @Nullable Object tree() {
    try {
      return JsonReader.read(bytes, offset, offset + length, null).value(JsonDocument.ROOT);
    } catch (DamagedJsonException damaged) {
      return null;
    }
  }

  /**
   * Returns the object that the bytes are, to be asked for its fields as long as the bytes are
   * there; an empty one when they are none or damaged.
   */
  public JsonObject object() {
    return object(null);
  }

  /**
   * Returns the object as {@link #object()} does, in memory where others were read before, which
   * must not be asked any more.
   */
  public JsonObject objectIn(JsonRoom room) {
    try {
      return JsonReader.readInto(room, bytes, offset, offset + length).object();
    } catch (DamagedJsonException damaged) {
      return JsonObject.empty();
    }
  }

  /** Returns the object that the bytes are, and nothing else but white space; else an empty one. */
  public JsonObject wholeObject() {
    try {
      return JsonReader.readAll(bytes, offset, offset + length).object();
    } catch (DamagedJsonException damaged) {
      return JsonObject.empty();
    }
  }

  /** Returns the object without fields of one name at any depth. */
  JsonObject object(@Nullable String unwanted) {
    try {
      return JsonReader.read(bytes, offset, offset + length, unwanted).object();
    } catch (DamagedJsonException damaged) {
      return JsonObject.empty();
    }
  }

  /**
   * Reads the fields of a shape into a target. Bytes that are no JSON object leave the target as it
   * was; damage further on leaves what stood before it.
   *
   * @return the names of the object's fields as far as they could be read
   */
  public <T> TopLevelKeys read(JsonShape<T> shape, T target) {
    TopLevelKeys keys = new TopLevelKeys();
    read(shape, target, scanner(length), keys);
    return keys;
  }

  /** Reads the fields of a shape into a target as {@link #read} does, and no names. */
  public <T> void readFields(JsonShape<T> shape, T target) {
    read(shape, target, scanner(length), null);
  }

  /**
   * Reads as {@link #readFields(JsonShape, Object)} does, but of objects that tell little new only
   * that.
   */
  public <T> void readFields(JsonShape<T> shape, T target, JsonRepeats repeats) {
    if (repeats.read(bytes, offset, length, shape, target)) {
      return;
    }
    JsonScanner scanner = new JsonScanner(bytes, offset, offset + length, repeats.marks());
    if (read(shape, target, scanner, null)) {
      repeats.remember(bytes, offset, length);
    } else {
      repeats.forget();
    }
  }

  /**
   * Reads as {@link #read} does, but of a {@linkplain #isLongerThanEnds long} object only what lies
   * in its first and its last {@value #END_LENGTH} bytes, so that it takes no longer the longer the
   * object is. A field that begins in between is not seen.
   */
  public <T> TopLevelKeys readEnds(JsonShape<T> shape, T target) {
    if (!isLongerThanEnds()) {
      return read(shape, target);
    }
    TopLevelKeys keys = new TopLevelKeys();
    read(shape, target, scanner(END_LENGTH), keys);
    int end = offset + length;
    int tail = JsonTail.firstWholeField(bytes, end - END_LENGTH, end);
    // Else it is no object.
    if (!keys.isEmpty() && tail >= 0) {
      try {
        shape.readFurtherFields(new JsonScanner(bytes, tail, end), target, keys);
      } catch (DamagedJsonException damaged) {
        // What stood before the damage has been read.
      }
    }
    return keys;
  }

  /**
   * Decodes the base64 text of the object's first field of this name, in place of what was decoded
   * before, and looks at nothing behind it. Nothing is held afterwards where there is no such text,
   * or one that is no base64.
   */
  public void readBase64(String name, Base64Sink decoded) {
    decoded.reset();
    try {
      int text = firstText(name);
      if (text >= 0) {
        decoded.read(bytes, text, offset + length);
        return;
      }
      JsonScanner scanner = scanner(length);
      boolean more = scanner.isAtObject() && scanner.firstField();
      while (more && !scanner.isNamed(name)) {
        scanner.skip();
        more = scanner.nextField();
      }
      if (more && scanner.isAtText()) {
        scanner.base64(decoded);
      }
    } catch (DamagedJsonException damaged) {
      // There is no such text.
    }
  }

  /**
   * Returns where the text begins of an object's first field, if it has this name and no white
   * space is around, as in the events of a stream; else -1.
   */
  private int firstText(String name) {
    int colon = offset + name.length() + 3;
    return colon + 1 < offset + length
            && bytes[offset] == '{'
            && bytes[offset + 1] == '"'
            && JsonStrings.isAscii(bytes, offset + 2, name.length(), name)
            && bytes[colon - 1] == '"'
            && bytes[colon] == ':'
            && bytes[colon + 1] == '"'
        ? colon + 2
        : -1;
  }

  /** Returns a scanner of the first bytes. */
  private JsonScanner scanner(int firstBytes) {
    return new JsonScanner(bytes, offset, offset + firstBytes);
  }

  /** Reads an object; returns whether it ends within the scanner's bytes. */
  private static <T> boolean read(
      JsonShape<T> shape, T target, JsonScanner scanner, @Nullable TopLevelKeys keys) {
    try {
      if (scanner.isAtObject()) {
        shape.readObject(scanner, target, keys);
        return true;
      }
    } catch (DamagedJsonException damaged) {
      // What stood before the damage has been read.
    }
    return false;
  }
}
