/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrocktracing.internal.operation.capture.SdkTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Fills SDK objects with markers: every member that they have, however deep, also those of an SDK
 * newer than these tests. A member that is recorded by design keeps a plain value.
 */
public final class MarkedRequests {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** More than one, so that unions within them differ; over all calls each member comes up. */
  private static final int ELEMENTS = 2;

  private static final int MAX_DEPTH = 12;

  private final Markers markers;
  private final Map<Class<?>, Integer> nextMember = new HashMap<>();

  /** Takes the markers to fill with. */
  public MarkedRequests(Markers markers) {
    this.markers = markers;
  }

  /** Returns the object that a builder builds when everything in it is set. */
  public Object filled(Object builder, String path) {
    return fill((SdkPojo) builder, path, 0);
  }

  /** Returns the JSON of such an object, as the service sends it. */
  public String json(Object builder, String path) {
    return write(SdkTree.of(filled(builder, path)));
  }

  /** Returns the JSON of an event of a stream, which belongs to a block. */
  @SuppressWarnings("unchecked")
  public String event(Object builder, String path, int block) {
    Map<String, Object> tree = (Map<String, Object>) SdkTree.of(filled(builder, path));
    tree.put("contentBlockIndex", block);
    return write(tree);
  }

  private static String write(Object tree) {
    try {
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Object fill(SdkPojo builder, String path, int depth) {
    if (isUnion(builder)) {
      int next = nextMember.merge(builder.getClass(), 1, Integer::sum);
      return fillMember(builder, next % builder.sdkFields().size(), path, depth);
    }
    for (SdkField<?> field : builder.sdkFields()) {
      set(builder, field, path, depth);
    }
    return ((Buildable) builder).build();
  }

  private Object fillMember(SdkPojo builder, int member, String path, int depth) {
    set(builder, builder.sdkFields().get(member), path, depth);
    return ((Buildable) builder).build();
  }

  private void set(SdkPojo builder, SdkField<?> field, String path, int depth) {
    if (depth <= MAX_DEPTH) {
      field.set(builder, value(field, path + '/' + field.memberName(), depth + 1));
    }
  }

  private Object value(SdkField<?> field, String path, int depth) {
    MarshallingKnownType type = field.marshallingType().getKnownType();
    return switch (type) {
      case STRING -> RecordedByDesign.is(path) ? "plain" : markers.text(path);
      case INTEGER -> 7;
      case LONG -> 7L;
      case FLOAT -> 0.5f;
      case DOUBLE -> 0.5;
      case BOOLEAN -> true;
      case INSTANT -> Instant.EPOCH;
      case SDK_BYTES -> SdkBytes.fromByteArray(markers.bytes(path));
      case DOCUMENT -> document(path);
      case LIST -> elements(field.getTrait(ListTrait.class).memberFieldInfo(), path, depth);
      case MAP ->
          Map.of(
              markers.text(path + " key"),
              value(field.getTrait(MapTrait.class).valueFieldInfo(), path, depth));
      case SDK_POJO -> fill(field.constructor().get(), path, depth);
      default -> throw new IllegalStateException("a type without a marker: " + type);
    };
  }

  /** One element for each member of a union, else a few, so that the unions within them vary. */
  private List<Object> elements(SdkField<?> element, String path, int depth) {
    List<Object> elements = new ArrayList<>();
    if (element.marshallingType().getKnownType() != MarshallingKnownType.SDK_POJO) {
      elements.add(value(element, path, depth));
      return elements;
    }
    SdkPojo example = element.constructor().get();
    boolean union = isUnion(example);
    int count = union ? example.sdkFields().size() : ELEMENTS;
    for (int i = 0; i < count; i++) {
      SdkPojo builder = element.constructor().get();
      elements.add(union ? fillMember(builder, i, path, depth) : fill(builder, path, depth));
    }
    return elements;
  }

  private Document document(String path) {
    Document inner =
        Document.mapBuilder()
            .putString(markers.text(path + " key"), markers.text(path + " value"))
            .build();
    return Document.mapBuilder()
        .putString("text", markers.text(path))
        .putString("system", markers.text(path))
        .putDocument("object", inner)
        .putList("list", List.of(inner, Document.fromString(markers.text(path + " element"))))
        .build();
  }

  /** Only unions of the SDK have an enumeration of their members. */
  private static boolean isUnion(SdkPojo builder) {
    String name = builder.getClass().getName().replaceFirst("\\$BuilderImpl$", "");
    try {
      return Class.forName(name + "$Type").isEnum();
    } catch (ClassNotFoundException none) {
      return false;
    }
  }
}
