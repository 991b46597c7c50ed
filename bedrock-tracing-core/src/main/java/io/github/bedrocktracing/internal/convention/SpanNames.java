/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import io.github.bedrocktracing.internal.inference.OperationName;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The names of spans: a program calls a handful of models, agents and tools, again and again. */
public final class SpanNames {
  private static final int MAX_KNOWN = 128;
  private static final int MAX_KNOWN_LENGTH = 256;

  /** By the operation, and by what is called. */
  private static final Map<OperationName, Map<String, String>> KNOWN =
      new EnumMap<>(OperationName.class);

  static {
    for (OperationName operation : OperationName.values()) {
      KNOWN.put(operation, new ConcurrentHashMap<>());
    }
  }

  private SpanNames() {}

  /** Returns a name made of the operation and of what is called, if that has a name. */
  public static String of(OperationName operation, @Nullable String called) {
    Map<String, String> known = called == null ? null : KNOWN.get(operation);
    if (called == null || known == null || called.length() > MAX_KNOWN_LENGTH) {
      return join(operation, called);
    }
    String name = known.get(called);
    if (name == null) {
      name = join(operation, called);
      if (known.size() < MAX_KNOWN) {
        known.put(called, name);
      }
    }
    return name;
  }

  private static String join(OperationName operation, @Nullable String called) {
    return called == null ? operation.value() : operation.value() + ' ' + called;
  }
}
