/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Strings that stand for content, each for one place, and the search for them in any bytes. */
public final class Markers {
  /** How every marker begins that stands for a text. */
  public static final String TEXT = "ZqTextMark";

  /** How every marker begins that stands for the bytes of media. */
  public static final String BINARY = "ZqByteMark";

  private static final Pattern ANY = Pattern.compile("(?i)" + TEXT + "([0-9]+)x");
  private static final int CONTEXT = 60;

  private final List<String> places = new ArrayList<>();

  /** Returns a new marker for a text at a place. */
  public String text(String place) {
    return TEXT + number(place) + 'x';
  }

  /** Returns bytes with a new marker in them; not base64 of themselves, and no UTF-8. */
  public byte[] bytes(String place) {
    byte[] marker = (BINARY + number(place) + 'x').getBytes(UTF_8);
    byte[] bytes = Arrays.copyOf(marker, marker.length + 1);
    bytes[marker.length] = (byte) 0xff;
    return bytes;
  }

  /** Returns a text without the markers in it. */
  public static String redact(String text) {
    return ANY.matcher(text).replaceAll("[gone]");
  }

  /** Returns the places that have markers so far. */
  public List<String> places() {
    synchronized (places) {
      return List.copyOf(places);
    }
  }

  /** Returns the places whose texts stand in some bytes as they are. */
  public Set<String> placesIn(String bytes) {
    Set<String> found = new TreeSet<>();
    for (Matcher matcher = ANY.matcher(bytes); matcher.find(); ) {
      found.add(places.get(Integer.parseInt(matcher.group(1))));
    }
    return found;
  }

  /**
   * Returns where markers stand in some bytes, in whatever form.
   *
   * @param beginning {@link #TEXT} or {@link #BINARY}
   * @param bytes one character a byte
   */
  public Set<String> find(String beginning, String bytes) {
    Set<String> found = new TreeSet<>();
    String lowerCase = bytes.toLowerCase(Locale.ROOT);
    forms(beginning)
        .forEach(
            (name, form) -> {
              String wanted = form.toLowerCase(Locale.ROOT);
              for (int at = 0; (at = lowerCase.indexOf(wanted, at)) >= 0; at++) {
                found.add(name + describe(bytes, at, form.length()));
              }
            });
    return found;
  }

  /** Returns what a text looks like in the encodings in which it could leave a process. */
  static Map<String, String> forms(String text) {
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put("UTF-8", text);
    forms.put("UTF-16BE", new String(text.getBytes(UTF_16BE), ISO_8859_1));
    forms.put("UTF-16LE", new String(text.getBytes(UTF_16LE), ISO_8859_1));
    forms.put("reversed", new StringBuilder(text).reverse().toString());
    StringBuilder escaped = new StringBuilder();
    StringBuilder hexadecimal = new StringBuilder();
    for (byte letter : text.getBytes(UTF_8)) {
      escaped.append("\\u00").append(String.format("%02x", letter));
      hexadecimal.append(String.format("%02x", letter));
    }
    forms.put("JSON escapes", escaped.toString());
    forms.put("hexadecimal", hexadecimal.toString());
    forms.putAll(base64("base64", text.getBytes(UTF_8)));
    forms.putAll(base64("base64 of UTF-16", text.getBytes(UTF_16LE)));
    // A key that holds the whole answer may be encoded twice.
    forms.putAll(base64("base64 twice", inner(text.getBytes(UTF_8), 0).getBytes(UTF_8)));
    return forms;
  }

  private static Map<String, String> base64(String name, byte[] text) {
    Map<String, String> forms = new LinkedHashMap<>();
    for (int before = 0; before < 3; before++) {
      forms.put(name + " after " + before + " bytes", inner(text, before));
    }
    return forms;
  }

  /** Returns the base64 of a text within others, without the characters that the others change. */
  private static String inner(byte[] text, int before) {
    byte[] bytes = new byte[before + text.length];
    System.arraycopy(text, 0, bytes, before, text.length);
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    int first = (before * 8 + 5) / 6;
    return encoded.substring(first, bytes.length * 8 / 6);
  }

  private int number(String place) {
    synchronized (places) {
      places.add(place);
      return places.size() - 1;
    }
  }

  /** Returns the place that a marker stands for, or what is around one in another form. */
  private String describe(String bytes, int at, int length) {
    Set<String> places = placesIn(bytes.substring(at, Math.min(bytes.length(), at + length + 10)));
    int end = Math.min(bytes.length(), at + length + CONTEXT);
    return places.isEmpty()
        ? " within " + bytes.substring(Math.max(0, at - CONTEXT), end).replaceAll("[^ -~]", ".")
        : " of " + places;
  }
}
