/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.seams;

import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Throws one and the same thing wherever it is built in, and counts how often. */
final class Breaker {
  private final AtomicInteger times = new AtomicInteger();
  private final Throwable thrown;

  Breaker(Throwable thrown) {
    this.thrown = thrown;
  }

  /** Throws. */
  String fail() {
    times.incrementAndGet();
    Breaker.<RuntimeException>sneak(thrown);
    throw new IllegalStateException("unreachable");
  }

  int times() {
    return times.get();
  }

  Throwable thrown() {
    return thrown;
  }

  /** Returns an object of which one method throws, and the others do what another object does. */
  Object instead(Class<?> type, String method, Object otherwise) {
    return instead(type, List.of(method), otherwise);
  }

  private Object instead(Class<?> type, List<String> methods, Object otherwise) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, called, arguments) -> {
          if (methods.contains(called.getName())) {
            return fail();
          }
          called.setAccessible(true);
          return called.invoke(otherwise, arguments);
        });
  }

  /** Puts an object of which some methods throw into a field in the place of what is there. */
  void into(Object holder, String name, String... methods) {
    Field field = field(holder.getClass(), name);
    set(holder, field, instead(field.getType(), List.of(methods), get(holder, name)));
  }

  /** Returns what a field holds, however private it is. */
  static Object get(Object holder, String name) {
    try {
      return field(holder.getClass(), name).get(holder);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Returns what a static field holds, however private it is. */
  static Object getStatic(Class<?> type, String name) {
    try {
      return field(type, name).get(null);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void set(Object holder, Field field, Object value) {
    try {
      field.set(holder, value);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Field field(Class<?> type, String name) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      for (Field field : at.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field;
        }
      }
    }
    throw new IllegalArgumentException(type + " has no field " + name);
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> void sneak(Throwable thrown) throws X {
    throw (X) thrown;
  }
}
