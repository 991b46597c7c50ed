/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjDoubleConsumer;
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
  private final FieldTable<FieldReader<T>> table;

  private JsonShape(Map<String, FieldReader<T>> fields) {
    this.fields = Map.copyOf(fields);
    this.table = new FieldTable<>(fields);
  }

  /** Returns a builder of a shape with no fields. */
  public static <T> Builder<T> builder() {
    return new Builder<>();
  }

  /** Reads the object at which a scanner stands. */
  void readObject(JsonScanner in, T target, @Nullable TopLevelKeys keys)
      throws DamagedJsonException {
    if (in.firstField()) {
      readField(in, target, keys);
      readFurtherFields(in, target, keys);
    }
  }

  /** Reads what is left of an object behind one of its fields. */
  void readFurtherFields(JsonScanner in, T target, @Nullable TopLevelKeys keys)
      throws DamagedJsonException {
    while (in.nextField()) {
      readField(in, target, keys);
    }
  }

  private void readField(JsonScanner in, T target, @Nullable TopLevelKeys keys)
      throws DamagedJsonException {
    if (keys != null) {
      keys.add(in);
    }
    readValue(in.nameBytes(), in.nameStart(), in.nameLength(), in, target);
  }

  /** Reads the value of the field with a name, at which a scanner stands. */
  void readValue(byte[] bytes, int nameStart, int nameLength, JsonScanner in, T target)
      throws DamagedJsonException {
    FieldReader<T> field = table.get(bytes, nameStart, nameLength);
    if (field == null) {
      in.skip();
    } else {
      field.read(in, target);
    }
  }

  /** Reads the value at which a scanner stands; afterwards the scanner stands behind it. */
  private interface FieldReader<T> {
    void read(JsonScanner in, T target) throws DamagedJsonException;
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
          (in, target) -> {
            String text = textOrNull(in);
            if (text != null && !text.isEmpty()) {
              setter.accept(target, text);
            }
          });
    }

    /** Takes a whole number; a float such as {@code 28.0} loses its fraction. */
    public Builder<T> integer(String name, ObjLongConsumer<T> setter) {
      return field(
          name,
          (in, target) -> {
            if (!in.isAtNumber()) {
              in.skip();
              return;
            }
            JsonNumber number = in.number();
            if (number.isLong()) {
              setter.accept(target, number.asLong());
            } else if (!number.isWhole() && Math.abs(number.asDouble()) < Long.MAX_VALUE) {
              setter.accept(target, (long) number.asDouble());
            }
          });
    }

    /** Takes a finite number. */
    public Builder<T> decimal(String name, ObjDoubleConsumer<T> setter) {
      return field(
          name,
          (in, target) -> {
            if (!in.isAtNumber()) {
              in.skip();
              return;
            }
            double value = in.number().asDouble();
            if (Double.isFinite(value)) {
              setter.accept(target, value);
            }
          });
    }

    /** Takes the strings of an array, or a single string as an array of one. */
    public Builder<T> texts(String name, BiConsumer<T, List<String>> setter) {
      return field(
          name,
          (in, target) -> {
            List<String> texts = new ArrayList<>();
            if (in.isAtArray()) {
              for (boolean more = in.firstElement(); more; more = in.nextElement()) {
                addText(texts, textOrNull(in));
              }
            } else {
              addText(texts, textOrNull(in));
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
          (in, target) -> {
            if (!in.isAtNull()) {
              action.accept(target);
            }
            in.skip();
          });
    }

    /** Takes an object to be asked for its fields, without those of one name at any depth. */
    public Builder<T> object(String name, String unwanted, BiConsumer<T, JsonObject> setter) {
      return field(name, (in, target) -> setter.accept(target, in.bytes().object(unwanted)));
    }

    /** Takes an object whose fields go to the same target. */
    public Builder<T> object(String name, JsonShape<T> shape) {
      return object(name, shape, target -> target);
    }

    /** Takes an object whose fields go to a part of the target. */
    public <P> Builder<T> object(String name, JsonShape<P> shape, Function<T, P> part) {
      return field(
          name,
          (in, target) -> {
            if (in.isAtObject()) {
              shape.readObject(in, part.apply(target), null);
            } else {
              in.skip();
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
          (in, target) -> {
            if (!in.isAtArray()) {
              in.skip();
              return;
            }
            for (boolean more = in.firstElement(); more; more = in.nextElement()) {
              if (in.isAtObject()) {
                E element = begin.apply(target);
                try {
                  shape.readObject(in, element, null);
                } finally {
                  end.accept(target, element);
                }
              } else {
                in.skip();
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

    private static @Nullable String textOrNull(JsonScanner in) throws DamagedJsonException {
      if (in.isAtText()) {
        return in.text(MAX_TEXT_LENGTH);
      }
      in.skip();
      return null;
    }
  }
}
