/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.soak;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;

/** The threads that live at a moment, by their names without numbers. */
record LiveThreads(Map<String, Long> counts) {
  private static final String COMMON_POOL = "ForkJoinPool.commonPool-worker-";

  static LiveThreads now() {
    return new LiveThreads(
        Thread.getAllStackTraces().keySet().stream()
            .collect(
                Collectors.groupingBy(
                    thread -> thread.getName().replaceAll("[0-9]+", ""),
                    TreeMap::new,
                    Collectors.counting())));
  }

  /** Returns those of which there are more than there were, and how many more. */
  Map<String, Long> beyond(LiveThreads before) {
    Map<String, Long> more = new TreeMap<>();
    counts.forEach(
        (name, count) -> {
          // The workers that all of the process shares come and go.
          long allowed = name.equals(COMMON_POOL) ? ForkJoinPool.getCommonPoolParallelism() : 0;
          long over = count - Math.max(allowed, before.counts.getOrDefault(name, 0L));
          if (over > 0) {
            more.put(name, over);
          }
        });
    return more;
  }
}
