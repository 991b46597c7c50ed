/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference.step;

/** What a managed agent's or a flow's run may have more of than is kept. */
public enum AgentLimit {
  /** Steps that have a span of their own. */
  SPANS("spans of a run"),
  /** Collaborators that are kept apart. */
  COLLABORATORS("collaborators of a run"),
  /** Steps that have begun and are not over; of too many the oldest is ended early. */
  OPEN_STEPS("steps at once"),
  /** Notes on one span. */
  NOTES("notes of a step"),
  /** Events of the trace that are small enough to look into. */
  EVENTS("size of an event"),
  /** What was given to steps that are not over. */
  CONTENT("content of open steps");

  private final String text;

  AgentLimit(String text) {
    this.text = text;
  }

  /** Returns what is limited, in words. */
  public String text() {
    return text;
  }
}
