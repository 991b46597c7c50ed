/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.internal.autolog.Autolog;
import io.github.bedrocktracing.internal.autolog.ExplicitInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.SmartLifecycle;

/**
 * Has tracing switched on while a context runs.
 *
 * <p>It is on from the making of this bean, before the lifecycle begins, so that what other beans
 * do at their start is traced; it goes off after all others have stopped. A context that is stopped
 * and started again, or paused, has it off in between.
 */
final class TracingSwitch implements SmartLifecycle, InitializingBean, DisposableBean {
  private final @Nullable BedrockTracing tracing;
  private Autolog.@Nullable Turn turn;

  /**
   * Creates a switch.
   *
   * @param tracing what to trace with; null to switch nothing on
   */
  TracingSwitch(@Nullable BedrockTracing tracing) {
    this.tracing = tracing;
  }

  @Override
  public void afterPropertiesSet() {
    start();
  }

  @Override
  public synchronized void start() {
    if (tracing != null
        && turn == null
        && tracing.interceptor() instanceof ExplicitInterceptor interceptor) {
      turn = Autolog.begin(interceptor.tracing());
    }
  }

  @Override
  public synchronized void stop() {
    if (turn != null) {
      turn.end();
      turn = null;
    }
  }

  /**
   * Has this context traced in place of another that began after it; what the program itself has
   * said since stays in force.
   */
  synchronized void takeOver() {
    if (turn != null && turn.isCoveredByAnother()) {
      stop();
      start();
    }
  }

  @Override
  public void destroy() {
    stop();
  }

  @Override
  public synchronized boolean isRunning() {
    return turn != null;
  }

  /** First to start and last to stop. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }
}
