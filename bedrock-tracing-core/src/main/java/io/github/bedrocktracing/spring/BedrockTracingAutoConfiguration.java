/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ContentRedactor;
import io.github.bedrocktracing.PriceTable;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Map;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Switches tracing on for every Bedrock client of the process while an application with an {@link
 * OpenTelemetry} bean runs, configured under {@code bedrock.tracing}.
 *
 * <p>It makes a bean of type {@link BedrockTracing} unless the application has one, which is then
 * used as it is. Beans of type {@link ContentRedactor} and {@link PriceTable} are used. Of several
 * candidates of a type one must be primary, or the application does not start.
 *
 * <p>An OpenTelemetry bean is its context's to close; the library never closes one. Which of Boot's
 * own auto-configurations made it does not matter, as it is looked up when the context starts.
 */
@AutoConfiguration
@EnableConfigurationProperties(BedrockTracingProperties.class)
public class BedrockTracingAutoConfiguration {
  /** Creates the auto-configuration. */
  public BedrockTracingAutoConfiguration() {}

  /** Where the application, or the parent of its context, has a configuration. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBean(BedrockTracing.class)
  static class OfTheApplication {
    @Bean
    @ConditionalOnMissingBean
    TracingSwitch bedrockTracingSwitch(BeanFactory beans, BedrockTracingProperties properties) {
      boolean wanted = properties.enabled() && !Boolean.FALSE.equals(properties.autolog());
      return new TracingSwitch(wanted ? OnlyBean.of(beans, BedrockTracing.class) : null);
    }
  }

  /** Where observations have spans of OpenTelemetry. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(
      name = {
        "io.micrometer.observation.ObservationRegistry",
        "io.micrometer.tracing.otel.bridge.OtelSpan"
      })
  @ConditionalOnProperty(name = "bedrock.tracing.enabled", matchIfMissing = true)
  static class WithObservations {
    @Bean
    @ConditionalOnMissingBean
    ObservedSpans bedrockTracingObservedSpans(ObjectProvider<ObservationRegistry> registries) {
      return new ObservedSpans(registries);
    }
  }

  /** Where there is none. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnMissingBean(BedrockTracing.class)
  static class ByDefault {
    /**
     * While tracing is switched off the bean is there as well, for the code that it is given to.
     */
    @Bean
    BedrockTracing bedrockTracing(
        BedrockTracingProperties properties,
        Environment environment,
        ResourceLoader resources,
        BeanFactory beans) {
      BedrockTracing.Builder builder = BedrockTracing.builder();
      if (!properties.enabled()) {
        return builder.openTelemetry(OpenTelemetry.noop()).build();
      }
      OpenTelemetry given = OnlyBean.of(beans, OpenTelemetry.class);
      if (given != null) {
        builder.openTelemetry(given);
      }
      PropertyMapping.of(properties, environment, resources)
          .apply(
              builder,
              OnlyBean.of(beans, ContentRedactor.class),
              OnlyBean.of(beans, PriceTable.class));
      return builder.build();
    }

    @Bean
    PropertiesInForce bedrockTracingPropertiesInForce(
        BedrockTracing tracing, Environment environment, BeanFactory beans) {
      return new PropertiesInForce(
          tracing,
          environment,
          OnlyBean.of(beans, PriceTable.class) == null
              ? Map.of()
              : Map.of("bedrock.tracing.prices", "a bean of type PriceTable"));
    }

    @Bean
    TracingSwitch bedrockTracingSwitch(
        BedrockTracing tracing, BedrockTracingProperties properties, BeanFactory beans) {
      Boolean autolog = properties.autolog();
      boolean wanted =
          properties.enabled()
              && (autolog != null ? autolog : OnlyBean.of(beans, OpenTelemetry.class) != null);
      return new TracingSwitch(wanted ? tracing : null);
    }
  }
}
