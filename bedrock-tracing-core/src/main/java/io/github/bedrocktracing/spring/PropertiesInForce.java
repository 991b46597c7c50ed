/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.internal.autolog.ExplicitInterceptor;
import io.github.bedrocktracing.internal.settings.GivenSettings;
import io.github.bedrocktracing.internal.settings.GivenSettings.Given;
import io.github.bedrocktracing.internal.settings.SettingsInForce;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Has the library's report tell of the properties that a configuration was made with, while their
 * context runs.
 */
final class PropertiesInForce implements InitializingBean, DisposableBean {
  private final @Nullable Object configuration;
  private final Environment environment;

  /**
   * Creates what tells of properties.
   *
   * @param tracing was made with them
   */
  PropertiesInForce(BedrockTracing tracing, Environment environment) {
    this.configuration =
        tracing.interceptor() instanceof ExplicitInterceptor interceptor
            ? interceptor.tracing()
            : null;
    this.environment = environment;
  }

  @Override
  public void afterPropertiesSet() {
    if (configuration != null && environment instanceof ConfigurableEnvironment readable) {
      GivenSettings.tell(
          configuration,
          SettingsInForce.names().stream()
              .filter(name -> name.contains("bedrock.tracing.") || name.contains(".genai."))
              .map(name -> given(name, readable))
              .filter(Objects::nonNull)
              .toList());
    }
  }

  @Override
  public void destroy() {
    if (configuration != null) {
      GivenSettings.forget(configuration);
    }
  }

  /**
   * Returns what a property says; null where none does, or a variable or a property of the process,
   * of which the report tells by itself.
   */
  private static @Nullable Given given(String name, ConfigurableEnvironment environment) {
    ConfigurationPropertyName known = ConfigurationPropertyName.of(name);
    for (ConfigurationPropertySource source :
        ConfigurationPropertySources.from(environment.getPropertySources())) {
      ConfigurationProperty property = source.getConfigurationProperty(known);
      if (property != null) {
        String origin = nameOf(source);
        boolean ofProcess =
            origin.equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)
                || origin.equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        return ofProcess
            ? null
            : new Given(
                name,
                environment.resolvePlaceholders(String.valueOf(property.getValue())),
                property.getOrigin() == null ? origin : property.getOrigin().toString());
      }
    }
    return null;
  }

  private static String nameOf(ConfigurationPropertySource source) {
    return source.getUnderlyingSource() instanceof PropertySource<?> underlying
        ? underlying.getName()
        : "Spring";
  }
}
