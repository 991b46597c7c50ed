/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** One cell of the matrix: an operation of a client with a fault, traced in one of two ways. */
record Cell(MatrixOperation operation, ClientKind kind, Attachment attachment, Fault fault) {

  /** What stands in the table where the SDK calls no interceptor at all. */
  private static final String UNTOLD = "no span: interceptors are not called";

  /** Returns all cells, attached in each of these ways. */
  static List<Cell> all(Attachment... attachments) {
    List<Cell> cells = new ArrayList<>();
    for (Fault fault : Faults.all()) {
      for (MatrixOperation operation : MatrixOperation.all()) {
        for (ClientKind kind : ClientKind.values()) {
          if (operation.existsOn(kind) && fault.appliesTo(operation, kind)) {
            for (Attachment attachment : attachments) {
              cells.add(new Cell(operation, kind, attachment, fault));
            }
          }
        }
      }
    }
    return cells;
  }

  /** Returns the same without tracing. */
  Cell untraced() {
    return new Cell(operation, kind, Attachment.UNTRACED, fault);
  }

  /**
   * Makes the call, and asserts everything that holds for each cell.
   *
   * @param control gives the same call without tracing
   * @return what stands in the table
   */
  String observe(Future<Made> control) throws ExecutionException, InterruptedException {
    EndWitness ends = new EndWitness();
    try (Telemetry telemetry = Telemetry.watchedBy(ends)) {
      BedrockTracing tracing = tracing(telemetry.openTelemetry());
      Made made;
      try (FaultyCall call = new FaultyCall(operation, kind, fault, tracing, attachment)) {
        made = call.make();
        if (made.witness().executions() == 0) {
          assertThat(telemetry.started()).as("spans of a call that nobody is told of").isZero();
          made.assertLike(control.get(), fault.varying(operation, kind));
          return UNTOLD;
        }
        EndsAwaited.until(
            () -> !ends.known().isEmpty(), fault.isLeftInPool(kind) ? call::callAgain : () -> {});
      }
      RecordedCell recorded = RecordedCell.of(this, telemetry, ends.known());
      recorded.assertSound(made);
      recorded.assertAgrees(made);
      Made untraced = control.get();
      Set<Varying> varying = fault.varying(operation, kind);
      made.assertBroughtWhat(untraced, varying);
      List<Observation> possible = fault.possibleEnds(operation, kind);
      if (possible.isEmpty()) {
        made.assertLike(untraced, varying);
        return recorded.observation().text();
      }
      assertThat(recorded.observation()).isIn(possible);
      assertPossible(untraced, possible);
      return possible.stream().map(Observation::text).collect(Collectors.joining(" or "));
    }
  }

  /** Makes the call without tracing. */
  Made makeUntraced() {
    try (FaultyCall call = untracedCall()) {
      return call.make();
    }
  }

  /** Connects a client without tracing. */
  FaultyCall untracedCall() {
    return new FaultyCall(
        operation, kind, fault, tracing(OpenTelemetry.noop()), Attachment.UNTRACED);
  }

  /** Returns whether the caller is told of the end of the call. */
  boolean callerWaits() {
    return fault.callerWaits(operation, kind);
  }

  /** Asserts that an untraced call ended in one of the ways of a race. */
  void assertPossible(Made untraced, List<Observation> ends) {
    if (callerWaits()) {
      assertThat(ends)
          .as("ends that agree with what an untraced caller has seen: %s", untraced.seen())
          .anyMatch(untraced::agreesWith);
    }
  }

  private static BedrockTracing tracing(OpenTelemetry telemetry) {
    return BedrockTracing.builder().openTelemetry(telemetry).captureContent(true).build();
  }

  @Override
  public String toString() {
    return operation + ", " + kind + ", " + attachment + ", " + fault;
  }
}
