/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which services have called an interceptor of this library in this process, traced or not. */
public final class SeenServices {
  private static final Set<String> AUTOLOG = ConcurrentHashMap.newKeySet();
  private static final Set<String> EXPLICIT = ConcurrentHashMap.newKeySet();

  private SeenServices() {}

  /** Returns the services whose clients have called autolog's interceptor. */
  public static Set<String> byAutolog() {
    return new TreeSet<>(AUTOLOG);
  }

  /** Returns the services whose clients have called an interceptor that the program put on. */
  public static Set<String> byExplicit() {
    return new TreeSet<>(EXPLICIT);
  }

  /** Notes a call; asks before it adds, which takes no lock and no memory. */
  static void note(@Nullable String service, boolean autolog) {
    Set<String> seen = autolog ? AUTOLOG : EXPLICIT;
    if (service != null && !seen.contains(service)) {
      seen.add(service);
    }
  }
}
