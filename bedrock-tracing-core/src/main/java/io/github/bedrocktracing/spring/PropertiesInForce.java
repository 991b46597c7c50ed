/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.internal.autolog.ExplicitInterceptor;
import io.github.bedrocktracing.internal.settings.GivenSettings;
import io.github.bedrocktracing.internal.settings.GivenSettings.Given;
import io.github.bedrocktracing.internal.settings.GivenSettings.Told;
import io.github.bedrocktracing.internal.settings.SettingsInForce;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Has the library's report tell of the properties that a configuration was made with, while their
 * context runs.
 */
final class PropertiesInForce implements InitializingBean, DisposableBean {
  private static final String PREFIX = "bedrock.tracing";

  private final @Nullable Object configuration;
  private final Environment environment;
  private final Map<String, String> deciders;

  /**
   * Creates what tells of properties.
   *
   * @param tracing was made with them
   * @param deciders what was taken in place of properties, by their names
   */
  PropertiesInForce(BedrockTracing tracing, Environment environment, Map<String, String> deciders) {
    this.deciders = deciders;
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
          new Told(
              given(
                  SettingsInForce.names().stream()
                      .filter(name -> name.contains(PREFIX + '.') || name.contains(".genai.")),
                  readable),
              given(SettingsInForce.unknown(namesIn(readable)).stream(), readable),
              deciders));
    }
  }

  @Override
  public void destroy() {
    if (configuration != null) {
      GivenSettings.forget(configuration);
    }
  }

  /** Returns the names of all properties that may be the library's. */
  private static Set<String> namesIn(ConfigurableEnvironment environment) {
    ConfigurationPropertyName prefix = ConfigurationPropertyName.of(PREFIX);
    Set<String> names = new TreeSet<>();
    for (ConfigurationPropertySource source :
        ConfigurationPropertySources.from(environment.getPropertySources())) {
      if (source instanceof IterableConfigurationPropertySource properties
          && source.containsDescendantOf(prefix) != ConfigurationPropertyState.ABSENT) {
        properties.stream()
            .filter(prefix::isAncestorOf)
            .forEach(name -> names.add(name.toString()));
      }
    }
    return names;
  }

  private static List<Given> given(Stream<String> names, ConfigurableEnvironment environment) {
    return names.map(name -> given(name, environment)).filter(Objects::nonNull).toList();
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
