/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

/** Who has a call made, told in a word that there are few of, so that metrics can carry it. */
public enum Caller {
  /** The program, outside of any agent. */
  PROGRAM("program"),
  /** An agent of the program's own. */
  AGENT("agent"),
  /** An agent that the service runs. */
  MANAGED_AGENT("managed_agent"),
  /** A flow that the service runs. */
  FLOW("flow");

  private final String value;

  Caller(String value) {
    this.value = value;
  }

  /** Returns whose the calls within an operation are that the service does in steps. */
  public static Caller ofStepsOf(OperationName operation) {
    return operation == OperationName.INVOKE_WORKFLOW ? FLOW : MANAGED_AGENT;
  }

  /** Returns the name as it is recorded. */
  public String value() {
    return value;
  }
}
