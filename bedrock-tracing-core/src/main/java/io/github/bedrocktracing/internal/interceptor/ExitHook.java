/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import org.jspecify.annotations.Nullable;

/**
 * What is run when the process exits, once it has been added. It holds the library loaded, so that
 * a program that is to be unloaded takes it away by shutting tracing down.
 */
final class ExitHook {
  private final Runnable action;
  private final String name;
  private volatile @Nullable Thread added;

  ExitHook(Runnable action, String name) {
    this.action = action;
    this.name = name;
  }

  /** Adds the hook unless it is there. */
  void ensureAdded() {
    if (added == null) {
      add();
    }
  }

  /** Takes the hook away if it is there. */
  synchronized void remove() {
    Thread hook = added;
    if (hook != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
        added = null;
      } catch (IllegalStateException exiting) {
        // It is running or has run.
      }
    }
  }

  private synchronized void add() {
    if (added == null) {
      Thread hook = new Thread(action, name);
      try {
        Runtime.getRuntime().addShutdownHook(hook);
      } catch (IllegalStateException exiting) {
        // Too late for a hook; it is not tried again.
      }
      added = hook;
    }
  }
}
