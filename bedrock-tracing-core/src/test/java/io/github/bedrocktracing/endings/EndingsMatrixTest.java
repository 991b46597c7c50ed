/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.ClientKind;
import io.github.bedrocktracing.testing.ProcessState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
@Tag("matrix")
@ResourceLock(value = ProcessState.LOCK, mode = ResourceAccessMode.READ)
final class EndingsMatrixTest {
  /** Most cells wait. */
  private static final int AT_A_TIME = 64;

  @Test
  void everyExecutionEnds_once_asTheTableSays() throws InterruptedException {
    Map<Cell, Future<Cell.Observation>> running = new LinkedHashMap<>();
    ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      for (Cell cell : cells()) {
        running.put(cell, pool.submit((Callable<Cell.Observation>) cell::observe));
      }
      Map<Cell, Cell.Observation> observed = new LinkedHashMap<>();
      List<String> failures = new ArrayList<>();
      for (Map.Entry<Cell, Future<Cell.Observation>> cell : running.entrySet()) {
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

  private static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (Fault fault : Faults.all()) {
      for (MatrixOperation operation : MatrixOperation.values()) {
        for (ClientKind kind : ClientKind.values()) {
          boolean exists = !(operation.streams() && kind == ClientKind.SYNC);
          if (exists && fault.appliesTo(operation, kind)) {
            for (Attachment attachment : Arrays.asList(Attachment.INTERCEPTOR, Attachment.PLUGIN)) {
              cells.add(new Cell(operation, kind, attachment, fault));
            }
          }
        }
      }
    }
    return cells;
  }
}
