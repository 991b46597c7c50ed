/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.capture;

import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
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
 * <p>Members that this library does not know, of an SDK newer than it, are there too. Documents are
 * marked where they are cut: one that holds the same child again and again is small in memory, and
 * as JSON without end.
 */
public final class SdkTree {
  /** Deeper documents are cut; those of models nest a handful of levels. */
  private static final int MAX_DEPTH = 500;

  /** To make a number takes time by the square of its digits. */
  private static final int MAX_NUMBER_LENGTH = 1000;

  /** The most elements that are taken of the documents of one object; a body has fewer. */
  private static final int MAX_ELEMENTS = 500_000;

  /** Documents are cut after about as many characters; the service takes no body that has more. */
  private static final int MAX_CHARACTERS = 40_000_000;

  private int elementsLeft = MAX_ELEMENTS;
  private int charactersLeft;

  /** Creates a walk in which documents are cut after about so many characters. */
  SdkTree(int maxCharacters) {
    this.charactersLeft = maxCharacters;
  }

  /** Returns the tree of a value of an SDK object. */
  public static @Nullable Object of(@Nullable Object value) {
    return new SdkTree(MAX_CHARACTERS).tree(value);
  }

  /** Returns how many characters may still be taken; none or less where documents are cut. */
  int charactersLeft() {
    return charactersLeft;
  }

  /** Returns the tree of a value of an SDK object, within what may still be taken. */
  @Nullable Object tree(@Nullable Object value) {
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
        elements.add(tree(element));
      }
      return elements;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      map.forEach((name, field) -> fields.put(String.valueOf(name), tree(field)));
      return fields;
    }
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    String text = value.toString();
    charactersLeft -= text.length();
    return text;
  }

  /** Returns the tree of an SDK object, to be asked for its fields; of none, one without any. */
  public static JsonObject json(@Nullable Object value) {
    return JsonObject.of(of(value));
  }

  private Map<String, @Nullable Object> ofPojo(SdkPojo pojo) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      boolean unset =
          value == null
              || value instanceof SdkAutoConstructList
              || value instanceof SdkAutoConstructMap;
      if (!unset) {
        fields.put(field.locationName(), tree(value));
      }
    }
    return fields;
  }

  private @Nullable Object ofDocument(Document document, int depth) {
    if (depth > MAX_DEPTH) {
      return MessageAssembler.CUT_MARK;
    }
    elementsLeft--;
    charactersLeft--;
    if (document.isMap()) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      for (Map.Entry<String, Document> field : document.asMap().entrySet()) {
        if (isExhausted()) {
          fields.put(MessageAssembler.CUT_MARK, document.asMap().size() - fields.size());
          break;
        }
        charactersLeft -= field.getKey().length();
        fields.put(field.getKey(), ofDocument(field.getValue(), depth + 1));
      }
      return fields;
    }
    if (document.isList()) {
      List<@Nullable Object> elements = new ArrayList<>();
      for (Document element : document.asList()) {
        if (isExhausted()) {
          elements.add(MessageAssembler.CUT_MARK);
          break;
        }
        elements.add(ofDocument(element, depth + 1));
      }
      return elements;
    }
    if (document.isString()) {
      charactersLeft -= document.asString().length();
      return document.asString();
    }
    if (document.isNumber()) {
      return number(document.asNumber());
    }
    return document.isBoolean() ? (Object) document.asBoolean() : null;
  }

  private boolean isExhausted() {
    return elementsLeft <= 0 || charactersLeft <= 0;
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
