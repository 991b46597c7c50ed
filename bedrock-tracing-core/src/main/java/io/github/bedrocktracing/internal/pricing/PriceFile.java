/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.pricing;

import io.github.bedrocktracing.internal.json.JsonTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads price files; every fault is an {@link IllegalArgumentException} that says where it is. */
public final class PriceFile {
  /** The largest file, in bytes or characters. */
  static final int MAX_SIZE = 1024 * 1024;

  private static final int MAX_MODELS = 10_000;
  private static final int MAX_NUMBER_LENGTH = 32;
  private static final int MAX_SCALE = 18;
  private static final BigDecimal MAX_PRICE = BigDecimal.valueOf(1_000_000);

  private static final String INPUT = "input";
  private static final String OUTPUT = "output";
  private static final String CACHE_READ = "cacheRead";
  private static final String CACHE_WRITE = "cacheWrite";
  private static final String ANY_VERSION = "anyVersion";

  private PriceFile() {}

  /** Reads a file in UTF-8. */
  public static PriceList read(Path file) {
    String text;
    try {
      if (!Files.isRegularFile(file)) {
        throw new IllegalArgumentException(
            Files.exists(file) ? "it is not a file" : "there is no such file");
      }
      try (InputStream bytes = Files.newInputStream(file)) {
        text = utf8(bytes.readNBytes(MAX_SIZE + 1));
      }
      return parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("price file " + file + ": " + e.getMessage(), e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("price file " + file + ": it is not in UTF-8", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "price file " + file + ": it cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  /** Reads all characters up to the end, and leaves the reader open. */
  public static PriceList read(Reader reader) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[8192];
    int count;
    while (text.length() <= MAX_SIZE && (count = reader.read(buffer)) >= 0) {
      text.append(buffer, 0, count);
    }
    try {
      return parse(text.toString());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("prices: " + e.getMessage(), e);
    }
  }

  private static PriceList parse(String text) {
    if (text.length() > MAX_SIZE) {
      throw new IllegalArgumentException("it is larger than 1 MiB");
    }
    // Some editors put a byte order mark in front.
    String json = text.startsWith("\uFEFF") ? text.substring(1) : text;
    Map<String, Price> prices = new LinkedHashMap<>();
    JsonTable.parse(json, MAX_MODELS)
        .forEach((model, row) -> prices.put(model.strip(), price(model, row)));
    return new PriceList(prices);
  }

  private static Price price(String model, JsonTable.Row row) {
    Map<String, JsonTable.Cell> left = new HashMap<>(row.cells());
    Price price =
        new Price(
            dollars(model, INPUT, left.remove(INPUT)),
            dollars(model, OUTPUT, left.remove(OUTPUT)),
            dollars(model, CACHE_READ, left.remove(CACHE_READ)),
            dollars(model, CACHE_WRITE, left.remove(CACHE_WRITE)),
            flag(model, left.remove(ANY_VERSION)));
    left.forEach(
        (name, cell) -> {
          throw fault(
              model, name, cell, "is none of input, output, cacheRead, cacheWrite, anyVersion");
        });
    if (model.isBlank()) {
      throw new IllegalArgumentException(row.place() + ": a model id is empty");
    }
    if (price.input() == null && price.output() == null) {
      throw new IllegalArgumentException(
          row.place() + ": " + JsonTable.quote(model) + " has neither input nor output");
    }
    return price;
  }

  private static @Nullable BigDecimal dollars(
      String model, String name, JsonTable.@Nullable Cell cell) {
    if (cell == null) {
      return null;
    }
    BigDecimal value;
    try {
      if (cell.text().length() > MAX_NUMBER_LENGTH) {
        throw new NumberFormatException("too long");
      }
      value = new BigDecimal(cell.text().strip());
    } catch (NumberFormatException e) {
      throw fault(
          model, name, cell, "must be a number of US dollars per million tokens, such as 0.25");
    }
    // The scale is looked at first: to compare or to write out 1e-999999999 takes for ever.
    if (Math.abs((long) value.scale()) > MAX_SCALE) {
      throw fault(
          model, name, cell, "has more than " + MAX_SCALE + " decimal places, or as many zeros");
    }
    if (value.signum() < 0 || value.compareTo(MAX_PRICE) > 0) {
      throw fault(model, name, cell, "must be between 0 and 1000000");
    }
    return value;
  }

  private static boolean flag(String model, JsonTable.@Nullable Cell cell) {
    if (cell == null) {
      return false;
    }
    if (!cell.text().equals("true") && !cell.text().equals("false")) {
      throw fault(model, ANY_VERSION, cell, "must be true or false");
    }
    return cell.text().equals("true");
  }

  private static IllegalArgumentException fault(
      String model, String name, JsonTable.Cell cell, String what) {
    return new IllegalArgumentException(
        cell.place() + ": " + JsonTable.quote(name) + " of " + JsonTable.quote(model) + ' ' + what);
  }

  private static String utf8(byte[] bytes) throws CharacterCodingException {
    // A file that is too large may be cut within a character.
    if (bytes.length > MAX_SIZE) {
      throw new IllegalArgumentException("it is larger than 1 MiB");
    }
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
