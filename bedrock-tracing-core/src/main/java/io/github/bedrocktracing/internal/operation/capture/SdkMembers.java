/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.capture;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Reads members of SDK objects by name: for those that the oldest supported SDK does not have, and
 * whose getters would therefore not link.
 */
public final class SdkMembers {
  private SdkMembers() {}

  /** Returns a string member; null when the object, the member or its value is absent. */
  public static @Nullable String text(@Nullable Object pojo, String name) {
    return member(pojo, name) instanceof String text ? text : null;
  }

  /**
   * Returns a string member as the caller has set it, without what the SDK makes up where nobody
   * has; null when the member or its value is absent.
   */
  public static @Nullable String givenText(SdkRequest request, String name) {
    return request.getValueForField(name, String.class).orElse(null);
  }

  /** Returns a member as the SDK holds it; null when the object or the member is absent. */
  public static @Nullable Object member(@Nullable Object pojo, String name) {
    if (pojo instanceof SdkPojo sdkPojo) {
      return member(sdkPojo, field(sdkPojo, name));
    }
    return null;
  }

  /** Returns a member that was looked up before; null when there is none. */
  public static @Nullable Object member(SdkPojo pojo, @Nullable SdkField<?> field) {
    return field == null ? null : field.getValueOrDefault(pojo);
  }

  /** Returns whether objects of this kind have a member of the name, set or not. */
  public static boolean isMember(SdkPojo pojo, String name) {
    return field(pojo, name) != null;
  }

  /** Returns a request with members set; the same one when there are none to set. */
  public static SdkRequest with(SdkRequest request, Map<String, ?> members) {
    SdkRequest.Builder builder = members.isEmpty() ? null : request.toBuilder();
    if (!(builder instanceof SdkPojo pojo)) {
      return request;
    }
    members.forEach(
        (name, value) -> {
          SdkField<?> field = field(pojo, name);
          if (field != null) {
            field.set(pojo, value);
          }
        });
    return builder.build();
  }

  /**
   * Returns the SDK's description of a member, which is the same for all objects of the kind; null
   * when they have none of the name.
   */
  public static @Nullable SdkField<?> field(SdkPojo pojo, String name) {
    List<SdkField<?>> fields = pojo.sdkFields();
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).memberName().equals(name)) {
        return fields.get(i);
      }
    }
    return null;
  }

  /** Follows members from one object to the next; null when one of them is absent. */
  public static @Nullable Object path(@Nullable Object pojo, String... names) {
    Object value = pojo;
    for (String name : names) {
      value = member(value, name);
    }
    return value;
  }

  /** Follows members to a string. */
  public static @Nullable String textAt(@Nullable Object pojo, String... names) {
    return path(pojo, names) instanceof String text ? text : null;
  }

  /** Follows members to a whole number. */
  public static @Nullable Long numberAt(@Nullable Object pojo, String... names) {
    return path(pojo, names) instanceof Number number ? (Long) number.longValue() : null;
  }
}
