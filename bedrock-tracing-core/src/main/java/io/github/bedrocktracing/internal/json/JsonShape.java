/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjDoubleConsumer;
import java.util.function.ObjIntConsumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields wanted from a JSON object, and where each goes on a target of type {@code T}.
 *
 * <p>Reading is one pass: a field that is not named is skipped without being decoded, and a field
 * whose value has another type than declared is skipped too. A shape is immutable and may be shared
 * between threads.
 *
 * @param <T> what the values are written to
 */
public final class JsonShape<T> {
  /** The longest text taken for an identifier or an enumeration value, in characters. */
  public static final int MAX_TEXT_LENGTH = 512;

  /** The most texts taken from one array. */
  public static final int MAX_TEXTS = 64;

  private final Map<String, FieldReader<T>> fields;

  private JsonShape(Map<String, FieldReader<T>> fields) {
    this.fields = Map.copyOf(fields);
  }

  /** Returns a builder of a shape with no fields. */
  public static <T> Builder<T> builder() {
    return new Builder<>();
  }

  /** Reads the object at the parser's current token and leaves the parser at its end. */
  void readObject(JsonParser parser, T target, @Nullable TopLevelKeys keys) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (keys != null) {
        keys.add(name);
      }
      FieldReader<T> field = fields.get(name);
      if (field == null) {
        parser.skipChildren();
      } else {
        field.read(parser, target);
      }
    }
  }

  /** Reads one value; afterwards the parser stands at the value's last token. */
  private interface FieldReader<T> {
    void read(JsonParser parser, T target) throws IOException;
  }

  /**
   * Collects the fields of a shape; naming a field twice is an error.
   *
   * @param <T> what the values are written to
   */
  public static final class Builder<T> {
    private final Map<String, FieldReader<T>> fields = new HashMap<>();

    private Builder() {}

    /**
     * Takes a string of 1 to {@value JsonShape#MAX_TEXT_LENGTH} characters; an empty one is none.
     */
    public Builder<T> text(String name, BiConsumer<T, String> setter) {
      return field(
          name,
          (parser, target) -> {
            String text = textOrNull(parser);
            if (text != null && !text.isEmpty()) {
              setter.accept(target, text);
            }
          });
    }

    /** Takes a whole number; a float such as {@code 28.0} loses its fraction. */
    public Builder<T> integer(String name, ObjLongConsumer<T> setter) {
      return field(
          name,
          (parser, target) -> {
            if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
              try {
                // Not asked for its type first: a number whose type alone is asked for can turn up
                // as the value of a later one in Jackson's non-blocking parser.
                setter.accept(target, parser.getLongValue());
              } catch (InputCoercionException tooLarge) {
                // There is no such count.
              }
            } else if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
              double value = parser.getDoubleValue();
              if (Math.abs(value) < Long.MAX_VALUE) {
                setter.accept(target, (long) value);
              }
            } else {
              parser.skipChildren();
            }
          });
    }

    /** Takes a finite number. */
    public Builder<T> decimal(String name, ObjDoubleConsumer<T> setter) {
      return field(
          name,
          (parser, target) -> {
            if (parser.currentToken().isNumeric()) {
              double value = parser.getDoubleValue();
              if (Double.isFinite(value)) {
                setter.accept(target, value);
              }
            } else {
              parser.skipChildren();
            }
          });
    }

    /** Takes the strings of an array, or a single string as an array of one. */
    public Builder<T> texts(String name, BiConsumer<T, List<String>> setter) {
      return field(
          name,
          (parser, target) -> {
            List<String> texts = new ArrayList<>();
            if (parser.currentToken() == JsonToken.START_ARRAY) {
              while (parser.nextToken() != JsonToken.END_ARRAY) {
                addText(texts, textOrNull(parser));
              }
            } else {
              addText(texts, textOrNull(parser));
            }
            if (!texts.isEmpty()) {
              setter.accept(target, List.copyOf(texts));
            }
          });
    }

    /** Tells that the field is there with a value other than null, whatever the value is. */
    public Builder<T> present(String name, Consumer<T> action) {
      return field(
          name,
          (parser, target) -> {
            if (parser.currentToken() != JsonToken.VALUE_NULL) {
              action.accept(target);
            }
            parser.skipChildren();
          });
    }

    /** Takes the length of an array whose elements are not looked at. */
    public Builder<T> count(String name, ObjIntConsumer<T> setter) {
      return field(
          name,
          (parser, target) -> {
            if (parser.currentToken() == JsonToken.START_ARRAY) {
              int elements = 0;
              while (parser.nextToken() != JsonToken.END_ARRAY) {
                parser.skipChildren();
                elements++;
              }
              setter.accept(target, elements);
            } else {
              parser.skipChildren();
            }
          });
    }

    /** Takes a base64 string, decoded. */
    public Builder<T> binary(String name, Function<T, ByteSink> sink) {
      return field(
          name,
          (parser, target) -> {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
              try {
                parser.readBinaryValue(sink.apply(target));
              } catch (IllegalArgumentException noBase64) {
                throw new JsonParseException(parser, "not base64", noBase64);
              }
            } else {
              parser.skipChildren();
            }
          });
    }

    /** Takes a value as a tree, without fields of this name at any depth. */
    public Builder<T> tree(String name, String unwanted, BiConsumer<T, @Nullable Object> setter) {
      return field(
          name, (parser, target) -> setter.accept(target, JsonTree.read(parser, unwanted)));
    }

    /** Takes an object whose fields go to the same target. */
    public Builder<T> object(String name, JsonShape<T> shape) {
      return object(name, shape, target -> target);
    }

    /** Takes an object whose fields go to a part of the target. */
    public <P> Builder<T> object(String name, JsonShape<P> shape, Function<T, P> part) {
      return field(
          name,
          (parser, target) -> {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
              shape.readObject(parser, part.apply(target), null);
            } else {
              parser.skipChildren();
            }
          });
    }

    /** Takes each object of an array; other elements are skipped. */
    public Builder<T> each(String name, JsonShape<T> shape) {
      return each(name, shape, target -> target, (target, element) -> {});
    }

    /**
     * Takes each object of an array; other elements are skipped.
     *
     * @param begin gives what an element's fields are written to
     * @param end is called when an element has been read, be it only up to where it is damaged
     */
    public <E> Builder<T> each(
        String name, JsonShape<E> shape, Function<T, E> begin, BiConsumer<T, E> end) {
      return field(
          name,
          (parser, target) -> {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
              parser.skipChildren();
              return;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
              if (parser.currentToken() == JsonToken.START_OBJECT) {
                E element = begin.apply(target);
                try {
                  shape.readObject(parser, element, null);
                } finally {
                  end.accept(target, element);
                }
              } else {
                parser.skipChildren();
              }
            }
          });
    }

    /** Takes every field of another shape as well. */
    public Builder<T> including(JsonShape<T> other) {
      other.fields.forEach(this::field);
      return this;
    }

    /** Returns the shape. */
    public JsonShape<T> build() {
      return new JsonShape<>(fields);
    }

    private Builder<T> field(String name, FieldReader<T> reader) {
      if (fields.putIfAbsent(name, reader) != null) {
        throw new IllegalArgumentException("field named twice: " + name);
      }
      return this;
    }

    private static void addText(List<String> texts, @Nullable String text) {
      if (text != null && texts.size() < MAX_TEXTS) {
        texts.add(text);
      }
    }

    private static @Nullable String textOrNull(JsonParser parser) throws IOException {
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        return parser.getTextLength() <= MAX_TEXT_LENGTH ? parser.getText() : null;
      }
      parser.skipChildren();
      return null;
    }
  }
}
