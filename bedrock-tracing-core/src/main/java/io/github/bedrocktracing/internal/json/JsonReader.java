/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON value in one pass, and notes in a table where each value in it stands.
 *
 * <p>Structure, numbers and escapes are checked, so that whatever is in the table can be decoded.
 * Bytes within a string that are no UTF-8, or are control characters, are not looked at.
 */
final class JsonReader {
  /** Deeper values are damage, as they are to Jackson. */
  static final int MAX_DEPTH = 1000;

  /** Longer numbers are damage, as they are to Jackson; to read one takes the square of this. */
  static final int MAX_NUMBER_LENGTH = 1000;

  private static final int MAX_TABLE = Integer.MAX_VALUE - 8;
  private static final int MIN_FIRST_TABLE = 32;
  private static final int MAX_FIRST_TABLE = 128;

  private static final int NONE = -1;

  private final byte[] bytes;
  private final int end;
  private final @Nullable String unwanted;
  private int at;
  private int[] table;
  private int used;

  /**
   * The place of the object or array that is read now. Until it ends, the table has the place of
   * the one around it where that of what follows it will be.
   */
  private int container = NONE;

  private int depth;

  /** The place of the value that was read last. */
  private int last = NONE;

  private JsonReader(byte[] bytes, int start, int end, @Nullable String unwanted, int[] table) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
    this.unwanted = unwanted;
    this.table = table;
  }

  /**
   * Reads the value with which a range of bytes begins.
   *
   * @param unwanted the name of fields that are left out at any depth; null for none
   */
  static JsonDocument read(byte[] bytes, int start, int end, @Nullable String unwanted)
      throws DamagedJsonException {
    JsonReader reader = new JsonReader(bytes, start, end, unwanted, newTable(start, end));
    reader.readValue();
    return new JsonDocument(bytes, reader.table);
  }

  /** Reads the value that a range of bytes is, and nothing else but white space. */
  static JsonDocument readAll(byte[] bytes, int start, int end) throws DamagedJsonException {
    JsonReader reader = new JsonReader(bytes, start, end, null, newTable(start, end));
    reader.readValue();
    if (reader.skipSpace() < end) {
      throw new DamagedJsonException();
    }
    return new JsonDocument(bytes, reader.table);
  }

  /**
   * Reads the value with which a range of bytes begins, into a room; what was read into it before
   * is of no use any more.
   */
  static JsonDocument readInto(JsonRoom room, byte[] bytes, int start, int end)
      throws DamagedJsonException {
    JsonReader reader = new JsonReader(bytes, start, end, null, room.table());
    reader.readValue();
    room.keep(reader.table);
    return new JsonDocument(bytes, reader.table);
  }

  private static int[] newTable(int start, int end) {
    return new int[Math.max(MIN_FIRST_TABLE, Math.min((end - start) / 4, MAX_FIRST_TABLE))];
  }

  /** Reads a value and all that is within it. */
  private void readValue() throws DamagedJsonException {
    boolean entered;
    do {
      entered = readOrEnter();
    } while (entered || findNext());
  }

  /**
   * Reads the value that comes next up to its end, or to the first value within it.
   *
   * @return whether there is one
   */
  private boolean readOrEnter() throws DamagedJsonException {
    switch (next()) {
      case '"' -> readString();
      case '{' -> {
        return enterObject();
      }
      case '[' -> {
        return enterArray();
      }
      case 't' -> readWord("true");
      case 'f' -> readWord("false");
      case 'n' -> readWord("null");
      default -> {
        int start = at;
        at = JsonNumbers.end(bytes, start, end);
        add(start, at);
      }
    }
    return false;
  }

  private boolean enterObject() throws DamagedJsonException {
    open();
    if (isClosed('}')) {
      return false;
    }
    readName();
    return true;
  }

  private boolean enterArray() throws DamagedJsonException {
    open();
    return !isClosed(']') && !readNumbers();
  }

  private boolean isClosed(char closing) throws DamagedJsonException {
    boolean closed = next() == closing;
    if (closed) {
      at++;
      close();
    }
    return closed;
  }

  /**
   * Goes on behind a value, and closes what ends there.
   *
   * @return whether another value follows in what is still open
   */
  private boolean findNext() throws DamagedJsonException {
    while (container != NONE) {
      boolean object = bytes[~table[container]] == '{';
      if (object && unwanted != null) {
        leaveOut(unwanted);
      }
      if (isFollowed(object ? '}' : ']')) {
        if (object) {
          readName();
        }
        return true;
      }
      close();
    }
    return false;
  }

  /** Takes the field that was read last out of the table if it has a name. */
  private void leaveOut(String name) {
    int field = last - JsonDocument.SCALAR_LENGTH;
    if (JsonDocument.isNamed(bytes, table, field, name)) {
      used = field;
    }
  }

  private void readName() throws DamagedJsonException {
    if (next() != '"') {
      throw new DamagedJsonException();
    }
    readString();
    if (next() != ':') {
      throw new DamagedJsonException();
    }
    at++;
  }

  /**
   * Passes over the elements of an array that are all numbers, and closes it; they are as good to
   * find without a table.
   *
   * @return whether they are; nothing is passed over otherwise
   */
  private boolean readNumbers() throws DamagedJsonException {
    int first = at;
    do {
      if (!JsonNumbers.isStart(next())) {
        at = first;
        return false;
      }
      at = JsonNumbers.end(bytes, at, end);
    } while (isFollowed(']'));
    close();
    return true;
  }

  /** Passes over what follows a field or an element; returns whether it is a comma. */
  private boolean isFollowed(char closing) throws DamagedJsonException {
    byte found = next();
    if (found != ',' && found != closing) {
      throw new DamagedJsonException();
    }
    at++;
    return found == ',';
  }

  private void readString() throws DamagedJsonException {
    int opening = at;
    int place = JsonStrings.quoteOrBackslash(bytes, opening + 1, end);
    boolean escaped = place < end && bytes[place] == '\\';
    while (place < end && bytes[place] == '\\') {
      place = JsonStrings.quoteOrBackslash(bytes, JsonEscapes.end(bytes, place, end), end);
    }
    if (place >= end) {
      throw new DamagedJsonException();
    }
    at = place + 1;
    add(opening, escaped ? ~place : place);
  }

  private void readWord(String word) throws DamagedJsonException {
    int start = at;
    for (int i = 0; i < word.length(); i++) {
      if (at >= end || bytes[at++] != word.charAt(i)) {
        throw new DamagedJsonException();
      }
    }
    add(start, at);
  }

  private void open() throws DamagedJsonException {
    if (++depth > MAX_DEPTH) {
      throw new DamagedJsonException();
    }
    int opened = used;
    add(~at, 0);
    reserve(1);
    table[used++] = container;
    container = opened;
    at++;
  }

  private void close() {
    int around = table[container + 2];
    table[container + 1] = at;
    table[container + 2] = used;
    last = container;
    container = around;
    depth--;
  }

  private void add(int start, int stop) {
    reserve(2);
    last = used;
    table[used++] = start;
    table[used++] = stop;
  }

  private void reserve(int more) {
    if (used + more > table.length) {
      // No value takes more than one and a half entries for each of its bytes.
      long most = used + more + (end - at) + (end - at) / 2L;
      table = Arrays.copyOf(table, (int) Math.min(2L * table.length, Math.min(most, MAX_TABLE)));
    }
  }

  private byte next() throws DamagedJsonException {
    if (skipSpace() >= end) {
      throw new DamagedJsonException();
    }
    return bytes[at];
  }

  private int skipSpace() {
    // Above it is nearly all of what services write.
    while (at < end && bytes[at] <= ' ' && isSpace(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(byte character) {
    return character == ' ' || character == '\n' || character == '\r' || character == '\t';
  }
}
