/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * Walks over one JSON value in UTF-8, a field or an element at a time, and passes over what nobody
 * asks for without looking into it. It allocates nothing but what it is asked for.
 *
 * <p>Where the bytes are damaged or end too early it throws, at the latest when it comes to that
 * place; what lies within a value that is passed over is not checked.
 */
final class JsonScanner {
  /** The most bytes of a character of a string, as in {@code \\u0041}. */
  private static final int MAX_CHARACTER_LENGTH = 6;

  private final byte[] bytes;
  private final int end;
  private final @Nullable JsonMarks marks;
  private int at;

  /** The field's name, without its quotes and escapes, as a range of an array. */
  private byte[] nameBytes;

  private int nameStart;
  private int nameLength;

  /** How many objects and arrays the scanner is in. */
  private int depth;

  /** Creates a scanner that stands at a value, or before the comma in front of a field. */
  JsonScanner(byte[] bytes, int start, int end) {
    this(bytes, start, end, null);
  }

  /** Creates one that marks the texts it passes over and the outermost object's own numbers. */
  JsonScanner(byte[] bytes, int start, int end, @Nullable JsonMarks marks) {
    this.marks = marks;
    this.bytes = bytes;
    this.at = start;
    this.end = end;
    this.nameBytes = bytes;
  }

  /** Returns the array that the name of the field lies in. */
  byte[] nameBytes() {
    return nameBytes;
  }

  /** Returns where the name of the field begins. */
  int nameStart() {
    return nameStart;
  }

  /** Returns how many bytes the name of the field has. */
  int nameLength() {
    return nameLength;
  }

  /** Returns whether the name of the field is written with escapes. */
  boolean isNameEscaped() {
    return nameBytes != bytes;
  }

  /** Returns whether the field has this name, of which every character is one byte. */
  boolean isNamed(String name) {
    return JsonStrings.isAscii(nameBytes, nameStart, nameLength, name);
  }

  /** Returns the name of the field. */
  String name() {
    return new String(nameBytes, nameStart, nameLength, UTF_8);
  }

  boolean isAtObject() throws DamagedJsonException {
    return next() == '{';
  }

  boolean isAtArray() throws DamagedJsonException {
    return next() == '[';
  }

  boolean isAtText() throws DamagedJsonException {
    return next() == '"';
  }

  boolean isAtNull() throws DamagedJsonException {
    return next() == 'n';
  }

  boolean isAtNumber() throws DamagedJsonException {
    return JsonNumbers.isStart(next());
  }

  /** Enters an object; returns whether it has a field, at whose value the scanner then stands. */
  boolean firstField() throws DamagedJsonException {
    expect('{');
    if (next() == '}') {
      at++;
      return false;
    }
    readName();
    depth++;
    return true;
  }

  /** Goes on behind a field's value; returns whether the object has another field. */
  boolean nextField() throws DamagedJsonException {
    if (next() == '}') {
      at++;
      depth--;
      return false;
    }
    expect(',');
    readName();
    return true;
  }

  /** Enters an array; returns whether it has an element, at which the scanner then stands. */
  boolean firstElement() throws DamagedJsonException {
    expect('[');
    if (next() == ']') {
      at++;
      return false;
    }
    depth++;
    return true;
  }

  /** Goes on behind an element; returns whether the array has another. */
  boolean nextElement() throws DamagedJsonException {
    if (next() == ']') {
      at++;
      depth--;
      return false;
    }
    expect(',');
    next();
    return true;
  }

  /** Passes over a value. */
  void skip() throws DamagedJsonException {
    switch (next()) {
      case '"' -> skipText();
      case '{', '[' -> skipContainer();
      case 't' -> expectWord("true");
      case 'f' -> expectWord("false");
      case 'n' -> expectWord("null");
      default -> at = behindNumber();
    }
  }

  /** Passes over a value and returns its bytes. */
  JsonBytes bytes() throws DamagedJsonException {
    int start = at;
    skip();
    if (marks != null) {
      marks.giveAway();
    }
    return JsonBytes.of(bytes, start, at - start);
  }

  /** Reads a number. */
  JsonNumber number() throws DamagedJsonException {
    int start = at;
    at = behindNumber();
    if (marks != null && depth == 1 && !isNameEscaped()) {
      marks.number(start, at, nameStart, nameLength);
    } else if (marks != null) {
      marks.otherNumber();
    }
    return JsonNumber.of(bytes, start, at);
  }

  /** Reads a string; null when it has more characters than that. */
  @Nullable String text(int maxLength) throws DamagedJsonException {
    int start = at + 1;
    int plain = JsonStrings.quoteOrBackslash(bytes, start, end);
    int closing = closingQuote(plain);
    at = closing + 1;
    if (closing - start > maxLength * MAX_CHARACTER_LENGTH) {
      return null;
    }
    String text =
        plain == closing
            ? new String(bytes, start, closing - start, UTF_8)
            : JsonEscapes.decode(bytes, start, closing);
    return text.length() <= maxLength ? text : null;
  }

  /** Reads a string of base64. */
  void base64(Base64Sink decoded) throws DamagedJsonException {
    at = decoded.read(bytes, at + 1, end) + 1;
  }

  private void readName() throws DamagedJsonException {
    expect('"');
    int plain = JsonStrings.quoteOrBackslash(bytes, at, end);
    int closing = closingQuote(plain);
    if (plain == closing) {
      nameBytes = bytes;
      nameStart = at;
      nameLength = closing - at;
    } else {
      nameBytes = JsonEscapes.decode(bytes, at, closing).getBytes(UTF_8);
      nameStart = 0;
      nameLength = nameBytes.length;
    }
    at = closing + 1;
    expect(':');
    next();
  }

  private void skipText() throws DamagedJsonException {
    int start = at + 1;
    int closing = closingQuote(start);
    at = closing + 1;
    // What a colon follows is the name of a field within an object that is passed over.
    if (marks != null && at < end && bytes[at] != ':') {
      marks.text(start, closing);
    }
  }

  private void skipContainer() throws DamagedJsonException {
    int depth = 0;
    while (at < end) {
      switch (bytes[at]) {
        case '"' -> {
          skipText();
          continue;
        }
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        default -> {}
      }
      at++;
      if (depth == 0) {
        return;
      }
    }
    throw new DamagedJsonException();
  }

  private int closingQuote(int from) throws DamagedJsonException {
    if (from < end && bytes[from] == '"') {
      return from;
    }
    int closing = JsonStrings.closingQuote(bytes, from, end);
    if (closing >= end) {
      throw new DamagedJsonException();
    }
    return closing;
  }

  /** A number at the very end may lack its last digits. */
  private int behindNumber() throws DamagedJsonException {
    if (!isAtNumber()) {
      throw new DamagedJsonException();
    }
    int stop = JsonNumbers.behindParts(bytes, at, end);
    if (stop == end) {
      throw new DamagedJsonException();
    }
    return stop;
  }

  private void expectWord(String word) throws DamagedJsonException {
    for (int i = 0; i < word.length(); i++) {
      if (at >= end || bytes[at++] != word.charAt(i)) {
        throw new DamagedJsonException();
      }
    }
  }

  private void expect(char character) throws DamagedJsonException {
    if (next() != character) {
      throw new DamagedJsonException();
    }
    at++;
  }

  /** Goes to the next byte that is no white space, and returns it. */
  private byte next() throws DamagedJsonException {
    while (at < end) {
      byte found = bytes[at];
      if (found != ' ' && found != '\n' && found != '\r' && found != '\t') {
        return found;
      }
      at++;
    }
    throw new DamagedJsonException();
  }
}
