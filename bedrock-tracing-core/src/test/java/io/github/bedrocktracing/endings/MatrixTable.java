/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import io.github.bedrocktracing.testing.client.ClientKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The observed matrix in Markdown: a table for the operations of each shape. */
final class MatrixTable {
  private static final Map<ClientKind, String> CLIENTS =
      Map.of(
          ClientKind.SYNC, "sync",
          ClientKind.ASYNC_HTTP_1_1, "async, HTTP/1.1",
          ClientKind.ASYNC_HTTP_2, "async, HTTP/2");

  private final Map<Cell, String> observed;

  private MatrixTable(Map<Cell, String> observed) {
    this.observed = observed;
  }

  static List<String> of(Map<Cell, String> observed) {
    MatrixTable table = new MatrixTable(observed);
    List<String> lines = new ArrayList<>();
    for (Shape shape : Shape.values()) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.addAll(table.lines(shape));
    }
    return lines;
  }

  private List<String> lines(Shape shape) {
    List<MatrixOperation> operations =
        MatrixOperation.all().stream().filter(o -> o.shape() == shape).toList();
    List<ClientKind> kinds =
        Arrays.stream(ClientKind.values())
            .filter(kind -> operations.stream().anyMatch(operation -> operation.existsOn(kind)))
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add(row(String.join(", ", names(operations)), kinds.stream().map(CLIENTS::get).toList()));
    lines.add(row("---", kinds.stream().map(kind -> "---").toList()));
    for (Fault fault : faults()) {
      Map<List<String>, List<MatrixOperation>> alike = new LinkedHashMap<>();
      for (MatrixOperation operation : operations) {
        List<String> cells = kinds.stream().map(kind -> cell(operation, kind, fault)).toList();
        alike.computeIfAbsent(cells, c -> new ArrayList<>()).add(operation);
      }
      alike.forEach(
          (cells, which) -> {
            boolean all = which.size() == operations.size();
            if (cells.stream().anyMatch(cell -> !cell.equals("–"))) {
              lines.add(
                  row(fault + (all ? "" : " (" + String.join(", ", names(which)) + ")"), cells));
            }
          });
    }
    return lines;
  }

  private Set<Fault> faults() {
    Set<Fault> faults = new LinkedHashSet<>();
    observed.keySet().forEach(cell -> faults.add(cell.fault()));
    return faults;
  }

  private String cell(MatrixOperation operation, ClientKind kind, Fault fault) {
    String plain = observed.get(new Cell(operation, kind, Attachment.INTERCEPTOR, fault));
    String plugged = observed.get(new Cell(operation, kind, Attachment.PLUGIN, fault));
    if (plain == null || plugged == null) {
      return "–";
    }
    return plain.equals(plugged) ? plain : plain + "; with the plugin: " + plugged;
  }

  private static List<String> names(List<MatrixOperation> operations) {
    return operations.stream().map(MatrixOperation::sdkName).toList();
  }

  private static String row(String first, List<String> more) {
    return "| " + first + " | " + String.join(" | ", more) + " |";
  }
}
