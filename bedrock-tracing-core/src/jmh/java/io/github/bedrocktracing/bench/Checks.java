/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

/** Tells a benchmark that measures something from one that does not. */
final class Checks {
  private Checks() {}

  /** Fails unless a first call gave a whole answer and left as many spans as its variant means. */
  static void recorded(Workload workload, Variant variant, Object answer, long spans) {
    if (answer == null
        || (answer instanceof Integer events && events < Math.max(1, workload.deltas()))) {
      throw new IllegalStateException(workload + ": the answer was cut to " + answer);
    }
    boolean records =
        variant.isSampled()
            && variant != Variant.NONE
            && variant != Variant.EMPTY
            && variant != Variant.DISABLED;
    if (records != spans > 0) {
      throw new IllegalStateException(workload + ", " + variant + ": " + spans + " spans");
    }
  }
}
