/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Has calls of a test traced by the context of that test: Spring keeps the contexts of tests side
 * by side, and the one that was started last would trace them all.
 */
final class TracedTestExecutionListener implements TestExecutionListener, Ordered {
  @Override
  public void beforeTestMethod(TestContext test) {
    if (test.hasApplicationContext()) {
      test.getApplicationContext()
          .getBeanProvider(TracingSwitch.class)
          .ifAvailable(TracingSwitch::takeOver);
    }
  }

  /** After Spring has put the beans into the test, which loads its context. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
