/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.capture;

import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkNumber;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * An SDK object as the JSON it is on the wire, in maps, lists, strings, numbers, booleans and byte
 * arrays, with the wire's names; members that are not set are left out.
 *
 * <p>Members that this library does not know, of an SDK newer than it, are there too.
 */
public final class SdkTree {
  /** Deeper documents are cut; those of models nest a handful of levels. */
  private static final int MAX_DEPTH = 500;

  /** To make a number takes time by the square of its digits. */
  private static final int MAX_NUMBER_LENGTH = 1000;

  private SdkTree() {}

  /** Returns the tree of a value of an SDK object. */
  public static @Nullable Object of(@Nullable Object value) {
    if (value instanceof SdkPojo pojo) {
      return ofPojo(pojo);
    }
    if (value instanceof Document document) {
      return ofDocument(document, 0);
    }
    if (value instanceof SdkBytes bytes) {
      // Shared with the caller and only read.
      return bytes.asByteArrayUnsafe();
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>(list.size());
      for (Object element : list) {
        elements.add(of(element));
      }
      return elements;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      map.forEach((name, field) -> fields.put(String.valueOf(name), of(field)));
      return fields;
    }
    return value == null || value instanceof Number || value instanceof Boolean
        ? value
        : value.toString();
  }

  /** Returns the tree of an SDK object, to be asked for its fields; of none, one without any. */
  public static JsonObject json(@Nullable Object value) {
    return JsonObject.of(of(value));
  }

  private static Map<String, @Nullable Object> ofPojo(SdkPojo pojo) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      boolean unset =
          value == null
              || value instanceof SdkAutoConstructList
              || value instanceof SdkAutoConstructMap;
      if (!unset) {
        fields.put(field.locationName(), of(value));
      }
    }
    return fields;
  }

  private static @Nullable Object ofDocument(Document document, int depth) {
    if (depth > MAX_DEPTH) {
      return null;
    }
    if (document.isMap()) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      document.asMap().forEach((name, value) -> fields.put(name, ofDocument(value, depth + 1)));
      return fields;
    }
    if (document.isList()) {
      List<@Nullable Object> elements = new ArrayList<>();
      document.asList().forEach(element -> elements.add(ofDocument(element, depth + 1)));
      return elements;
    }
    if (document.isString()) {
      return document.asString();
    }
    if (document.isNumber()) {
      return number(document.asNumber());
    }
    return document.isBoolean() ? (Object) document.asBoolean() : null;
  }

  /** Numbers that JSON does not have, such as NaN, are texts, as are those of very many digits. */
  private static Object number(SdkNumber number) {
    String text = number.stringValue();
    try {
      return text.length() > MAX_NUMBER_LENGTH ? text : number.bigDecimalValue();
    } catch (NumberFormatException none) {
      return text;
    }
  }
}
