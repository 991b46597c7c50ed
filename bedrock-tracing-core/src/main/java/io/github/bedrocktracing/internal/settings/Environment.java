/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.settings;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables of the process. What was read is kept for a second, since the JDK
 * encodes the name anew at each look-up; no longer, as a process image may go on in another
 * environment. Its age is looked at when something begins and not at each look-up, since to read
 * the clock takes longer than all the rest of one.
 */
final class Environment {
  private static final long MAX_AGE_NANOS = 1_000_000_000;

  private static volatile Environment present = new Environment();

  private final long readAt = System.nanoTime();

  /** By the names of the properties that the variables stand for. */
  private final Map<String, Optional<String>> values = new ConcurrentHashMap<>();

  private Environment() {}

  /** Something begins: what was read more than a second ago no longer counts. */
  static void renew() {
    if (System.nanoTime() - present.readAt > MAX_AGE_NANOS) {
      present = new Environment();
    }
  }

  /** Returns the value of the variable that stands for a property; null when it is not set. */
  static @Nullable String get(String property) {
    Environment known = present;
    Optional<String> value = known.values.get(property);
    if (value == null) {
      value = Optional.ofNullable(System.getenv(SettingLookup.variable(property)));
      known.values.put(property, value);
    }
    return value.orElse(null);
  }
}
