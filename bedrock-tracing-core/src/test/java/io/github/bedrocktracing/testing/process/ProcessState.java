/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.process;

/** What tests share because there is one of it in a process: switches, properties, the global. */
public final class ProcessState {
  /** The lock of tests that change it; tests that run beside others take it for reading. */
  public static final String LOCK = "process state";

  private ProcessState() {}
}
