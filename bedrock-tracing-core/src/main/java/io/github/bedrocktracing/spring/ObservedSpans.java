/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import io.github.bedrocktracing.internal.telemetry.FrameworkSpan;
import io.github.bedrocktracing.internal.telemetry.FrameworkSpanSource;
import io.github.bedrocktracing.internal.telemetry.FrameworkSpans;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Tells of the spans of Micrometer's observations while a context runs, which put their tags on
 * when they stop: without that a call within one would not know what it is of.
 */
final class ObservedSpans
    implements FrameworkSpanSource, SmartInitializingSingleton, DisposableBean {
  private final ObjectProvider<ObservationRegistry> beans;
  private List<ObservationRegistry> registries = List.of();

  /**
   * Creates a source.
   *
   * @param beans the registries of the application
   */
  ObservedSpans(ObjectProvider<ObservationRegistry> beans) {
    this.beans = beans;
  }

  @Override
  public void afterSingletonsInstantiated() {
    registries = beans.stream().filter(registry -> !registry.isNoop()).toList();
    for (ObservationRegistry registry : registries) {
      registry
          .observationConfig()
          .observationHandler(new BegunObservation.Noting())
          .observationFilter(new TypedTags());
    }
    if (!registries.isEmpty()) {
      FrameworkSpans.add(this);
    }
  }

  @Override
  public void destroy() {
    FrameworkSpans.remove(this);
  }

  @Override
  public @Nullable FrameworkSpan current() {
    for (ObservationRegistry registry : registries) {
      Observation observation = registry.getCurrentObservation();
      if (observation != null) {
        return ObservedSpan.of(observation.getContextView());
      }
    }
    return null;
  }

  @Override
  public @Nullable FrameworkSpan begun() {
    Observation.ContextView last = BegunObservation.last();
    return last == null ? null : ObservedSpan.of(last);
  }
}
