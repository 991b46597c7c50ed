/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Settings that a framework has read for the program, and where it found them. */
public final class GivenSettings {
  /** By the configuration that was made with them, which may go unnoticed. */
  private static final Map<Object, List<Given>> BY_CONFIGURATION =
      Collections.synchronizedMap(new WeakHashMap<>());

  private GivenSettings() {}

  /**
   * A setting.
   *
   * @param name its name, of those that are told of
   * @param value what it says
   * @param origin where it stands
   */
  public record Given(String name, String value, String origin) {}

  /** Tells of what a configuration was made with. */
  public static void tell(Object configuration, List<Given> settings) {
    BY_CONFIGURATION.put(configuration, List.copyOf(settings));
  }

  /** Tells no longer of a configuration. */
  public static void forget(Object configuration) {
    BY_CONFIGURATION.remove(configuration);
  }

  /** Returns all that are told of. */
  static List<Given> all() {
    List<Given> all = new ArrayList<>();
    synchronized (BY_CONFIGURATION) {
      BY_CONFIGURATION.values().forEach(all::addAll);
    }
    return all;
  }

  /** Returns whether a framework has made a configuration, and tells of it. */
  static boolean tellOf(Object configuration) {
    return BY_CONFIGURATION.containsKey(configuration);
  }

  /** Returns the first of some settings that a configuration was made with; null for none. */
  static @Nullable Given first(Object configuration, List<String> names) {
    List<Given> given = BY_CONFIGURATION.getOrDefault(configuration, List.of());
    for (String name : names) {
      for (Given setting : given) {
        if (setting.name().equals(name)) {
          return setting;
        }
      }
    }
    return null;
  }
}
