/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.process.ProcessState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Every operation, on every client, with every fault: the execution ends once, with what was seen,
 * as the table in the documentation says, and its caller cannot tell that it was traced.
 */
@ResourceLock(value = ProcessState.LOCK, mode = ResourceAccessMode.READ)
@Tag("one-sdk")
final class EndingsMatrixTest {
  /** Most cells wait. */
  private static final int AT_A_TIME = 64;

  @Test
  void everyExecutionEnds_once_asTheTableSays() throws InterruptedException {
    Map<Cell, Future<Made>> controls = new HashMap<>();
    Map<Cell, Future<String>> running = new LinkedHashMap<>();
    ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      for (Cell cell : Cell.all(Attachment.INTERCEPTOR, Attachment.PLUGIN)) {
        // Before the cells that wait for it, as the threads are few.
        Future<Made> control =
            controls.computeIfAbsent(cell.untraced(), c -> pool.submit(c::makeUntraced));
        running.put(cell, pool.submit(() -> cell.observe(control)));
      }
      Map<Cell, String> observed = new LinkedHashMap<>();
      List<String> failures = new ArrayList<>();
      for (Map.Entry<Cell, Future<String>> cell : running.entrySet()) {
        try {
          observed.put(cell.getKey(), cell.getValue().get());
        } catch (ExecutionException failed) {
          failures.add(cell.getKey() + ": " + failed.getCause());
        }
      }
      assertThat(failures).as("cells of %s", running.size()).isEmpty();
      MatrixDocument.assertShows(MatrixTable.of(observed));
    } finally {
      pool.shutdownNow();
    }
  }
}
