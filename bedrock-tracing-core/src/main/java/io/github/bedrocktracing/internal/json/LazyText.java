/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** The text of a JSON string, decoded when a character of it is asked for. */
public final class LazyText implements CharSequence {
  private final byte[] bytes;
  private final int start;
  private final int end;
  private final boolean escaped;
  private @Nullable String text;

  /** The number of characters; negative as long as nobody has asked for it. */
  private int length = -1;

  private char last;

  /**
   * Creates a text.
   *
   * @param escaped whether there are escapes in it, which have been checked
   */
  LazyText(byte[] bytes, int start, int end, boolean escaped) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.escaped = escaped;
  }

  /**
   * Returns the beginning of a text, of one that is not decoded only that.
   *
   * @param most how many characters at most
   */
  public static String beginning(CharSequence text, int most) {
    if (text instanceof LazyText lazy && lazy.isPlain()) {
      int end = Math.min(lazy.end, lazy.start + most);
      return new String(lazy.bytes, lazy.start, end - lazy.start, UTF_8);
    }
    String whole = text.toString();
    return whole.substring(0, Math.min(most, whole.length()));
  }

  /** Returns a text behind a number of characters, not decoded where it is not yet. */
  public static CharSequence behind(CharSequence text, int characters) {
    return text instanceof LazyText lazy && lazy.isPlain() && lazy.beginsWithAscii(characters)
        ? new LazyText(lazy.bytes, lazy.start + characters, lazy.end, false)
        : text.toString().substring(characters);
  }

  private boolean beginsWithAscii(int length) {
    for (int at = start; at < start + length; at++) {
      if (bytes[at] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether the bytes are the text as it is. */
  boolean isPlain() {
    return !escaped;
  }

  byte[] bytes() {
    return bytes;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  @Override
  public boolean isEmpty() {
    return start == end;
  }

  /** Returns how many characters there are, which are counted and not decoded. */
  @Override
  public int length() {
    if (text != null) {
      return text.length();
    }
    if (length < 0) {
      Counter counter = new Counter();
      read(counter);
      length = counter.length;
      last = counter.last;
    }
    return length;
  }

  /** Returns a character; the last one is known without decoding. */
  @Override
  public char charAt(int index) {
    return text == null && index >= 0 && index == length() - 1 ? last : toString().charAt(index);
  }

  /** Returns whether the text has been made. */
  boolean isDecoded() {
    return text != null;
  }

  /** Gives the characters to a sink without decoding them. */
  void read(JsonCharacters.Sink sink) {
    JsonCharacters.read(bytes, start, end, sink);
  }

  @Override
  public CharSequence subSequence(int from, int to) {
    return toString().subSequence(from, to);
  }

  @Override
  public String toString() {
    if (text == null) {
      text =
          escaped
              ? JsonEscapes.decode(bytes, start, end, new byte[end - start])
              : new String(bytes, start, end - start, UTF_8);
    }
    return text;
  }

  private static final class Counter implements JsonCharacters.Sink {
    private int length;
    private char last;

    @Override
    public void plain(byte[] bytes, int start, int end) {
      length += end - start;
      last = (char) bytes[end - 1];
    }

    @Override
    public void codePoint(int character) {
      length += Character.charCount(character);
      last =
          Character.isBmpCodePoint(character)
              ? (char) character
              : Character.lowSurrogate(character);
    }
  }
}
