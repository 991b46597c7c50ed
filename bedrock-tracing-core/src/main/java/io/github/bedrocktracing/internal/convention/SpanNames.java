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

/** The names of the spans of calls to models: a program uses a handful, each at every call. */
public final class SpanNames {
  private static final int MAX_KNOWN = 128;
  private static final int MAX_KNOWN_LENGTH = 256;

  /** By the operation, and by the model's id. */
  private static final Map<OperationName, Map<String, String>> KNOWN =
      new EnumMap<>(OperationName.class);

  static {
    for (OperationName operation : OperationName.values()) {
      KNOWN.put(operation, new ConcurrentHashMap<>());
    }
  }

  private SpanNames() {}

  /** Returns the name of the span of a call to a model. */
  public static String of(OperationName operation, @Nullable String model) {
    Map<String, String> known = model == null ? null : KNOWN.get(operation);
    if (model == null || known == null || model.length() > MAX_KNOWN_LENGTH) {
      return join(operation, model);
    }
    String name = known.get(model);
    if (name == null) {
      name = join(operation, model);
      if (known.size() < MAX_KNOWN) {
        known.put(model, name);
      }
    }
    return name;
  }

  /** Returns a name made of the operation and of what is called, if that has a name. */
  static String join(OperationName operation, @Nullable String called) {
    return called == null ? operation.value() : operation.value() + ' ' + called;
  }
}
