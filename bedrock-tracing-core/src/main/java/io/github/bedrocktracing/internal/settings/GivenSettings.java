/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.settings;

import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Settings that a framework has read for the program, and where it found them. */
public final class GivenSettings {
  /** By the configuration that was made with them, which may go unnoticed. */
  private static final Map<Object, Told> BY_CONFIGURATION =
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

  /**
   * What is told of a configuration.
   *
   * @param settings what it was made with
   * @param unknown what stands among its settings and is none
   * @param deciders what was taken in place of settings, by their names
   */
  public record Told(List<Given> settings, List<Given> unknown, Map<String, String> deciders) {
    /** Creates what is told. */
    public Told {
      settings = List.copyOf(settings);
      unknown = List.copyOf(unknown);
      deciders = Map.copyOf(deciders);
    }
  }

  /** Tells of what a configuration was made with, and in the log of what is no setting. */
  public static void tell(Object configuration, Told told) {
    BY_CONFIGURATION.put(configuration, told);
    for (Given unknown : told.unknown()) {
      Problems.reportEach(Problem.SETTING, unknown.name() + " in " + unknown.origin());
    }
  }

  /** Tells no longer of a configuration. */
  public static void forget(Object configuration) {
    BY_CONFIGURATION.remove(configuration);
  }

  /** Returns all that are told of. */
  static List<Given> all() {
    return all(Told::settings);
  }

  /** Returns all that stand among settings and are none. */
  static List<Given> unknown() {
    return all(Told::unknown);
  }

  private static List<Given> all(Function<Told, List<Given>> part) {
    List<Given> all = new ArrayList<>();
    synchronized (BY_CONFIGURATION) {
      BY_CONFIGURATION.values().forEach(told -> all.addAll(part.apply(told)));
    }
    return all;
  }

  /** Returns what was taken in place of a setting; null for nothing. */
  static @Nullable String decider(Object configuration, String name) {
    Told told = BY_CONFIGURATION.get(configuration);
    return told == null ? null : told.deciders().get(name);
  }

  /** Returns whether a framework has made a configuration, and tells of it. */
  static boolean tellOf(Object configuration) {
    return BY_CONFIGURATION.containsKey(configuration);
  }

  /** Returns the first of some settings that a configuration was made with; null for none. */
  static @Nullable Given first(Object configuration, List<String> names) {
    Told told = BY_CONFIGURATION.get(configuration);
    List<Given> given = told == null ? List.of() : told.settings();
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
