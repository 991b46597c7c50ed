/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of objects of scalars, read strictly and with its numbers as they are written; for
 * files that a person keeps.
 */
public final class JsonTable {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  /** The most characters of a name that a message quotes. */
  private static final int MAX_QUOTE = 80;

  private JsonTable() {}

  /**
   * One of the objects.
   *
   * @param cells its fields by name, in order
   * @param place where it stands, for a person
   */
  public record Row(Map<String, Cell> cells, String place) {}

  /**
   * One field.
   *
   * @param text the string, or the number or boolean as it is written
   * @param place where it stands, for a person
   */
  public record Cell(String text, String place) {}

  /**
   * Returns the objects by name, in order.
   *
   * @param maxRows the most objects
   * @throws IllegalArgumentException when the text is anything else; the message says what and
   *     where
   */
  public static Map<String, Row> parse(String text, int maxRows) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      expectObject(parser, parser.nextToken(), "the file");
      Map<String, Row> rows = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        String place = place(parser.currentTokenLocation());
        expectObject(parser, parser.nextToken(), quote(name));
        if (rows.put(name, new Row(cells(parser, name), place)) != null) {
          throw new IllegalArgumentException(place + ": " + quote(name) + " is there twice");
        }
        if (rows.size() > maxRows) {
          throw new IllegalArgumentException(place + ": more than " + maxRows + " entries");
        }
      }
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException(
            place(parser.currentTokenLocation()) + ": something follows the closing brace");
      }
      return rows;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(place(e.getLocation()) + ": this is not JSON", e);
    } catch (IOException impossible) {
      throw new IllegalStateException("a string cannot fail to be read", impossible);
    }
  }

  /** Returns a name as a message may quote it. */
  public static String quote(String name) {
    return '"' + (name.length() <= MAX_QUOTE ? name : name.substring(0, MAX_QUOTE) + "…") + '"';
  }

  private static Map<String, Cell> cells(JsonParser parser, String row) throws IOException {
    Map<String, Cell> cells = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      String place = place(parser.currentTokenLocation());
      String where = place + ": " + quote(name) + " of " + quote(row);
      if (value == null || !value.isScalarValue() || value == JsonToken.VALUE_NULL) {
        throw new IllegalArgumentException(where + " must be a number or a string");
      }
      if (cells.put(name, new Cell(parser.getText(), place)) != null) {
        throw new IllegalArgumentException(where + " is there twice");
      }
    }
    return cells;
  }

  private static void expectObject(JsonParser parser, @Nullable JsonToken token, String what) {
    if (token != JsonToken.START_OBJECT) {
      String place = token == null ? "the file is empty" : place(parser.currentTokenLocation());
      throw new IllegalArgumentException(place + ": " + what + " must be an object in braces");
    }
  }

  private static String place(@Nullable JsonLocation location) {
    return location == null
        ? "somewhere"
        : "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
